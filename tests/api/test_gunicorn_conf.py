"""`api/gunicorn_conf.py` and `api/server` replace internals of gunicorn: they are as in version 27."""

import inspect
from importlib.metadata import version

from gunicorn import util
from gunicorn.http import message
from gunicorn.workers.gthread import TConn, ThreadWorker

from api.server import reload
from api.server.connection import Connection
from api.server.worker import PollingWorker, Worker


def test_the_internals_that_are_replaced_are_those_of_gunicorn_27() -> None:
    assert version("gunicorn").partition(".")[0] == "27", "look whether both still have these names and uses"
    assert list(inspect.signature(util.write_error).parameters) == ["sock", "status_int", "reason", "mesg"]
    assert "RFC9112_TARGET_INVALID.search(" in inspect.getsource(message)
    for ours, theirs in ((PollingWorker, ThreadWorker), (Worker, ThreadWorker), (Connection, TConn)):
        replaced = {"accept", "enqueue_req", "handle", "finish_request", "murder_pending", "murder_keepalived"}
        replaced |= {"_cap_keepalive", "_keepalive_after"}
        assert {name for name in replaced & set(vars(ours)) if name not in vars(theirs)} == set()
    assert "conn.init()" in inspect.getsource(ThreadWorker.handle)
    assert "self.manage_workers()" in inspect.getsource(reload._reload)
    assert "self.reap_workers()" in inspect.getsource(reload._reload)
    assert "self.murder_pending()" in inspect.getsource(ThreadWorker.run)
