import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from django.core.wsgi import get_wsgi_application

import config.celery  # noqa: F401  a request may send a job

application = get_wsgi_application()
