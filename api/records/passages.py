"""Parts of a text around its quotes, for where the whole of it is not to be shown."""

import re
from collections.abc import Iterable

from api.models.common import Context, Passage, Quote

FEW_WORDS = 12
MORE_WORDS = 30

_WORD = re.compile(r"\S+")


def context_of(text: str, quote: Quote, words: int) -> Context:
    """The words before and after a quote, so many at most on each side."""
    start, end = _widened(text, quote.start, quote.end, words)
    return Context(before=text[start : quote.start], after=text[quote.end : end])


def excerpts(text: str | None, quotes: Iterable[Quote]) -> tuple[Passage, ...]:
    """The quotes with a few words around, in the order of the text; those that touch are one.

    Without the text: what the quotes themselves hold of it.
    """
    spans: list[tuple[int, str]] = []
    for quote in sorted(quotes, key=lambda each: (each.start, each.end)):
        if text is None:
            start, shown = quote.start, quote.exact
        else:
            start, end = _widened(text, quote.start, quote.end, FEW_WORDS)
            shown = text[start:end]
        if spans and start <= spans[-1][0] + len(spans[-1][1]):
            before, already = spans.pop()
            start, shown = before, already + shown[max(0, before + len(already) - start) :]
        spans.append((start, shown))
    return tuple(Passage(start=start, end=start + len(shown), text=shown) for start, shown in spans)


def _widened(text: str, start: int, end: int, words: int) -> tuple[int, int]:
    before = [match.start() for match in _WORD.finditer(text, max(0, start - 40 * words), start)]
    after = [match.end() for match in _WORD.finditer(text, end, end + 40 * words)]
    return (before[-words:] or [start])[0], (after[:words] or [end])[-1]
