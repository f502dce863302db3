"""The application: blueprints and errors, registered, nothing else."""

from flask import Flask

from api import background_publisher, errors, services
from api.http import middleware, rate_limit
from api.http.assets import assets
from api.openapi.document import openapi
from api.pages import rendering
from api.pages.problem_page import problem_page
from api.resources.articles.annotate import trying
from api.resources.articles.articles import articles
from api.resources.articles.history import history
from api.resources.operations.docs import docs_page
from api.resources.operations.health import health
from api.resources.operations.home import home
from api.resources.operations.metrics import metrics
from api.resources.people.outlets import outlets
from api.resources.people.speakers import speakers
from api.resources.search.paragraphs import paragraphs
from api.resources.search.quotations import quotes
from api.resources.search.random_quotation import chance
from api.resources.search.timeline import timeline
from api.settings import Settings


def create_app(settings: Settings) -> Flask:
    """Make the application that answers from the data that `settings` name."""
    app = Flask(__name__, static_folder=None)
    services.install(app, settings)
    rate_limit.install(app, settings)  # first, so that whatever is answered at once counts too
    middleware.install(app, settings)
    resources = (home, quotes, chance, history, timeline, paragraphs, articles, speakers, outlets, trying)
    for blueprint in (*resources, health, metrics, openapi, docs_page, assets):
        app.register_blueprint(blueprint)
    background_publisher.install(app, settings)
    rendering.install(app)
    errors.register(app, problem_page)
    return app
