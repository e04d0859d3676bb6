"""Places in ordered lists, as opaque texts that stay valid while things come and go."""

import base64
import binascii
import json
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from typing import TypeVar

from graph.errors import ParameterError

T = TypeVar("T")
Place = tuple[str | int, ...]
"""The values that an item is ordered by, the last of them its own alone."""


def write_cursor(place: Place) -> str:
    """The place as a text for an address."""
    return base64.urlsafe_b64encode(json.dumps(place, separators=(",", ":")).encode()).decode().rstrip("=")


def read_cursor(cursor: str, example: Place) -> Place:
    """The place that `write_cursor` wrote, of the same types as the example. Raises ParameterError."""
    try:
        place = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError):
        place = None
    if not isinstance(place, list) or [type(value) for value in place] != [type(value) for value in example]:
        raise ParameterError(f"the cursor {cursor[:80]!r} is none that this list gave")
    return tuple(place)


def cut(
    items: Sequence[T], place: Callable[[T], Place], *, descending: bool, cursor: str | None, limit: int
) -> tuple[Sequence[T], str | None]:
    """One page of items in any order: those after the cursor, and the cursor after them where more follow.

    Raises ParameterError for a cursor of another list.
    """
    ordered = sorted(items, key=place, reverse=descending)
    start = 0
    if cursor is not None and ordered:
        after = read_cursor(cursor, place(ordered[0]))
        if descending:
            places = [place(item) for item in reversed(ordered)]
            start = len(ordered) - bisect_left(places, after)
        else:
            start = bisect_right(ordered, after, key=place)
    elif cursor is not None:
        read_any(cursor)
    page = ordered[start : start + limit]
    more = start + limit < len(ordered)
    return page, write_cursor(place(page[-1])) if more else None


def read_any(cursor: str) -> None:
    """Raise ParameterError for what cannot be a cursor, where there is nothing to compare it with."""
    try:
        json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
    except (binascii.Error, ValueError, RecursionError):
        raise ParameterError(f"the cursor {cursor[:80]!r} is none that this list gave") from None
