"""Wiring only. What differs by machine comes from the environment; no number of law stands here."""

from datetime import date
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from project.starting import DEMO_KEY, refuse_mixed

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        told = f"TODAY={text} is not a day: write it as 2025-11-14, or leave it empty for the day of the clock."
        raise ImproperlyConfigured(told) from error


DEBUG = env.bool("DEBUG", default=False)
#: The demonstration: fixed passwords, a visible banner, a default key. Never with real files.
DEMO = env.bool("DEMO", default=False)
SECRET_KEY = env("SECRET_KEY", default=DEMO_KEY if DEMO or DEBUG else "")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
#: Full origins (scheme://host:port) from which a websocket may be opened; empty means: the page's own origin.
WEBSOCKET_ORIGINS = env.list("WEBSOCKET_ORIGINS", default=[])
#: Addresses of our own proxies: only what they say of a client's address is believed (X-Forwarded-For).
TRUSTED_PROXIES = frozenset(env.list("TRUSTED_PROXIES", default=[]))
#: Fixes "today" for demonstrations (shown in a banner); None means the clock.
TODAY: date | None = _day(env("TODAY", default=""))

INSTALLED_APPS = [
    "daphne",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "bootstrap",
    "django_htmx",
    "django_cte",
    "guardian",
    "viewflow.workflow",
    "channels",
    "organization",
    "permissions",
    "workflows",
    "admission",
    "discipline",
]
#: The procedures, each a package with flows, rules, facts and law/ of its own.
PROCEDURES = ["admission", "discipline"]

#: Who hands the law on sizes down to the organisation's admin, which may not import the law's reader.
SIZE_LIMITS = "project.limits.size_limits"

#: Which addresses are read, in which way and what for: the table of the log of readings.
READS = "project.reads.READS"
#: Who enters the changes of the administration into their record, which is read and written further up.
ADMINISTRATION_RECORD = "workflows.audit.administration.enter"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "organization.sign_in.middleware.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "workflows.middleware.PlainErrorsMiddleware",
    # inside it: a page that is refused because it could not be logged is an answer like any other
    "workflows.reads.ReadsMiddleware",
]
ROOT_URLCONF = "project.urls"
ASGI_APPLICATION = "project.asgi.application"
WSGI_APPLICATION = "project.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

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
                "workflows.context.page",
            ],
        },
    },
]

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{BASE_DIR / 'var' / 'dangvu.sqlite3'}")}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        # IMMEDIATE: a deferred transaction that later writes fails instead of waiting (see docs/decisions/0002).
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON;"
        # secure_delete: what is deleted, sealed ballots above all, is overwritten (docs/decisions/0005).
        " PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;",
    }
else:
    DATABASES["default"]["OPTIONS"] = {"options": "-c lock_timeout=5000 -c statement_timeout=30000"}
    DATABASES["default"].setdefault("CONN_MAX_AGE", 60)

REDIS_URL = env("REDIS_URL", default="")
CHANNEL_LAYERS = {
    "default": (
        {"BACKEND": "channels_redis.core.RedisChannelLayer", "CONFIG": {"hosts": [REDIS_URL]}}
        if REDIS_URL
        else {"BACKEND": "channels.layers.InMemoryChannelLayer"}
    )
}
CACHES = {
    "default": (
        {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
        if REDIS_URL
        else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    )
}

AUTH_USER_MODEL = "organization.User"
AUTHENTICATION_BACKENDS = ["permissions.backend.SeatBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "organization.sign_in.passwords.LongestValidator"},
    {"NAME": "organization.sign_in.passwords.OwnWordsValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "inbox"
LOGOUT_REDIRECT_URL = "login"
#: Whether committees sign in with a second factor, and whether votes and other final acts ask again who sits there.
#: The demonstration does neither unless asked.
SECOND_FACTOR = env.bool("SECOND_FACTOR", default=not DEMO)
STEP_UP = env.bool("STEP_UP", default=not DEMO)
#: Seconds for which a proof of who sits there is good.
STEP_UP_SECONDS = env.int("STEP_UP_SECONDS", default=10 * 60)
#: The key that seals the secrets of the second factor: outside the database and its backups.
SIGN_IN_KEY_FILE = Path(env("SIGN_IN_KEY_FILE", default=str(BASE_DIR / "var" / "sign-in.key")))
#: Seconds within which a one-time code of the administrator is used.
ENTRY_CODE_SECONDS = 24 * 3600
#: What is counted -> (most, within so many seconds): attempts on one account from one address, on one account from
#: anywhere, from one address (an office shares one), on the code after a password that was right; reports of browsers.
SIGN_IN_LIMITS = {
    "pair": (5, 15 * 60),
    "account": (20, 3600),
    "address": (60, 15 * 60),
    "code": (5, 15 * 60),
    "report": (20, 3600),
}
# guardian keeps rows for named persons only; its backend is not installed (docs/decisions/0003).
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False
# guardian.W001: "authentication backend is not hooked", on purpose, see above. models.W040: SQLite has no index with
# non-key columns and reads it without them. security.W021: the preload list of browsers is for public addresses.
SILENCED_SYSTEM_CHECKS = ["guardian.W001", "models.W040", "security.W021"]

#: One language for the whole office, whatever the browser asks for; "en" for those who check the sources.
LANGUAGE_CODE = env("LANGUAGE_CODE", default="vi")
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["project.formats"]
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "static/"
#: Only where a proxy or WhiteNoise serves collected files; the embedded mode serves them from the packages.
STATIC_ROOT = env("STATIC_ROOT", default="") or None
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = STATIC_ROOT is None
WHITENOISE_AUTOREFRESH = DEBUG

MEDIA_ROOT = Path(env("MEDIA_ROOT", default=str(BASE_DIR / "var" / "files")))
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
#: The largest file a person may file with a case, in bytes (20 MiB).
UPLOAD_MAX_BYTES = 20 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
#: The key that signs the checkpoints of the record: outside the database, and of this office alone.
RECORD_KEY_FILE = Path(env("RECORD_KEY_FILE", default=str(BASE_DIR / "var" / "record.key")))
#: Days after which a reading is erased from the log by ``manage.py record forget``; None: never. No text was found that
#: says how long such a log is kept (docs/decisions/0014).
READINGS_KEEP_DAYS: int | None = env.int("READINGS_KEEP_DAYS", default=0) or None
#: The keys of stored files and of who denounced: outside the database and its backups ("manage.py keys make").
DATA_KEY_FILE = Path(env("DATA_KEY_FILE", default=str(BASE_DIR / "var" / "data.key")))
#: A list to be imported: its largest file in bytes (10 MiB) and the most rows taken at once.
IMPORT_MAX_BYTES = 10 * 1024 * 1024
IMPORT_MAX_ROWS = 20_000
#: Local rules laid over the national ones: ``ha-noi`` everywhere, ``ha-noi:01`` for the organisation of this code and
#: all below it; several by commas (admission/law/local, discipline/law/local).
ADMISSION_LOCAL_LAW = env("ADMISSION_LOCAL_LAW", default="")
DISCIPLINE_LOCAL_LAW = env("DISCIPLINE_LOCAL_LAW", default="")
#: How long one run of an import may take; after that a run nobody hears of counts as interrupted.
IMPORT_LEASE_SECONDS = 120
#: Days after which a list that nobody confirmed is given up and its file deleted.
IMPORT_KEEP_DAYS = 7

SESSION_ENGINE = "organization.sign_in.sessions"
#: Shared machines: a session ends after so many seconds without its owner, and in any case so many after he signed in.
SESSION_IDLE_SECONDS = env.int("SESSION_IDLE_SECONDS", default=15 * 60)
SESSION_LONGEST_SECONDS = env.int("SESSION_LONGEST_SECONDS", default=8 * 3600)
#: That he is still here is written no more often than this: every other page costs no statement for it.
SESSION_NOTED_SECONDS = 60
#: Nothing is remembered once the browser is closed; the end that counts is that of the row.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_USE_SESSIONS = True
CSRF_FAILURE_VIEW = "workflows.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
#: Behind a TLS proxy, which sets X-Forwarded-Proto itself; the embedded demo on 127.0.0.1 speaks plain HTTP.
HTTPS = env.bool("HTTPS", default=False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-s" if HTTPS else "sessionid"
SECURE_SSL_REDIRECT = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
refuse_mixed(DEMO=DEMO, DEBUG=DEBUG, HTTPS=HTTPS, TODAY=TODAY, SECRET_KEY=SECRET_KEY)
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
        "object-src": ["'none'"],
        "report-uri": "/csp/",
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    # no values in tracebacks: an error's message can hold what somebody typed
    "formatters": {
        "plain": {"()": "workflows.logs.WithoutValues", "format": "{levelname} {name}: {message}", "style": "{"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    # Django's own would mail whole requests to administrators; who signed in is told as well as who did not
    "loggers": {"django": {"handlers": []}, "organization.sign_in": {"level": "INFO"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="WARNING")},
}
