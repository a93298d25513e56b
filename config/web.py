"""What gunicorn reads at its start: `gunicorn -c python:config.web config.wsgi`. Its log goes where ours goes."""

from config.settings import LOGGING

logconfig_dict = LOGGING
