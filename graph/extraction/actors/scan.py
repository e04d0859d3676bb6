"""Looks a whole text through for words of a kind, faster than token by token."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from spacy.tokens import Doc


def places(doc: Doc, written: Literal["ORTH", "LOWER"], test: Callable[[str], bool]) -> list[int]:
    """The tokens whose text ("ORTH") or lower-case text passes a test, in order; each word is tested once."""
    identifiers: list[int] = doc.to_array(written).tolist()
    strings = doc.vocab.strings
    passed = {identifier for identifier in set(identifiers) if test(strings[identifier])}
    return [index for index, identifier in enumerate(identifiers) if identifier in passed]
