"""The vocabulary, as Turtle files beside this module, and where to find them."""

import json
from functools import cache
from pathlib import Path

VOCABULARY = "https://w3id.org/onus/"
"""Constant base of every term, code and reference actor."""

FILES = ("onus.ttl", "violations.ttl", "support_kinds.ttl", "actors.ttl")
"""The data of the vocabulary, in load order; `shapes.ttl` and `context.jsonld` are about it."""

_FOLDER = Path(__file__).parent
_NAMES = (*FILES, "shapes.ttl", "context.jsonld")


def path(name: str) -> Path:
    """Where the vocabulary file of that name is, such as `onus.ttl`.

    Raises ValueError for a name that is no file of the vocabulary.
    """
    if name not in _NAMES:
        raise ValueError(f"no vocabulary file named {name!r}: there are {', '.join(_NAMES)}")
    return _FOLDER / name


@cache
def prefixes() -> dict[str, str]:
    """Namespaces by their short names, as the JSON-LD context has them."""
    context = json.loads(path("context.jsonld").read_text(encoding="utf-8"))["@context"]
    return {
        name: meant
        for name, meant in context.items()
        if not name.startswith("@") and isinstance(meant, str) and meant.endswith(("/", "#"))
    }
