"""The application: blueprints and errors, registered, nothing else."""

from flask import Flask

from api import errors, library, rate_limit, transport, writing
from api.articles import articles
from api.assets import assets
from api.chance import chance
from api.docs_page import docs_page
from api.health import health
from api.history import history
from api.home import home
from api.metrics import metrics
from api.openapi import openapi
from api.outlets import outlets
from api.pages import rendering
from api.pages.problem_page import problem_page
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
    rate_limit.install(app, settings)  # first, so that whatever is answered at once counts too
    transport.install(app, settings)
    resources = (home, quotes, chance, history, timeline, paragraphs, articles, speakers, outlets, trying)
    for blueprint in (*resources, health, metrics, openapi, docs_page, assets):
        app.register_blueprint(blueprint)
    writing.install(app, settings)
    rendering.install(app)
    errors.register(app, problem_page)
    return app
