"""The examples in the docstrings are true."""

import doctest
import importlib
import pkgutil

import pytest

import annotation


@pytest.mark.parametrize("module", [found.name for found in pkgutil.walk_packages(annotation.__path__, "annotation.")])
def test_the_examples_of_a_module_come_out_as_written(module: str) -> None:
    assert doctest.testmod(importlib.import_module(module)).failed == 0
