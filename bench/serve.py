"""A warm public page against nginx's static bytes and a bare Django view: -m bench.serve [rounds].

Interleaved rounds, 16 connections, medians. Needs wrk and nginx: apt-get install wrk nginx-light.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from statistics import median

from bench import servers

SECONDS, CONNECTIONS = 3, 16
BARE = """
import os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lakeville_planning.settings")
import django
django.setup()
from django.contrib.auth.decorators import login_not_required
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path
from lakeville_planning import urls
urls.urlpatterns.insert(0, path("bare/", login_not_required(lambda request: HttpResponse("bare"))))
application = get_wsgi_application()
from publication.front import Front
application = Front(application)
"""
NGINX = """
worker_processes 2; daemon off; pid {folder}/pid; error_log {folder}/log;
events {{ worker_connections 256; }}
http {{ access_log off; sendfile on; tcp_nopush on; open_file_cache max=100; types {{ text/html html; }}
  client_body_temp_path {folder}/b; proxy_temp_path {folder}/p;
  fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{ listen 127.0.0.1:{port}; root {folder}/www; gzip_static off; }} }}
"""


def main(rounds: int) -> None:
    """Publish the generated district, serve it both ways, and print pages a second."""
    missing = [name for name in ("wrk", "nginx") if not shutil.which(name)]
    if missing:
        raise SystemExit(f"Not found: {', '.join(missing)}. Install: apt-get install wrk nginx-light")
    servers.set_up()
    from bench import generate, publish

    generate.load(18, 6, 10)
    publish.publish("For serving")
    with tempfile.TemporaryDirectory(prefix="lp-serve-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        django_port, nginx_port = free_port(), free_port()
        running = [start_django(folder, django_port)]
        try:
            place = f"http://127.0.0.1:{django_port}"
            wait_for(f"{place}/healthz")
            body, tag = fetch(f"{place}/")
            (folder / "www").mkdir()
            (folder / "www" / "index.html").write_bytes(body)
            (folder / "nginx.conf").write_text(NGINX.format(folder=folder, port=nginx_port))
            running.append(subprocess.Popen(["nginx", "-c", str(folder / "nginx.conf")]))
            wait_for(f"http://127.0.0.1:{nginx_port}/")
            for _ in range(20):  # both workers have the page in memory, and it is the same page
                if fetch(f"{place}/")[0] != body:
                    raise SystemExit("The page differs from one answer to the next.")
            compare(
                {
                    "nginx, the same bytes": ([], f"http://127.0.0.1:{nginx_port}/"),
                    "bare Django view": ([], f"{place}/bare/"),
                    "dashboard, warm": ([], f"{place}/"),
                    "dashboard, known tag (304)": (["-H", f"If-None-Match: {tag}"], f"{place}/"),
                },
                rounds,
                len(body),
            )
        finally:
            for process in running:
                process.send_signal(signal.SIGTERM)


def compare(targets: dict[str, tuple[list[str], str]], rounds: int, size: int) -> None:
    """Ask each in turn, several rounds; print medians and ratios."""
    seen: dict[str, list[float]] = {name: [] for name in targets}
    for _ in range(rounds):
        for name, (options, address) in targets.items():
            command = ["wrk", "-t2", f"-c{CONNECTIONS}", f"-d{SECONDS}s", *options, address]
            told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
            if "Non-2xx" in told or "Socket errors" in told:
                raise SystemExit(f"{name} answered with errors:\n{told}")
            found = re.search(r"Requests/sec:\s+([\d.]+)", told)
            seen[name].append(float(found[1]) if found else 0)
    first = median(next(iter(seen.values())))
    print(f"{size:,} bytes, {CONNECTIONS} connections, medians of {rounds} interleaved rounds of {SECONDS} s")
    for name, values in seen.items():
        print(f"  {name:28} {median(values):9,.0f} pages/s   {median(values) / first:.3f} of nginx")


def start_django(folder: Path, port: int) -> "subprocess.Popen[bytes]":
    """Granian as `up` starts it: two workers, four threads each."""
    (folder / "bench_application.py").write_text(BARE)
    environment = os.environ | {"PROCESS": "web", "PYTHONPATH": f"{folder}:{Path.cwd()}"}
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "2"]
    command += ["--blocking-threads", "4", "--port", str(port), "--no-ws", "bench_application:application"]
    return subprocess.Popen(command, env=environment)


def fetch(address: str) -> tuple[bytes, str]:
    """Return a page and its tag."""
    with urllib.request.urlopen(address) as answer:
        return answer.read(), answer.headers["ETag"]


def wait_for(address: str) -> None:
    """Wait until a server answers."""
    for _ in range(100):
        try:
            urllib.request.urlopen(address, timeout=2)
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"{address} does not answer.")


def free_port() -> int:
    """A port nobody uses just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
