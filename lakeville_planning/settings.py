"""One settings file. Every switch is an environment variable read here, and nowhere else.

Unset means embedded: PostgreSQL and a Redis-protocol broker started by ``manage.py up`` (ADR 1), whose
addresses this file finds in the running instance's state file. docs/operate.md lists the variables.
"""

from dataclasses import fields
from pathlib import Path
from typing import Any

import pghistory
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

from imports.limits import Limits
from lakeville_planning.services.state import read_state
from strategic_plan.evidence.limits import EvidenceLimits

env = Env()
BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = env.path("VAR_DIR", BASE_DIR / "var")
RUNNING = read_state(VAR_DIR)  # addresses of the instance that `up` started; empty otherwise


def switch(name: str, default: str) -> str:
    """A setting, or the content of the file that NAME_FILE names, or the running instance's value."""
    file = env.str(f"{name}_FILE", "")
    if file:
        return Path(file).read_text().strip()
    return env.str(name, "") or RUNNING.get(name, default)


def limits(name: str, known: type[Limits] | type[EvidenceLimits]) -> dict[str, int]:
    """Limits that differ from their defaults, written like ``rows=500000,file_bytes=50000000``."""
    names = [field.name for field in fields(known)]
    try:
        changed: dict[str, int] = env.dict(name, {}, subcast_values=int)
    except (ValueError, EnvError) as error:
        raise ImproperlyConfigured(f"{name} is written like {names[0]}=50000000,{names[1]}=1000.") from error
    if wrong := sorted(each for each, value in changed.items() if each not in names or value <= 0):
        raise ImproperlyConfigured(
            f"{name} cannot use {', '.join(wrong)}. It takes numbers above 0 for {', '.join(names)}."
        )
    return changed


# --- What kind of site this is -------------------------------------------------------------------------

LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
DEVELOPMENT_KEY = "development-only-" + "x" * 40
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", LOCAL_HOSTS)
# A site that answers to a real name is production until someone says otherwise.
PRODUCTION = env.bool("PRODUCTION", not set(ALLOWED_HOSTS) <= set(LOCAL_HOSTS))
DEBUG = env.bool("DEBUG", False)
DEMO = env.bool("DEMO", not PRODUCTION)
SECRET_KEY = switch("SECRET_KEY", DEVELOPMENT_KEY)
SECRET_KEY_FALLBACKS: list[str] = env.list("SECRET_KEY_FALLBACKS", [])
# Where links in mails lead; never taken from a request.
SITE_ADDRESS = env.str(
    "SITE_ADDRESS",
    f"https://{next((host for host in ALLOWED_HOSTS if host not in LOCAL_HOSTS), 'localhost').lstrip('.')}"
    if PRODUCTION
    else f"http://localhost:{RUNNING.get('PORT') or env.int('PORT', 8000)}",
).rstrip("/")
# The kind of process: web servers hold a small pool, workers may take longer, commands as long as they need.
PROCESS = env.str("PROCESS", "command", validate=lambda kind: kind in ("web", "worker", "command"))

if PRODUCTION:
    for refused, sentence in [
        (DEMO, "Production refuses DEMO: the demonstration sign-ins are public knowledge. Unset DEMO."),
        (DEBUG, "Production refuses DEBUG: error pages would show the code and its settings. Unset DEBUG."),
        (
            SECRET_KEY == DEVELOPMENT_KEY,
            "Production needs SECRET_KEY or SECRET_KEY_FILE: 50 random characters.",
        ),
    ]:
        if refused:
            raise ImproperlyConfigured(sentence)

# --- Database ------------------------------------------------------------------------------------------

TIMEOUTS = {  # milliseconds: statement, waiting for a lock, idle inside a transaction
    "web": (15_000, 3_000, 30_000),
    "worker": (600_000, 10_000, 600_000),
    "command": (0, 10_000, 0),
}[PROCESS]


def database(name: str, default: str) -> dict[str, Any]:
    """One connection, with the limits of this kind of process."""
    connection: dict[str, Any] = env.dj_db_url(name, switch(name, default))
    connection |= {
        "CONN_MAX_AGE": 60 if PROCESS == "worker" else 0,
        "CONN_HEALTH_CHECKS": True,
        # Behind PgBouncer in transaction mode set this, and let it ignore the startup parameter "options".
        "DISABLE_SERVER_SIDE_CURSORS": env.bool("DISABLE_SERVER_SIDE_CURSORS", False),
    }
    options = connection.setdefault("OPTIONS", {})
    options["options"] = (
        "-c statement_timeout={} -c lock_timeout={} -c idle_in_transaction_session_timeout={}".format(
            *TIMEOUTS
        )
    )
    if PROCESS == "web":
        # As many connections as a web worker has threads. Never in Celery: its tasks would close the pool.
        options["pool"] = {"min_size": 1, "max_size": env.int("DATABASE_POOL", 4)}
    return connection


DATABASES = {"default": database("DATABASE_URL", "postgres:///lakeville")}
# The roles that `grant_roles` makes, run by the owner of the tables: of web, worker and scheduler, and below.
APPLICATION_DATABASE_URL = switch("APPLICATION_DATABASE_URL", "")
PUBLIC_DATABASE_URL = switch("PUBLIC_DATABASE_URL", "")
if PUBLIC_DATABASE_URL:
    # Public pages read releases as a role that can read nothing else (manage.py grant_public_reader).
    DATABASES["public"] = database("PUBLIC_DATABASE_URL", "") | {"TEST": {"MIRROR": "default"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Triggers come from the models after every migrate, not through migrations: a migration that renders each
# model again for each trigger costs a minute (ADR 3).
PGTRIGGER_MIGRATIONS = False
PGTRIGGER_INSTALL_ON_MIGRATE = True
# History: who and why stand beside each event (ADR 3); district.history makes its tables append-only.
PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_CONTEXT_ID_FIELD = pghistory.ContextUUIDField()
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(db_index=True)
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")  # a GET must not look up the session

# --- Worker and schedule -------------------------------------------------------------------------------

REDIS_URL = switch("REDIS_URL", "redis://localhost:6379/0")
VISIBILITY_TIMEOUT = 300  # seconds until a task of a killed worker is delivered again
CELERY_BROKER_URL = REDIS_URL
if REDIS_URL.startswith("unix://"):  # redis-py and kombu spell a Unix socket differently
    CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1).replace("?db=", "?virtual_host=")
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": VISIBILITY_TIMEOUT,
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 2,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0.1}  # the sweeper sends it again
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# A task may finish after its broker went away: its job row is claimed, so the second delivery does nothing.
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 5
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_MAX_MEMORY_PER_CHILD = env.int("WORKER_MAX_MEMORY_KB", 400_000)
CELERY_TASK_TIME_LIMIT = VISIBILITY_TIMEOUT - 20  # below it: no second copy of a task that still runs
CELERY_TASK_SOFT_TIME_LIMIT = VISIBILITY_TIMEOUT - 40
CELERY_TASK_IGNORE_RESULT = True  # the job row is the only truth about a job
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "UTC"
# Kept in memory by the scheduler; due work is found by a query, so two schedulers do no harm.
SWEEP_SECONDS = env.float("SWEEP_SECONDS", 30.0)
JOB_LEASE_SECONDS = env.int("JOB_LEASE_SECONDS", 60)  # a job silent for longer is taken over
CELERY_BEAT_SCHEDULE: dict[str, dict[str, object]] = {
    "releases": {"task": "publication.tasks.sweep", "schedule": SWEEP_SECONDS},
    "imports": {"task": "imports.tasks.sweep", "schedule": SWEEP_SECONDS},
    "evidence": {"task": "strategic_plan.tasks.delete_due_evidence", "schedule": 10 * SWEEP_SECONDS},
    "letters": {"task": "accounts.tasks.sweep", "schedule": SWEEP_SECONDS},
    "cleaning": {"task": "lakeville_planning.tasks.clean", "schedule": crontab(hour="9", minute="30")},  # UTC
}

# --- Rooms ---------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials",
    "pgtrigger",
    "pghistory",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "lakeville_planning",
    "ui",
    "district",
    "accounts",
    "imports",
    "publication",
    "strategic_plan",
    "kpi",
    "scip",
    "budget",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "lakeville_planning.middleware.BeginFirst",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "district.middleware.roles_middleware",
    "django_htmx.middleware.HtmxMiddleware",
    "lakeville_planning.middleware.SessionLimits",
    "lakeville_planning.middleware.SignInRequired",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.SecondFactorRequired",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "lakeville_planning.middleware.NoNulInAddress",  # so late that its answer is a page like any other
    "lakeville_planning.one_transaction.OneTransaction",  # last: it runs the view
]
ROOT_URLCONF = "lakeville_planning.urls"
WSGI_APPLICATION = "lakeville_planning.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "district.context.site",
            ]
        },
    }
]
MENUS = "lakeville_planning.menus.MENUS"  # what is in the menus of the public and of the staff

# --- People and sessions -------------------------------------------------------------------------------

AUTH_USER_MODEL = "district.Person"
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/staff/"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
PASSWORD_LENGTH = 15
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": PASSWORD_LENGTH},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 60 * 60
INVITATION_DAYS = env.int("INVITATION_DAYS", 7)
LETTER_DAYS = 90  # how long a letter that left, or was given up, can still be looked up
# People who may change something need a second factor; reading roles may have one.
REQUIRE_SECOND_FACTOR = env.bool("REQUIRE_SECOND_FACTOR", PRODUCTION)
SESSION_IDLE_SECONDS = env.int("SESSION_IDLE_SECONDS", 60 * 60)
SESSION_COOKIE_AGE = env.int("SESSION_SECONDS", 12 * 60 * 60)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True  # htmx takes the token from hx-headers, not from the cookie
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "lakeville_planning.errors.form_expired"
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", [])
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # no cookie on a public page
PROXY_COUNT = env.int("PROXY_COUNT", 0)  # proxies in front of us; each adds one X-Forwarded-For entry
CLIENT_ADDRESS = "lakeville_planning.addresses.client_address"  # which address a counter counts for
# Counters of tries and codes that were used: in the database, so that all web processes share them. The
# cache removes those whose time is over by itself when there are too many.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_counter",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
SIGN_IN_ATTEMPTS = env.int("SIGN_IN_ATTEMPTS", 8)
SIGN_IN_PAUSE = 15 * 60  # seconds
ACCOUNT_ADAPTER = "accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]  # the library asks; there is no page to sign up
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is verified by the invitation that was sent to it
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_FORMS = {
    "login": "accounts.forms.SignInForm",
    "reset_password": "accounts.forms.ForgottenForm",
    "reset_password_from_key": "accounts.forms.ResetForm",
    "change_password": "accounts.forms.PasswordForm",
    "set_password": "accounts.forms.FirstPasswordForm",
    "reauthenticate": "accounts.forms.ConfirmForm",
}
# By account and address together: an account alone would let anyone lock a colleague out. A school
# sends hundreds of people from one address, so an address alone may try often.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": f"60/m/ip,{SIGN_IN_ATTEMPTS}/{SIGN_IN_PAUSE}s/key",
    "reset_password": "60/m/ip,5/m/key",
    "reset_password_from_key": "60/m/ip",
}
MFA_ADAPTER = "accounts.adapters.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_TOLERANCE = 1  # the code before and after, for slow fingers and clocks; each works once all the same
MFA_RATE_LIMITS = {"webauthn_login": "120/m/ip"}
MFA_FORMS = {
    "authenticate": "accounts.forms.CodeForm",
    "reauthenticate": "accounts.forms.ConfirmCodeForm",
    "activate_totp": "accounts.forms.AppForm",
    "add_webauthn": "accounts.forms.PasskeyForm",
    "edit_webauthn": "accounts.forms.PasskeyNameForm",
}
# The district's own sign-in, by OpenID Connect; each provider is offered when its client is named.
# `claims` must stand in the signed token; `trusts_addresses` where the tenant is the district's own.
GOOGLE_HOSTED_DOMAIN = env.str("GOOGLE_HOSTED_DOMAIN", "")
ENTRA_TENANT = env.str("ENTRA_TENANT", "")
SIGN_IN_PROVIDERS: list[dict[str, Any]] = [
    {"id": name, "client_id": client, "secret": switch(f"{prefix}_CLIENT_SECRET", ""), **rules}
    for prefix, name, rules in [
        (
            "GOOGLE",
            "google",
            {
                "name": "Google",
                "server": "https://accounts.google.com",
                "claims": {"hd": GOOGLE_HOSTED_DOMAIN} if GOOGLE_HOSTED_DOMAIN else {},
                "trusts_addresses": False,
            },
        ),
        (
            "ENTRA",
            "microsoft",
            {
                "name": "Microsoft",
                "server": f"https://login.microsoftonline.com/{ENTRA_TENANT}/v2.0",
                "claims": {"tid": ENTRA_TENANT},
                "trusts_addresses": True,
            },
        ),
        (
            "OIDC",
            "district",
            {
                "name": env.str("OIDC_NAME", "your district account"),
                "server": env.str("OIDC_SERVER", ""),
                "claims": {},
                "trusts_addresses": False,
            },
        ),
    ]
    if (client := env.str(f"{prefix}_CLIENT_ID", ""))
]
# Does the provider's second factor count as ours? never, asserted (its signed word "mfa"), or always.
SIGN_IN_SECOND_FACTOR = env.str(
    "SIGN_IN_SECOND_FACTOR", "never", validate=lambda word: word in ("never", "asserted", "always")
)
if env.str("ENTRA_CLIENT_ID", "") and len(ENTRA_TENANT) != len("xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx"):
    raise ImproperlyConfigured(
        "ENTRA_TENANT must be the id of the district's own tenant: 36 characters with dashes. With a "
        "shared tenant anyone could claim any address."
    )
SOCIALACCOUNT_ADAPTER = "accounts.adapters.ProviderAdapter"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_STORE_TOKENS = False
# The policy header lets no form lead to another site, so the way to a provider is a link.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
DEMONSTRATION_PASSWORD = "sample-data-only"  # noqa: S105 -- of made-up people, refused in production
EDITED_IN_PLACE: list[str] = [  # sequences of district.editing.Kind: what is edited where it stands
    "strategic_plan.editing.KINDS",
]
ALIGNMENT: list[str] = [  # functions of a plan that give strategic_plan.alignment.Alignment, for its map
    "kpi.queries.alignment_of",
]
STAFF_WORK: list[str] = [  # functions of a person that give district.work.Work, for the staff home
    "district.queries.first_steps",  # what a new district lacks comes first, in the order of its building
    "strategic_plan.queries.first_steps",
    "kpi.queries.first_steps",
    "kpi.queries.work_for",
    "district.queries.work_for",
    "imports.queries.work_for",
    "publication.queries.work_for",
    "strategic_plan.queries.improvement_work_for",
    "strategic_plan.queries.work_for",
    "accounts.queries.work_for",
]
STATUS_NOTE_EVERY_DAYS = 60  # a running initiative that is silent for longer asks its owner for a note
# Rows that every district needs and no district writes; functions of the first administrator (``by=``).
LOADED_AT_THE_BEGINNING: list[str] = ["strategic_plan.actions.load_criteria"]
# What higher rooms say about improvement (strategic_plan.contributed says how).
CRITERIA_COVERAGE: list[str] = ["kpi.queries.measures_by_category"]
PROCESS_FEEDS: list[str] = ["kpi.queries.measures_fed_by"]
# Pairs of functions, what a person answers for and how it passes to another: see district.belongings.
BELONGINGS: list[tuple[str, str]] = [
    ("imports.queries.belongings_of", "imports.actions.hand_over"),
    ("publication.queries.belongings_of", "publication.actions.hand_over"),
    ("strategic_plan.queries.improvement_belongings_of", "strategic_plan.actions.hand_over_improvement"),
    ("strategic_plan.queries.belongings_of", "strategic_plan.actions.hand_over"),
]
# Pairs of functions, what lets a person in and how it is closed: see district.ways_in.
# How far people are on the way in: annotates people with ``account_state``, and names the states.
ACCOUNT_STATES = ("accounts.queries.with_account_state", "accounts.queries.account_states")
WAYS_IN: list[tuple[str, str, str]] = [
    ("accounts.queries.ways_in_of", "accounts.actions.close_ways_in", "accounts.actions.follow_address")
]

# --- What browsers are told ----------------------------------------------------------------------------

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        # The hash admits one style element that the full Plotly bundle adds when it loads.
        "style-src": [SELF, "'sha256-ji27qzEtxXZW+7dun6UwjHXJ18e6WAin1VvNtkzIE/o='"],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
USE_X_FORWARDED_HOST = False
if PRODUCTION:
    SECURE_HSTS_SECONDS = 63_072_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
    if PROXY_COUNT:  # our proxy sets this header and drops the visitor's own
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- Files, mail, time, log ----------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", VAR_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "ui.staticfiles.MadeFinder",
    "ui.staticfiles.PlotlyFinder",
]
MEDIA_ROOT = env.path("MEDIA_ROOT", VAR_DIR / "media")  # uploads; never served by address
# Evidence: larger files are refused; a withdrawn one can be put back for so many days, then it is deleted.
IMPORT_LIMITS = limits("IMPORT_LIMITS", Limits)
EVIDENCE_LIMITS = {
    "file_bytes": env.int("EVIDENCE_MAX_BYTES", 25_000_000),
    **limits("EVIDENCE_LIMITS", EvidenceLimits),
}
EVIDENCE_GRACE_DAYS = env.int("EVIDENCE_GRACE_DAYS", 30)
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
STATIC_STORAGE = {
    "plain": "django.contrib.staticfiles.storage.StaticFilesStorage",
    "hashed": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage",
    # Takes ten seconds longer to collect, so only the image does it.
    "compressed": "whitenoise.storage.CompressedManifestStaticFilesStorage",
}
STORAGES = {
    "default": {
        "BACKEND": env.str("STORAGE_BACKEND", "django.core.files.storage.FileSystemStorage"),
        "OPTIONS": env.json("STORAGE_OPTIONS", {}),
    },
    "staticfiles": {"BACKEND": STATIC_STORAGE[env.str("STATIC_FILES", "hashed")]},
}
vars().update(env.dj_email_url("EMAIL_URL", "console:"))
EMAIL_TIMEOUT = 20
SENDS_MAIL = bool(env.str("EMAIL_URL", ""))  # without, an administrator hands links over
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("MAIL_FROM", "planning@localhost")
LANGUAGE_CODE = "en-us"
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = env.str("TIME_ZONE", "America/Chicago")
USE_TZ = True
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stream": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stream"], "level": env.str("LOG_LEVEL", "INFO")},
    "loggers": {"django": {"handlers": [], "propagate": True}, "pgtrigger": {"level": "WARNING"}},
}
