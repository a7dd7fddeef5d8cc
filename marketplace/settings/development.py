"""Development: debug on, plain http, and the embedded database where DATABASE_URL is absent."""

import os

from tools import postgres

os.environ.setdefault("SECRET_KEY", "development-only-" + "0" * 40)
os.environ.setdefault("AUDIT_SIGNING_KEY", "00" * 32)
os.environ.setdefault("BID_SEALING_KEY", "b1" * 32)
os.environ.setdefault("ALLOWED_HOSTS", "localhost,127.0.0.1")
os.environ.setdefault("SITE_ADDRESS", "http://127.0.0.1:8000")
os.environ.setdefault("DATABASE_URL", postgres.address(postgres.DEVELOPMENT))

from .base import *  # noqa: E402, F403
from .base import STORAGES  # noqa: E402

DEBUG = True
BEHIND_PROXY = False
SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
SESSION_COOKIE_NAME = "session"
CSRF_COOKIE_NAME = "csrf"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
