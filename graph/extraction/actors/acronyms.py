"""Finds the full names that a text gives a short form in brackets: "No More Deaths (NMD)".

By the method of Schwartz and Hearst ("A simple algorithm for identifying abbreviation definitions in
biomedical text", PSB 2003): the letters of the short form are met in the words before it, from the last to
the first, and the first of them begins a word. Only words that may stand in a name are looked at.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from graph.extraction.actors import lexicon
from graph.extraction.actors.lexicon import phrase, words_of
from graph.extraction.actors.scan import places

OPENING = frozenset({"(", "["})
CLOSING = frozenset({")", "]"})
LONGEST = 8
"""In letters: a longer short form is a name."""


def full_names(doc: Doc) -> dict[int, int]:
    """Where each full name ends, by where it starts, as token indices."""
    found: dict[int, int] = {}
    for place in places(doc, "ORTH", OPENING.__contains__):
        if 0 < place < len(doc) - 2 and doc[place + 2].text in CLOSING:
            short = doc[place + 1].text
            if (
                short.isalpha()
                and 1 < len(short) <= LONGEST
                and sum(map(str.isupper, short)) > len(short) / 2
            ):
                start = _start(doc, place, short.lower())
                if start is not None:
                    found[start] = max(place, found.get(start, 0))
    return found


def _start(doc: Doc, end: int, letters: str) -> int | None:
    """Where the full name begins that ends before a bracket with these letters."""
    begun = _start_of_initials(doc, end, letters)
    return _start_of_letters(doc, end, letters) if begun is None else begun


def _start_of_letters(doc: Doc, end: int, letters: str) -> int | None:
    """Where words begin that have the letters of the short form in this order, else a translated name."""
    position, left = end - 1, len(letters) - 1
    lowest = max(0, end - min(len(letters) + 5, 2 * len(letters)))
    while position >= lowest and _may_stand(doc[position]):
        text = doc[position].lower_
        for place in range(len(text) - 1, -1, -1):
            if text[place] == letters[left] and (left or not place):
                left -= 1
                if left < 0:
                    named = doc[position].text[0].isupper() and doc[end - 1].text[0].isupper()
                    return position if named and _is_body(doc, position, end) else None
        position -= 1
    return _start_of_foreign(doc, end, letters)


def _start_of_initials(doc: Doc, end: int, letters: str) -> int | None:
    """Where as many capitalised words begin as the short form has letters, with these for initials."""
    position = end
    for letter in reversed(letters):
        position -= 1
        while position > 0 and doc[position].lower_ in _SMALL and doc[position].lower_[0] != letter:
            position -= 1
        if position < 0 or not doc[position].text[0].isupper() or doc[position].lower_[0] != letter:
            return None
    return position if _is_body(doc, position, end) else None


def _is_body(doc: Doc, start: int, end: int) -> bool:
    """Whether more than a word is shortened, and no post: "Chief of Army Staff (COAS)"."""
    titles, first = lexicon.titles(), doc[start].lower_
    headed = doc[start + 1].lower_ in ("of", "to", "for") and (first in titles.roles or first == "head")
    return start < end - 1 and not headed and phrase(words_of(doc[start:end])) not in titles.all


def _start_of_foreign(doc: Doc, end: int, letters: str) -> int | None:
    """Where a translated name begins whose short form is not: "Alternative for Germany (AfD)"."""
    start = end - 3
    if start < 0 or doc[end - 2].lower_ != "for":
        return None
    capitals = doc[start].is_title and doc[end - 1].is_title
    return start if capitals and doc[start].lower_[0] == letters[0] else None


def _may_stand(token: Token) -> bool:
    return token.text[0].isupper() or token.lower_ in _SMALL or token.lower_ in lexicon.words().particles


_SMALL = frozenset(
    {"of", "the", "for", "and", "on", "in", "to", "&", "against", "with", "at", "by"}
    | {",", "-", "'s", "\u2019s", "'", "\u2019"}
)
