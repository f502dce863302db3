"""The application factory: services, middleware, blueprints and error handlers."""

from flask import Flask

from api import background_publisher, errors, services
from api.http import assets, middleware, rate_limit
from api.openapi.document import openapi
from api.pages import rendering
from api.pages.problem_page import problem_page
from api.resources.articles import annotate, articles, quotation_history
from api.resources.operations import docs, health, home, metrics
from api.resources.people import outlets, speakers
from api.resources.search import paragraphs, quotations, random_quotation, timeline
from api.resources.writing import article_submission, corrections
from api.settings import Settings

_READING = (
    home,
    quotations,
    random_quotation,
    quotation_history,
    timeline,
    paragraphs,
    articles,
    speakers,
    outlets,
    annotate,
)
_OPERATIONS = (health, metrics, docs, assets)
_WRITING = (article_submission, corrections)


def create_app(settings: Settings) -> Flask:
    """Return the application over the data folder of `settings`; it takes writes when there are write keys."""
    app = Flask(__name__, static_folder=None)
    services.install(app, settings)
    rate_limit.install(app, settings)  # before the middleware, so that cached responses count too
    middleware.install(app, settings)
    if settings.write_keys:
        background_publisher.install(app, settings)
    resources = (*_READING, *_OPERATIONS, *(_WRITING if settings.write_keys else ()))
    for blueprint in (openapi, *(resource.blueprint for resource in resources)):
        app.register_blueprint(blueprint)
    rendering.install(app)
    errors.register(app, problem_page)
    return app
