"""Undoes line ends that only a fixed width of lines has put inside sentences, as in mail and old wires."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\r\n]*\S[^\r\n]*")
_SINGLE_BREAKS = frozenset({"\n", "\r\n", "\r"})
_CLOSING = re.compile(r"[.!?:][\"”’')]*$")
_NARROWEST, _WIDEST = 40, 100  # characters of a line
_USUAL = 0.9  # of the lines are no longer than the width, the rest being addresses and the like
_FEWEST = 3  # line ends that show a width
_FULL = 0.8  # of the lines that do not close a sentence have no room left for the next word
_RUNNING_ON = 0.35  # of the lines after full ones begin in lower case


@dataclass(frozen=True, slots=True)
class _End:
    """The end of a line with another right below: offsets of the space between their words."""

    start: int
    end: int
    above: str
    below: str

    def is_full(self, width: int) -> bool:
        """Whether the first word below would not have fitted above."""
        return len(self.above) + 1 + len(self.below.split(maxsplit=1)[0]) > width


def unwrap(text: str) -> str:
    """The text with the line ends inside its paragraphs turned into spaces, so that offsets stay.

    A text is taken for wrapped where nearly every line with another right below is so full that the
    next word would not have fitted. Ends of lines with room left (headlines, last lines) are kept.
    """
    ends = _line_ends(text)
    if len(ends) < _FEWEST:
        return text
    width = sorted(len(end.above) for end in ends)[int(_USUAL * (len(ends) - 1))]
    full = [end for end in ends if end.is_full(width)]
    open_ends = sum(not end.is_full(width) and not _CLOSING.search(end.above) for end in ends)
    if (
        not _NARROWEST <= width <= _WIDEST
        or len(full) < max(_FEWEST, _FULL * (len(full) + open_ends))
        or sum(end.below[0].islower() for end in full) < _RUNNING_ON * len(full)
    ):
        return text
    pieces, last = [], 0
    for end in full:
        pieces += [text[last : end.start], " " * (end.end - end.start)]
        last = end.end
    return "".join((*pieces, text[last:]))


def _line_ends(text: str) -> list[_End]:
    found = []
    for first, second in pairwise(_LINE.finditer(text)):
        if text[first.end() : second.start()] in _SINGLE_BREAKS:
            above, below = first.group().rstrip(), second.group().strip()
            start = first.start() + len(above)
            found.append(_End(start, second.end() - len(second.group().lstrip()), above.lstrip(), below))
    return found
