"""Settings, from typed environment variables (`.env.example` explains each). Safe unless told otherwise."""

import logging
import re
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

from accounts import keys

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.FileAwareEnv()  # VARIABLE_FILE=/run/secrets/x is read when VARIABLE is not set

# --- What kind of installation ---------------------------------------------------------------
PRODUCTION = env.bool("PRODUCTION", default=True)
DEBUG = env.bool("DEBUG", default=False)
HTTPS = env.bool("HTTPS", default=PRODUCTION)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
GALLERY = env.bool("GALLERY", default=not PRODUCTION)

# --- Secrets ---------------------------------------------------------------------------------
SECRET_KEY = env.str("SECRET_KEY", default="")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
ENCRYPTION_KEYS = env.str("ENCRYPTION_KEYS", default="")  # Tink keyset (JSON, base64)
FINGERPRINT_KEY = env.str("FINGERPRINT_KEY", default="")  # base64, at least 32 bytes

# --- Applications ----------------------------------------------------------------------------
INSTALLED_APPS = [
    "interface",
    "accounts",
    "jobs",
    "attachments",
    "agencies",
    "children",
    "retention",
    "cases",
    "programs",
    "reports",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "axes",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_htmx",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "interface.middleware.content_security_policy",
    "whitenoise.middleware.WhiteNoiseMiddleware",  # what it answers carries the headers of those above
    "interface.middleware.programs_without_cookies",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "interface.middleware.readable_address",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.middleware.acting_user",
    "agencies.middleware.first_run",
    "accounts.middleware.password_to_change",
    "interface.middleware.refusals",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

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
                "accounts.context_processors.chrome",
                "agencies.context_processors.ward",
            ],
            "builtins": ["interface.templatetags.choche", "interface.templatetags.components"],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["choche", "bootstrap5"]
CRISPY_TEMPLATE_PACK = "choche"

# --- Database --------------------------------------------------------------------------------
DATABASE_APP_ROLE = env.str("DATABASE_APP_ROLE", default="choche_app")
DATABASE_ROLE = env.str("DATABASE_ROLE", default="app")
_url = "DATABASE_OWNER_URL" if DATABASE_ROLE == "owner" else "DATABASE_URL"
DATABASES = {"default": env.db_url(_url, default="postgres://choche_app@/choche")}
DATABASES["default"]["CONN_MAX_AGE"] = 60
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Jobs ------------------------------------------------------------------------------------
REDIS_URL = env.str("REDIS_URL", default="redis://localhost:6379/0")

# Counts that cost much, for a minute (interface/remembered.py). A broker that hangs must not hang a page.
SLOW = 0.03  # seconds; in a ward of the usual size no count takes as long, and each is exact
CACHES = {
    "default": {
        "BACKEND": "interface.memory.Memory",
        "LOCATION": REDIS_URL.replace("redis+socket://", "unix://", 1),  # Celery's word for it, and the client's
        "KEY_PREFIX": DATABASES["default"]["NAME"],
        "OPTIONS": {"serializer": "interface.memory.Json", "socket_connect_timeout": 0.5, "socket_timeout": 0.5},
    }
}

# --- Sign-in ---------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "accounts.backend.ActiveUserBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "home"
IDLE_MINUTES_SHARED = env.int("IDLE_MINUTES_SHARED", default=15)  # PRIV-16
IDLE_MINUTES_OWN = env.int("IDLE_MINUTES_OWN", default=120)
SESSION_ENGINE = "accounts.sessions"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # not in a cookie that can be read
SESSION_COOKIE_AGE = IDLE_MINUTES_SHARED * 60
SESSION_SAVE_EVERY_REQUEST = True
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
AXES_FAILURE_LIMIT = env.int("SIGN_IN_FAILURES", default=5)
AXES_COOLOFF_TIME = env.float("SIGN_IN_LOCK_HOURS", default=0.25)
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the lock ends when the page said it would
AXES_ENABLE_ADMIN = False
AXES_LOCKOUT_CALLABLE = "accounts.views.sign_in.locked_out"
AXES_HTTP_RESPONSE_CODE = 429
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "accounts.middleware.address_of"
AXES_USERNAME_CALLABLE = "accounts.queries.name_to_lock"
AXES_SENSITIVE_PARAMETERS = ["username", "old", "new", "again", "next", "csrfmiddlewaretoken"]  # never stored
AXES_DISABLE_ACCESS_LOG = True
# One office shares one address: lock the account, not the address (W006). Axes reads its own settings (W003).
SILENCED_SYSTEM_CHECKS = ["axes.W003", "axes.W006"]

# --- Browser security ------------------------------------------------------------------------
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = ("__Host-session", "__Host-csrf") if HTTPS else ("session", "csrf")
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "interface.views.errors.csrf_failure"
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# --- Language and time -----------------------------------------------------------------------
LANGUAGE_CODE = "vi"
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

# --- Files -----------------------------------------------------------------------------------
STATIC_URL = "static/"
# Collected for production only: else the server finds each file where it is kept.
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "staticfiles"))) if PRODUCTION else None
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = not PRODUCTION
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]  # no list on disk in clear
FILES_DIR = Path(env.str("FILES_DIR", default=str(VAR_DIR / "files")))  # encrypted attachments
FILE_UPLOAD_MAX_MEMORY_SIZE = DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024

# --- Log: to standard error, without personal data; in production as JSON lines ---------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"},
        "json": {"()": "config.logs.JsonLines"},
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json" if PRODUCTION else "plain"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
    "loggers": {
        "axes": {"level": "ERROR"},
        "django": {"handlers": [], "level": "NOTSET"},  # by the one handler above, at its level
        "gunicorn.error": {"handlers": [], "level": "NOTSET", "propagate": True},
        "gunicorn.access": {"level": "CRITICAL"},  # writes addresses with what was searched for
    },
}
logging.captureWarnings(PRODUCTION)


def _refuse_unsafe_production() -> None:
    """A production that would leak starts not at all."""
    problems = []
    if DEBUG:
        problems.append("DEBUG must be off")
    if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 10 or re.search(r"insecure|change|example", SECRET_KEY, re.I):
        problems.append("SECRET_KEY must be a random text of at least 50 characters")
    for name, value, read in (
        ("ENCRYPTION_KEYS", ENCRYPTION_KEYS, keys.cipher),
        ("FINGERPRINT_KEY", FINGERPRINT_KEY, keys.fingerprint_key),
    ):
        try:
            read(value)
        except ValueError:
            problems.append(f"{name} must be one that python3 -m config.new_secrets made")
    if "*" in ALLOWED_HOSTS:
        problems.append('ALLOWED_HOSTS must be the names of the site, not "*"')
    if not HTTPS:
        problems.append("HTTPS must be on: cookies may not travel in clear")
    if problems:
        raise ImproperlyConfigured("Unsafe production settings: " + "; ".join(problems) + ".")


if PRODUCTION:
    _refuse_unsafe_production()
