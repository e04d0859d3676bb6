"""Queries behind the lists of the HTTP service: filters that cost nothing where they are not used.

Their lines for parameters that are not given are left out (`queries.fitting`), so that the engine plans for
the filters in use alone.
"""

from collections.abc import Collection
from functools import cache
from pathlib import Path

import queries

_FOLDER = Path(__file__).parent


def read(name: str, given: Collection[str] = ()) -> str:
    """The query of that file name (without `.rq`), with the lines for these parameters.

    Raises KeyError where there is no such query.
    """
    return queries.fitting(_text(name), given)


@cache
def names() -> tuple[str, ...]:
    """Every query's name, sorted."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.rq")))


@cache
def _text(name: str) -> str:
    if name not in names():
        raise KeyError(name)
    return (_FOLDER / f"{name}.rq").read_text(encoding="utf-8")
