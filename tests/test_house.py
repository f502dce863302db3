"""The limits of the house: modules in a folder, lines of functions and classes, first words of docstrings."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGES = ("corpus", "annotation", "index", "api")
MODULES, FUNCTION, CLASS, VERBS = 16, 40, 120, 50
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def modules(*folders: str) -> Iterator[tuple[Path, ast.Module]]:
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield path.relative_to(ROOT), ast.parse(path.read_text())


def lengths(*kinds: type[ast.stmt]) -> Iterator[tuple[str, int]]:
    """Yield the place and the lines of each definition, docstring included, decorators not."""
    for path, module in modules(*PACKAGES):
        for node in ast.walk(module):
            if isinstance(node, kinds):
                yield f"{path}:{node.lineno}", (node.end_lineno or node.lineno) - node.lineno + 1


def test_a_folder_has_at_most_sixteen_modules_beside_its_door() -> None:
    folders = {path.parent for path, _ in modules(*PACKAGES)}
    sizes = {folder: len({*(ROOT / folder).glob("*.py")} - {ROOT / folder / "__init__.py"}) for folder in folders}
    assert {str(folder): size for folder, size in sizes.items() if size > MODULES} == {}


def test_a_function_has_at_most_forty_lines() -> None:
    assert {place: lines for place, lines in lengths(*FUNCTIONS) if lines > FUNCTION} == {}


def test_a_class_has_at_most_a_hundred_and_twenty_lines() -> None:
    assert {place: lines for place, lines in lengths(ast.ClassDef) if lines > CLASS} == {}


def test_docstrings_begin_with_the_verbs_of_pep_257() -> None:
    begins = [
        f"{path}:{getattr(node, 'lineno', 1)}"
        for path, module in modules(*PACKAGES, "tests", "benchmarks")
        for node in ast.walk(module)
        if isinstance(node, (*FUNCTIONS, ast.ClassDef, ast.Module))
        and (ast.get_docstring(node) or "").split(" ")[0] in ("Give", "Gives", "Tell", "Tells", "Say", "Says")
    ]
    assert len(begins) <= VERBS, "\n".join(begins)
