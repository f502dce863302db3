"""The examples in the docstrings are true."""

import doctest
import importlib
import pkgutil

import pytest

import annotation


@pytest.mark.parametrize("module", [found.name for found in pkgutil.iter_modules(annotation.__path__)])
def test_the_examples_of_a_module_come_out_as_written(module):
    assert doctest.testmod(importlib.import_module(f"annotation.{module}")).failed == 0
