"""The floor's web application: Django and the same database, with no middleware at all."""

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler

django.setup(set_prefix=False)
# Afterwards, since some apps look at start for the middleware that they need.
settings.MIDDLEWARE = []
settings.ROOT_URLCONF = "tests.bench.floor_views"
application = WSGIHandler()
