"""The product's settings, made quick and quiet for tests."""

import atexit
import os
import shutil
import tempfile

os.environ.setdefault("SECRET_KEY", "for-tests-only-" + "x" * 50)
if "ESAFETY_DATA_DIR" not in os.environ:
    os.environ["ESAFETY_DATA_DIR"] = tempfile.mkdtemp(prefix="esafety-tests-")
    atexit.register(shutil.rmtree, os.environ["ESAFETY_DATA_DIR"], ignore_errors=True)

from esafety.settings import *  # noqa: F403
from esafety.settings import DATA_DIR, MIDDLEWARE, STORAGES

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
PDF_LOCK = DATA_DIR / f"pdf-{os.getpid()}.lock"  # tests run in several processes
