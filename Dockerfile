# One image for web, worker and scheduler; docker-compose.yml says which command each runs.
FROM python:3.11-slim-bookworm

ENV PYTHONUNBUFFERED=1 \
    UV_PYTHON_DOWNLOADS=never \
    UV_PROJECT_ENVIRONMENT=/opt/venv \
    PATH=/opt/venv/bin:$PATH

RUN useradd --system --uid 10001 --create-home planning \
 && pip install --no-cache-dir --root-user-action=ignore uv==0.13.9

WORKDIR /srv/planning
COPY pyproject.toml uv.lock ./
RUN uv sync --frozen --no-dev --no-cache

COPY . .
# Files are collected with throw-away values: none of them reaches the image's environment.
RUN STATIC_FILES=compressed PRODUCTION=0 VAR_DIR=/tmp/build STATIC_ROOT=/srv/static python manage.py collectstatic --noinput --verbosity 0 \
 && rm -rf /tmp/build \
 && chmod -R a+rX /srv/static \
 && install -d -o planning -m 0700 /srv/media /srv/var

USER planning
ENV PRODUCTION=1 STATIC_FILES=compressed STATIC_ROOT=/srv/static MEDIA_ROOT=/srv/media VAR_DIR=/srv/var
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", \
     "--blocking-threads", "4", "--respawn-failed-workers", "--no-ws", "lakeville_planning.wsgi:application"]
