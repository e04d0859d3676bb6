"""The word tables: each word once, where it takes effect."""

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest

import graph.extraction
from graph.model import ActorKind

TABLES = sorted(Path(graph.extraction.__file__).parent.rglob("*.toml"))


def lists(table: Any, path: str = "") -> Iterator[tuple[str, list[str]]]:
    """The lists of words of a table, each with where it stands."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from lists(value, f"{path}{key}.")
        elif isinstance(value, list) and all(isinstance(word, str) for word in value):
            yield path + key, value
        elif isinstance(value, str) and path == "words.":
            yield path + key, value.split()


@pytest.mark.parametrize("file", TABLES, ids=lambda file: file.name)
def test_no_list_has_a_word_twice(file: Path) -> None:
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    twice = {name: [w for w, n in Counter(words).items() if n > 1] for name, words in lists(table)}
    assert {name: words for name, words in twice.items() if words} == {}


def test_a_described_group_is_of_one_kind() -> None:
    table = tomllib.loads(next(f for f in TABLES if f.name == "groups.toml").read_text(encoding="utf-8"))
    nouns = Counter(noun for kind in get_args(ActorKind) for noun in table.get(kind, {}).get("nouns", ()))
    assert [noun for noun, times in nouns.items() if times > 1] == []
