"""The words of a name that tell it from others."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from graph.extraction.actors import lexicon
from graph.extraction.actors.lexicon import DASHES
from graph.iris import fold_name

Key = tuple[str, ...]


def key_of(words: Iterable[str]) -> Key:
    """The telling words of a name, folded: no particles, dashes, initials' stops or suffixes."""
    return _key_of(" ".join(words))


@lru_cache(20_000)
def _key_of(text: str) -> Key:
    closed = lexicon.words()
    for dash in DASHES:
        text = text.replace(f" {dash} ", "-")
    kept = []
    for raw in text.split():
        word = raw.strip("'\"\u201c\u201d.").removesuffix("'s")
        head, _, rest = word.partition("-")
        if head in closed.particles and rest:
            word = rest
        if word and word not in closed.particles and word not in closed.suffixes:
            kept.append(fold_name(word))
    return tuple(kept) or tuple(fold_name(word) for word in text.split())
