"""What gunicorn loads: the application with the settings of the environment."""

import os

from api.app import create_app
from api.settings import Settings

application = create_app(Settings.from_environ(os.environ))
