"""The application: blueprints and errors, registered, nothing else."""

from flask import Flask

from api import errors, library
from api.articles import articles
from api.chance import chance
from api.health import health
from api.history import history
from api.home import home
from api.outlets import outlets
from api.paragraphs import paragraphs
from api.quotes import quotes
from api.settings import Settings
from api.speakers import speakers
from api.timeline import timeline
from api.trying import trying


def create_app(settings: Settings) -> Flask:
    """Make the application that answers from the data that `settings` name."""
    app = Flask(__name__, static_folder=None)
    library.install(app, settings)
    for blueprint in (home, quotes, chance, history, timeline, paragraphs, articles, speakers, outlets, trying, health):
        app.register_blueprint(blueprint)
    errors.register(app)
    return app
