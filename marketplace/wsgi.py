"""The WSGI door: gunicorn serves this."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "marketplace.settings.base")
application = get_wsgi_application()
