"""What the words of a body's name tell of its kind."""

import tomllib
from importlib.resources import files

import pytest

import graph.extraction.actors
from graph.extraction.actors.lexicon import body_kind

BODIES = tomllib.loads((files(graph.extraction.actors) / "bodies.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("kind", BODIES)
def test_every_head_and_first_word_tells_its_kind(kind: str) -> None:
    for head in BODIES[kind]["heads"]:
        assert (head, body_kind(f"zarvan {head}")) == (head, kind)
    for first in BODIES[kind]["first"]:
        assert (first, body_kind(f"{first} zarvan tuk")) == (first, kind)
