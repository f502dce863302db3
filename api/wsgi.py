"""WSGI entry point for gunicorn: the application with the settings of the environment, with metrics and access log."""

import os

from api import services
from api.app import create_app
from api.http import access_log, instrumentation
from api.resources.operations import metrics
from api.settings import Settings

_settings = Settings.from_environ(os.environ)
application = create_app(_settings)
instrumentation.install(application, [metrics.count, *([access_log.write] if _settings.access_log else [])])
services.warm(application)
