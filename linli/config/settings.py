"""Settings: one file, read from the environment.

LINLI_DATA          folder of the database and the pictures (default: var/ beside the code)
LINLI_KEYS          folder of the keys (default: beside LINLI_DATA, its name with -keys; where they lie in LINLI_DATA already,
                    there)
LINLI_DATABASE_URL  postgresql://user:password@host:port/name; without it SQLite in LINLI_DATA serves
LINLI_SECRET_KEY    signing key; without it one is made and kept in LINLI_KEYS
LINLI_IDENTITY_KEY  32 bytes in base64 that seal numbers and notes, or several as 2:base64 1:base64, the newest first;
                    without it one is made and kept in LINLI_KEYS
LINLI_AUDIT_KEY     32 bytes in base64 that link audit events and seal reports; without it one is made and kept in LINLI_KEYS
LINLI_HOSTS         host names served, by comma (default: this machine only)
LINLI_PUBLIC_URL    address that the QR codes of papers lead to (default: the one that the page was asked under)
LINLI_PROXIES       addresses of the web servers in front, by comma, whose X-Forwarded-For is believed (default: none; with
                    LINLI_PRODUCTION it must be set)
LINLI_WECOM         corp id, agent id and secret of a WeCom app, by comma; with it staff may sign in through WeCom
LINLI_DINGTALK      client id and secret of a DingTalk app, by comma
LINLI_SMS_COMMAND   command that sends a short message: the number is its last argument, the text comes on its standard input
LINLI_CHANNEL_HOSTS hosts of robots, by comma, that may lie at private addresses with LINLI_PRODUCTION (default: none)
LINLI_FONTS         folder with the fonts of papers, instead of those installed with Linli
LINLI_PRODUCTION    1 where others reach the machine: https only, and `serve` starts only with `linli deployment` content
LINLI_HEAVY_CALLS   points of heavy calls (a message of a phone, a search: 1; a document: 10) that a session has in five
                    minutes in each process of the server (default: 600; 0: as many as it likes)
LINLI_DEBUG         1 shows error pages to programmers; never on a machine that others reach
"""

import base64
import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.utils.translation import gettext_lazy as _

from linli.config.key_files import key_in, keys_folder
from linli.logs import LOGGING as LOGGING

BASE_DIR = Path(__file__).resolve().parents[2]
DATA_DIR = Path(os.environ.get("LINLI_DATA", BASE_DIR / "var")).resolve()
KEYS_DIR = keys_folder(data=DATA_DIR, named=os.environ.get("LINLI_KEYS", ""))


def _key(variable: str, file_name: str) -> str:
    """Read a key from the environment or its file."""
    return os.environ.get(variable) or key_in(file=KEYS_DIR / file_name, data=DATA_DIR)


def _database() -> dict[str, object]:
    """Describe PostgreSQL from LINLI_DATABASE_URL, or SQLite in LINLI_DATA."""
    if url := os.environ.get("LINLI_DATABASE_URL"):
        parts = urlsplit(url)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": parts.port or "",
            "CONN_MAX_AGE": 60,
            # What a connection asks a third time is planned once: docs/decisions/054-statements-are-prepared.md.
            "OPTIONS": {"server_side_binding": True, "prepare_threshold": 3},
        }
    DATA_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA_DIR / "linli.sqlite3",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            # A roster is imported in short transactions beside the pages; 20 s outlasts any of them.
            "timeout": 20,
            # What is removed or changed is overwritten in the file, not only let go.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;"
            " PRAGMA secure_delete=ON;"
            " PRAGMA wal_autocheckpoint=8000; PRAGMA temp_store=MEMORY;",
        },
    }


def _providers() -> dict[str, dict[str, object]]:
    """Describe the providers of sign-in that are set up: for allauth, by their id."""
    found: dict[str, dict[str, object]] = {}
    if told := os.environ.get("LINLI_WECOM"):
        corp, agent, secret = told.split(",")
        found["wecom"] = {"APP": {"client_id": corp, "key": agent, "secret": secret}}
    if told := os.environ.get("LINLI_DINGTALK"):
        client, secret = told.split(",")
        found["dingtalk"] = {"APP": {"client_id": client, "secret": secret}, "SCOPE": ["openid"]}
    return found


SECRET_KEY = _key("LINLI_SECRET_KEY", "secret.key")
IDENTITY_KEYS = _key("LINLI_IDENTITY_KEY", "identity.key")  # a ring: see linli.sealing.ring
IDENTITY_KEY_FILE = None if os.environ.get("LINLI_IDENTITY_KEY") else KEYS_DIR / "identity.key"
AUDIT_KEY = base64.b64decode(_key("LINLI_AUDIT_KEY", "audit.key"))
DEBUG = os.environ.get("LINLI_DEBUG") == "1"
PRODUCTION = os.environ.get("LINLI_PRODUCTION") == "1"
HEAVY_CALLS = int(os.environ.get("LINLI_HEAVY_CALLS", "600"))
# Raises on a statement that reads a stream table without a county; on in tests and for programmers.
STREAM_GUARD = DEBUG or os.environ.get("LINLI_STREAM_GUARD") == "1"
ALLOWED_HOSTS = os.environ.get("LINLI_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
PUBLIC_URL = os.environ.get("LINLI_PUBLIC_URL", "").rstrip("/")
PICTURES_DIR = DATA_DIR / "pictures"  # sealed files; no web server gives anything away from here
PAPER_FONTS = os.environ.get("LINLI_FONTS", "")
SMS_COMMAND = os.environ.get("LINLI_SMS_COMMAND", "")
CHANNEL_HOSTS = os.environ.get("LINLI_CHANNEL_HOSTS", "").replace(",", " ").split()

DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_tasks_db",
    "linli.signin",  # before allauth, so that its pages are ours
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "linli.signin.open_sessions.OpenSessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.dingtalk",
    "linli.signin.wecom",
    "linli.stream",
    "linli.sealing",
    "linli.beat",
    "linli.audit",
    "linli.areas",
    "linli.pictures",
    "linli.staff",
    "linli.budgets",
    "linli.channels",
    "linli.duties",
    "linli.people",
    "linli.emergencies",
    "linli.referrals",
    "linli.tracing",
    "linli.protocols",
    "linli.observation",
    "linli.cases",
    "linli.census",
    "linli.course",
    "linli.alerts",
    "linli.corrections",
    "linli.shortening",
    "linli.elsewhere",
    "linli.lost",
    "linli.periods",
    "linli.joins",
    "linli.arrivals",
    "linli.moves",
    "linli.shifts",
    "linli.disclosures",
    "linli.subject_requests",
    "linli.police",
    "linli.papers",
    "linli.screening",
    "linli.reports",
    "linli.findings",
    "linli.returns",
    "linli.exports",
    "linli.worklist",
    "linli.rosters",
    "linli.phone",
    "linli.access",
    "linli.staff_lists",
    "linli.retention",
    "linli.desk",
]
MIDDLEWARE = [
    "linli.headers.protect",
    "linli.problems.answer_problems",
    "linli.cookies.forget_nul",
    "linli.memo.forget_after_request",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "linli.audit.middleware.request_id",
    "linli.signin.origin.tell_origin",
    "linli.desk.middleware.wrong_method",
    "linli.desk.back_to_the_list.lead_back",
    "linli.desk.middleware.KeysThatDoNotOpen",
    "linli.signin.middleware.end_idle",
    "linli.signin.middleware.first_things_first",
    "linli.signin.middleware.limit_strangers",
    "linli.signin.heavy.LimitHeavy",
]
ROOT_URLCONF = "linli.config.urls"
WSGI_APPLICATION = "linli.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "linli.desk.menu.menu",
            ],
        },
    },
]

PROXIES = [part.strip() for part in os.environ.get("LINLI_PROXIES", "").split(",") if part.strip()]

AUTH_USER_MODEL = "staff.User"
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/sign-in/"
AUTHENTICATION_BACKENDS = ["linli.signin.backend.SignedInUsers"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "linli.staff.passwords.LongEnough", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "full_name")},
    },
    {"NAME": "linli.staff.passwords.NotOneself"},
    {"NAME": "linli.staff.passwords.NotTheOldOne"},
]

# allauth: what Linli uses of it. Limits are Linli's own (linli/signin/rules.py), in the database; nothing of allauth's
# stands in the cache. Nobody signs up, and nothing is mailed.
ACCOUNT_ADAPTER = "linli.signin.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False
ACCOUNT_LOGIN_TIMEOUT = 10 * 60  # seconds from the password to the second factor
ACCOUNT_REAUTHENTICATION_TIMEOUT = 5 * 60  # seconds that a typed password counts for delicate things
MFA_ADAPTER = "linli.signin.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RATE_LIMITS = False
MFA_TOTP_ISSUER = "Linli"
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "authenticate": "linli.signin.second_factor.CodeForm",
    "activate_totp": "linli.signin.second_factor.EnrolForm",
}
# A passkey belongs to a host name; over plain http it is only known on this machine itself.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION
SOCIALACCOUNT_ADAPTER = "linli.signin.adapters.ProviderAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = _providers()

USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("中文")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "linli" / "locale"]
FORMAT_MODULE_PATH = "linli.formats"
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "web" / "static"
STATICFILES_DIRS = [path for path in [BASE_DIR / "web" / "dist"] if path.exists()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG
# Names that change with what is in the file: Django's mark of twelve digits, and Vite's of eight signs on the phone's files.
WHITENOISE_IMMUTABLE_FILE_TEST = r"\.[0-9a-f]{12}\.[^/.]+$|^/static/phone/assets/[^/.]+-[\w-]{8}\.(?:js|css)$"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
SESSION_ENGINE = "linli.signin.session_store"
SESSION_COOKIE_HTTPONLY = True
# Over http a cookie for https only would never come back: nobody could sign in.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = PRODUCTION
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if PRODUCTION else 0
# The web server in front speaks https and says so; it must drop this header where a browser sent it.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL] if PUBLIC_URL.startswith("https://") else []
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60  # one working day
CSRF_FAILURE_VIEW = "linli.desk.views.errors.stale_form"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# A roster of thirty sheets asks about a thousand columns and more on one page.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 5
FILE_UPLOAD_HANDLERS = [
    "linli.uploads.gate.StopsGrowing",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# Neither a log nor an error page tells what was typed or read.
DEFAULT_EXCEPTION_REPORTER = "linli.error_pages.PlacesOnly"
DEFAULT_EXCEPTION_REPORTER_FILTER = "linli.error_pages.NothingTyped"
