"""`api/gunicorn_conf.py` replaces two internals of gunicorn: they are as in version 27."""

import inspect
from importlib.metadata import version

from gunicorn import util
from gunicorn.http import message


def test_the_internals_that_are_replaced_are_those_of_gunicorn_27() -> None:
    assert version("gunicorn").partition(".")[0] == "27", "look whether both still have these names and uses"
    assert list(inspect.signature(util.write_error).parameters) == ["sock", "status_int", "reason", "mesg"]
    assert "RFC9112_TARGET_INVALID.search(" in inspect.getsource(message)
