"""Cuts a text into lines, and tells what in them is no sentence: titles, shouting, datelines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from graph.extraction.actors import lexicon
from graph.extraction.actors.lexicon import phrase, words_of
from graph.extraction.actors.scan import places
from graph.extraction.mending.grammar import LONG_DASHES

LONGEST_DATELINE = 14
"""In tokens."""
_POINTING = frozenset({"also", "read", "see", "watch", "related", "more", "story", "article"})
_CUES = frozenset({":", "|"})


@dataclass(frozen=True, slots=True)
class Line:
    """One line, as token indices. `headline` marks Title Case and ALL CAPS."""

    start: int
    end: int
    headline: bool


def lines_of(doc: Doc) -> Iterator[Line]:
    """The lines of a text that hold anything, in order."""
    start = 0
    for end in places(doc, "ORTH", lambda text: "\n" in text and text.isspace()):
        if end > start:
            yield Line(start, end, _is_headline(doc[start:end]))
        start = end + 1
    if start < len(doc):
        yield Line(start, len(doc), _is_headline(doc[start : len(doc)]))


def dateline_end(doc: Doc, line: Line) -> int:
    """Where the place before a report's first sentence ends ("GOMA, Congo - "); the line's start if none."""
    opening = doc[line.start]
    if opening.text != "(" and not (opening.is_upper and len(opening) > 2):
        return line.start
    for token in doc[line.start : min(line.start + LONGEST_DATELINE, line.end)]:
        if token.text in LONG_DASHES and token.i > line.start and doc[token.i - 1].whitespace_:
            marked = any(other.text in {",", "("} for other in doc[line.start : token.i])
            again = any(other.text == opening.text for other in doc[token.i : line.end])
            return token.i + 1 if marked or not again else line.start
        if token.text == ":" and opening.ent_type_ == "LOC":
            return token.i + 1  # "ISTANBUL: Police said"
        if token.is_alpha and not token.text[0].isupper():
            break
    return line.start


def tells_country(doc: Doc, start: int, end: int) -> bool:
    """Whether the run behind the town of a dateline is an unlisted state: "ARDAN, Zelmara (Reuters) -"."""
    span = doc[start:end]
    if not 0 < end - start < 4 or start < 2 or doc[start - 1].text != "," or not doc[start - 2].is_upper:
        return False
    if end >= len(doc) or doc[end].text not in ("(", ",", *LONG_DASHES) or "." in span.text:
        return False
    text, words = phrase(words_of(span)), lexicon.words()
    if text in lexicon.states().provinces or text in words.continents:
        return False
    if not words.not_names.isdisjoint(text.split()):
        return False
    named = len(text) > 3 and all(token.is_title for token in span)
    return named and lexicon.body_kind(text) is None and lexicon.reference(text) is None


def elsewhere(doc: Doc) -> frozenset[int]:
    """The tokens of lines that only point to other articles: "Also read: Chad's army kills ten"."""
    return frozenset(
        index
        for line in lines_of(doc)
        if doc[line.start].lower_ in _POINTING
        for cue in doc[line.start : min(line.start + 4, line.end)]
        if cue.text in _CUES and _POINTING.issuperset(words_of(doc[line.start : cue.i]))
        for index in range(line.start, line.end)
    )


def _is_headline(line: Span) -> bool:
    """Whether most of its longer words are capitalised."""
    words = [token for token in line if token.is_alpha and len(token) > 3]
    if len(words) < 4:
        return False
    capitals = sum(token.text[0].isupper() for token in words)
    if line[-1].text in {".", "?", "!", "\u201d", '"'}:
        return all(token.is_upper for token in words)
    return capitals >= 0.7 * len(words)
