"""`/metrics`: Prometheus metrics.

Each worker keeps its counts in files in PROMETHEUS_MULTIPROC_DIR, which gunicorn_conf makes, and the one that answers
adds them up (`api.server.metric_files`). Labels are addresses as registered, so that their number is bounded.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from flask import Blueprint, Response
from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from api.errors import Problem
from api.http.instrumentation import CompletedRequest
from api.openapi.operation import operation
from api.params.query_params import read
from api.schemas.parameters import NoParameters
from api.server import metric_files
from api.services import services

blueprint = Blueprint("metrics", __name__)

_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_METHODS = {"GET", "HEAD", "OPTIONS", "POST", "PATCH"}
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 30)
_parameters = NoParameters()
metric_files.install()
_requests = Counter("onrecord_requests", "Requests answered", ("method", "address", "status"))
_seconds = Histogram("onrecord_request_seconds", "From first byte to last", ("address",), buckets=_BUCKETS)
_bytes = Counter("onrecord_response_bytes", "Bytes of bodies sent", ("address",))


def count(completed: CompletedRequest) -> None:
    """Count one request that has ended."""
    address = completed.rule or "none"
    _requests.labels(
        completed.method if completed.method in _METHODS else "other", address, str(completed.status)
    ).inc()
    _seconds.labels(address).observe(completed.seconds)
    _bytes.labels(address).inc(completed.size)


@blueprint.get("/metrics")
@operation(parameters=_parameters, types=("text/plain",))
def show_metrics() -> Response:
    """Return requests, times and sizes of all workers, and what the generation holds, for Prometheus."""
    read(_parameters)
    return Response(_all_workers() + generate_latest(_generation()), content_type=_TYPE)


def _all_workers() -> bytes:
    """Return the counts of all workers; those of this one when there is no folder for them."""
    folder = os.environ.get("PROMETHEUS_MULTIPROC_DIR")
    if not folder or not Path(folder).is_dir():
        return generate_latest(REGISTRY)
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    with metric_files.lock(Path(folder)):
        return generate_latest(registry)


def _generation() -> CollectorRegistry:
    registry = CollectorRegistry()
    registry.register(_Generation())
    return registry


class _Generation(Collector):
    """Gauges of the generation that this worker answers from."""

    def collect(self) -> Iterator[Metric]:
        if (lag := services().lag()) is not None:
            yield GaugeMetricFamily("onrecord_index_lag", "Seconds for which something accepted cannot be found", lag)
        ready = GaugeMetricFamily("onrecord_index_ready", "1 when a generation is open")
        try:
            searcher = services().searcher
        except Problem:
            ready.add_metric([], 0)
            yield ready
            return
        ready.add_metric([], 1)
        yield ready
        yield GaugeMetricFamily("onrecord_index_generation", "Number of the generation", int(searcher.generation))
        yield GaugeMetricFamily("onrecord_index_articles", "Articles in it", searcher.counts.articles)
        yield GaugeMetricFamily("onrecord_index_quotations", "Quotations in it", searcher.counts.quotations)
