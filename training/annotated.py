"""Annotated articles as the evaluation lays them out: a folder a set, with `gold.jsonl` and `texts/`.

Beside the sets stands `score.py`, which tells what counts as right; a set may name in `unread.txt` articles
that nothing is learned from. What is missing ends the program with one line.
"""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from graph.model import Article


def read_scorer(evaluation: Path) -> ModuleType:
    """The module score.py of the evaluation folder."""
    path = _there(evaluation / "score.py")
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module
    spec.loader.exec_module(module)
    return module


def read_records(folder: Path) -> dict[str, list[dict[str, Any]]]:
    """The annotated claims of each article of a set, by its id, in the order of the file."""
    lines = _there(folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    return {record["id"]: record["claims"] for record in map(json.loads, lines)}


def read_unread(folder: Path) -> frozenset[str]:
    """The ids of the articles of a set that nothing is learned from."""
    path = folder / "unread.txt"
    return frozenset(path.read_text().split() if path.exists() else ())


def read_learnable(folder: Path) -> list[tuple[str, list[dict[str, Any]]]]:
    """Id and claims of each article of a set that may be learned from, in the order of ids."""
    records, unread = read_records(folder), read_unread(folder)
    return [(identifier, records[identifier]) for identifier in sorted(records) if identifier not in unread]


def read_article(folder: Path, identifier: str) -> Article:
    """One article of a set."""
    text = _there(folder / "texts" / f"{identifier}.txt").read_bytes().decode()
    return Article(id=identifier, text=text, original_sha256="", media_type="text/plain")


def _there(path: Path) -> Path:
    if not path.is_file():
        raise SystemExit(f"{path}: no such file")
    return path
