"""The examples in the docstrings are true."""

import doctest
import importlib
import pkgutil

import pytest

import annotation
import api
import corpus
import index

MODULES = [
    module.name
    for package in (corpus, annotation, index, api)
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    if not module.name.endswith("__main__")
]


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_a_module_come_out_as_written(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
