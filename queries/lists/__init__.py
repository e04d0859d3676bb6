"""Queries behind the lists of the HTTP service: filters that cost nothing where they are not used.

They are SPARQL as it stands. A line that ends in `# if $name` is left out where that parameter is not
given, so that the engine plans for the filters in use alone.
"""

import re
from collections.abc import Collection
from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent
_CONDITION = re.compile(r"# if \$(\w+)$")


def read(name: str, given: Collection[str] = ()) -> str:
    """The query of that file name (without `.rq`), with the lines for these parameters.

    Raises KeyError where there is no such query.
    """
    kept = []
    for line in _text(name).split("\n"):
        condition = _CONDITION.search(line)
        if condition is None or condition[1] in given:
            kept.append(line)
    return "\n".join(kept)


@cache
def names() -> tuple[str, ...]:
    """Every query's name, sorted."""
    return tuple(sorted(file.stem for file in _FOLDER.glob("*.rq")))


@cache
def _text(name: str) -> str:
    if name not in names():
        raise KeyError(name)
    return (_FOLDER / f"{name}.rq").read_text(encoding="utf-8")
