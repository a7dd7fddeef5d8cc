"""Tests: fast hashes, mail kept in memory, plain static files; security stays as in production where it can."""

import logging
import tempfile
from pathlib import Path

import structlog

from .development import *  # noqa: F403
from .development import INSTALLED_APPS, STORAGES

DEBUG = False
INSTALLED_APPS = ["marketplace.demo", *INSTALLED_APPS]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_USE_FINDERS = False  # else each client of a test looks through all folders of static files
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
MEDIA_ROOT = Path(tempfile.gettempdir()) / "stoa-test-media"
STORAGES["default"] = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": MEDIA_ROOT}}
LOGGING_CONFIG = None
structlog.configure(
    processors=[structlog.contextvars.merge_contextvars, structlog.processors.KeyValueRenderer()],
    wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
)
# Tests of other things sign officers in without an authenticator app; those of sign-in turn it on again.
SECOND_FACTOR_REQUIRED = False
ELASTICSEARCH_URL: list[str] = []  # tests of the other engine set it
