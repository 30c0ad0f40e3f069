"""The product's settings, made quick and quiet for tests."""

import os
import tempfile

os.environ.setdefault("SECRET_KEY", "for-tests-only-" + "x" * 50)
os.environ.setdefault("ESAFETY_DATA_DIR", tempfile.mkdtemp(prefix="esafety-tests-"))

from esafety.settings import *  # noqa: F403
from esafety.settings import MIDDLEWARE, STORAGES

SECURE = SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = False
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
REQUIRE_SECOND_FACTOR = False
ACCOUNT_RATE_LIMITS = False
