"""Imports go one way: ontology and queries ← graph ← api and training ← benchmarks.

The pure parts of graph know no store.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAY_IMPORT = {
    "ontology": {"ontology"},
    "queries": {"queries"},
    "graph": {"graph", "ontology", "queries"},
    "api": {"api", "graph", "ontology", "queries"},
    "training": {"training", "graph", "ontology", "queries"},
    "benchmarks": {"benchmarks", "training", "api", "graph", "ontology", "queries"},
}
FIRST_PARTY = {*MAY_IMPORT, "tests"}
KNOW_THE_STORE = {
    "__main__",
    "ask",
    "commands",
    "deciding",
    "demo",
    "export",
    "finding",
    "importing",
    "ingest",
    "judgements",
    "store",
    "stored",
    "survival",
    "validate",
    "verify",
    "writer",
}
"""The parts of graph that read or write a store; all others are pure."""


def modules(package: str) -> Iterator[tuple[str, Path]]:
    for path in sorted((ROOT / package).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def imported(module: str, path: Path) -> set[str]:
    """Every module that a file names in an import, wherever in it."""
    package = module if path.stem == "__init__" else module.rpartition(".")[0]
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            parents = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join(filter(None, (*parents, node.module)))
            found |= {base} | {f"{base}.{name.name}" for name in node.names}
    return found


ALL = {module: imported(module, path) for package in MAY_IMPORT for module, path in modules(package)}


def reached(start: str) -> set[str]:
    """All modules of the project that importing one comes to, their packages included."""
    seen: set[str] = set()
    waiting = [start]
    while waiting:
        module = waiting.pop()
        if module in seen or module not in ALL:
            continue
        seen.add(module)
        waiting += ALL[module]
        waiting += [parent for name in ALL[module] if (parent := name.rpartition(".")[0])]
    return seen


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_packages_import_only_what_is_below_them(package: str) -> None:
    for module, _ in modules(package):
        above = {name for name in ALL[module] if name.split(".")[0] in FIRST_PARTY - MAY_IMPORT[package]}
        assert not above, f"{module} imports {above}"


def test_only_some_parts_of_graph_know_the_store() -> None:
    for module in ALL:
        package, _, part = module.partition(".")
        if package == "graph" and part and part.split(".")[0] not in KNOW_THE_STORE:
            stores = {name for name in reached(module) if name.startswith("graph.store")}
            assert not stores, f"{module} comes to {stores}"


def test_the_parts_are_found() -> None:
    assert {"graph.quads", "graph.store.embedded", "api.app", "ontology", "queries"} <= ALL.keys()
    assert "graph.store.contract" in reached("graph.writer")
    assert reached("graph.model") == {"graph.model"}
