"""Engines: the registry of implementations of `index.engine.Engine`.

arrays    whole posting lists at a time, by NumPy (the default)
whoosh    Whoosh's own searcher over the same segments, through a codec: slow, for comparison
"""

from importlib import import_module
from typing import NamedTuple

from index.engine import EngineFactory
from index.errors import UnknownEngine


class EngineType(NamedTuple):
    """A registered engine: its name, and the class that opens a generation, as `module:class`."""

    name: str
    path: str

    def load(self) -> EngineFactory:
        """Import the class; only now, so that an engine not chosen costs no import."""
        module, _, name = self.path.partition(":")
        factory: EngineFactory = getattr(import_module(module), name)
        return factory


ENGINES = (
    EngineType("arrays", "index.engines.arrays:ArraysEngine"),
    EngineType("whoosh", "index.engines.whoosh.engine:WhooshEngine"),
)


def engine_factory(name: str = ENGINES[0].name) -> EngineFactory:
    """Return what opens the engine of this name. Raises UnknownEngine, whose message lists the names."""
    for engine in ENGINES:
        if engine.name == name:
            return engine.load()
    raise UnknownEngine(f"{name!r} is no engine; there are {' and '.join(engine.name for engine in ENGINES)}")
