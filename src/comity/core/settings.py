"""Django's settings, derived from the configuration; nothing else in the project reads the environment."""

from __future__ import annotations

import logging
from pathlib import Path

import django.conf.locale
from csp.constants import NONE, SELF

from .configuration import Configuration

CONFIGURATION = Configuration.from_environment()
HOME = CONFIGURATION.home
PACKAGE = Path(__file__).resolve().parent.parent

SECRET_KEY = CONFIGURATION.secret_key
DEBUG = CONFIGURATION.debug
ALLOWED_HOSTS = list(CONFIGURATION.hosts)
CSRF_TRUSTED_ORIGINS = list(CONFIGURATION.origins)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "csp",
    "django_htmx",
    "django_tasks_db",
    "django.contrib.messages",
    "modelcluster",
    "modelsearch",
    "taggit",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.snippets",
    "wagtail.users",
    "wagtail.admin",
    "wagtail",
    "comity.core",
    "comity.vocabulary",
    "comity.accounts",
    "comity.records",
    "comity.treaties",
    "comity.catalogue",
    "comity.requests",
    "comity.directory",
    "comity.evidence",
    "comity.connectors",
    "comity.insight",
    "comity.publications",
    "comity.search",
    "comity.desk",
    "comity.web",
    # Signing in; after our rooms, so that our templates come first.
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.usersessions",
    *CONFIGURATION.sign_on_apps(),
]

MIDDLEWARE = [
    "comity.core.request_ids.RequestIdMiddleware",
    "comity.core.limits.LimitsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "comity.accounts.middleware.PeopleMiddleware",
    "csp.middleware.CSPMiddleware",
    "comity.desk.policy.DeskPolicyMiddleware",  # inside the former: it says what that one writes
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "comity.web.urls"
WSGI_APPLICATION = "comity.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "comity.web.context.site",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "comity.web.templatetags.comity",
                "comity.web.templatetags.catalogue",
            ],
        },
    }
]

DATABASES = {"default": CONFIGURATION.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
CACHES = {
    "default": {
        # Shared by the web processes, and exact: the limits of `core.limits` and of signing in are counted in it.
        "BACKEND": "comity.core.shared_cache.SharedCache",
        "LOCATION": HOME / "cache",
        "TIMEOUT": 24 * 3600,
    }
}

# Six languages, by the codes the UN's own sites use in their addresses. Django knows Chinese only by script.
django.conf.locale.LANG_INFO.setdefault("zh", {"bidi": False, "code": "zh", "name": "Chinese", "name_local": "中文"})
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("ar", "العربية"),
    ("zh", "中文"),
    ("en", "English"),
    ("fr", "Français"),
    ("ru", "Русский"),
    ("es", "Español"),
]
LOCALE_SOURCE = PACKAGE / "locale"
LOCALE_PATHS = [HOME / "locale"]  # compiled there by `comity up`; the package itself may be read-only
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": HOME / "files"}},
    "private": {  # what not everybody may see is never beside what everybody may
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": HOME / "private", "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    },
    "staticfiles": {"BACKEND": "comity.core.static_storage.StaticFiles"},
}

# The desk.
WAGTAIL_SITE_NAME = "Comity"
WAGTAILADMIN_BASE_URL = CONFIGURATION.origins[0] if CONFIGURATION.origins else "http://localhost:8000"
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
WAGTAIL_I18N_ENABLED = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # nothing is asked of others
WAGTAILDOCS_DOCUMENT_MODEL = "records.Attachment"
# One sign-in for all: the desk has none of its own, so that a second factor holds for it too.
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = WAGTAIL_PASSWORD_RESET_ENABLED = WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False

# Signing in.
LOGIN_URL, LOGIN_REDIRECT_URL, LOGOUT_REDIRECT_URL = "account_login", "account-home", "home"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
SESSION_COOKIE_AGE = 12 * 3600
ACCOUNT_ADAPTER = "comity.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody is written to because someone typed their address
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False  # a session ends with the browser, at the latest after its age
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
MFA_ADAPTER = "comity.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not CONFIGURATION.secure  # browsers themselves allow it for localhost only
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Comity"
SOCIALACCOUNT_ADAPTER = "comity.accounts.adapters.SignOnAdapter"
SOCIALACCOUNT_PROVIDERS = CONFIGURATION.sign_on_providers()
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # the organisation's own identity provider vouches for its addresses
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
# A link leads to the provider: our policy lets forms be sent nowhere else, and a redirect of a form is one.
SOCIALACCOUNT_LOGIN_ON_GET = True
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if CONFIGURATION.secure else 0  # whose word counts for where a request comes from

# How often one address may ask (per minute), by what is asked: see `core.limits`.
COMITY_LIMITS = {"search": 120, "feed": 30, "ask": 5, "activate": 20} if CONFIGURATION.limits else {}
COMITY_LIMITED = {
    "search": "search",
    "search-suggestions": "search",
    "search-export": "feed",
    "search-feed": "feed",
    "account-ask": "ask",
    "account-activate": "activate",
}
COMITY_LIMITED_ON_POST = {"ask", "activate"}
ACCOUNT_RATE_LIMITS: dict[str, str] | bool = {} if CONFIGURATION.limits else False

EMAIL_BACKEND = "comity.core.mail.OutboxBackend"  # nothing is lost while a mail server is down
COMITY_MAIL_DELIVERY, EMAIL_SETTINGS = CONFIGURATION.mail()
EMAIL_FILE_PATH = HOME / "mail"
EMAIL_HOST, EMAIL_PORT = EMAIL_SETTINGS.host, EMAIL_SETTINGS.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = EMAIL_SETTINGS.user, EMAIL_SETTINGS.password
EMAIL_USE_TLS, EMAIL_TIMEOUT = EMAIL_SETTINGS.tls, 20
DEFAULT_FROM_EMAIL = SERVER_EMAIL = EMAIL_SETTINGS.sender

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = CONFIGURATION.secure
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if CONFIGURATION.secure else None
SECURE_HSTS_SECONDS = 31_536_000 if CONFIGURATION.secure else 0
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"

_WORKERS = {"django_tasks", "django_tasks_db"}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        # The task worker tells of every start and stop; only its failures matter here.
        "failures": {
            "()": "django.utils.log.CallbackFilter",
            "callback": lambda record: record.name.split(".")[0] not in _WORKERS or record.levelno >= logging.ERROR,
        }
    },
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["failures"]}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
