"""Gives quotations to the cues that they belong to: "…," he said; he said: "…"."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from spacy.tokens import Doc, Span

from graph.extraction.voice.cues import Cue
from graph.extraction.voice.quotation import Quotation, find_quotations
from graph.extraction.voice.syntax import sentence_of

_TERMINATORS = frozenset({".", "!", "?", "…"})
_MARKS = frozenset("\"“”„«»'‘’")


class Quotations:
    """The quotations of a document as token spans, looked up by token."""

    def __init__(self, doc: Doc) -> None:
        found = find_quotations(doc.text)
        self.all = [(quotation, span) for quotation in found if (span := _tokens(doc, quotation))]
        self._starts = [span.start for _, span in self.all]

    def holding(self, index: int) -> int | None:
        """The number of the quotation that a token stands in."""
        number = bisect_right(self._starts, index) - 1
        return number if number >= 0 and index < self.all[number][1].end else None


def give_quotations(doc: Doc, quotations: Quotations, found: list[Cue]) -> None:
    """Adds each quotation to the content of the cue it belongs to, if any."""
    cues = [cue for cue in found if cue.takes_quotations and quotations.holding(cue.token.i) is None]
    positions = [cue.token.i for cue in cues]
    owner: Cue | None = None  # of the quotation before
    last_end = 0
    for quotation, span in quotations.all:
        after = _cue_after(doc, span, cues, positions)
        before = _cue_before(doc, span, cues, positions, quotations)
        carried = owner if _carries_on(doc, last_end, span, quotation) else None
        opens = _opens_sentence(doc, span)
        ends_in_comma = doc[span.end - 1].text in {",", "?", "!"} or _text_at(doc, span.end + 1) == ","
        if opens:
            chosen = (after if ends_in_comma else None) or carried or before or after
        else:
            chosen = (
                before
                or (after if ends_in_comma else None)
                or _cue_in_sentence(doc, span, cues, positions)
                or carried
            )
        if chosen is None and owner is not None and opens and _is_next_paragraph(doc, last_end, span):
            chosen = owner
        if chosen is not None:
            chosen.content |= set(range(span.start, span.end))
        owner, last_end = chosen, span.end


def _is_next_paragraph(doc: Doc, last_end: int, span: Span) -> bool:
    """Whether a quotation fills the paragraph after the one in which the last quotation stands."""
    breaks = sum("\n" in token.text for token in doc[last_end : span.start])
    after = [t for t in doc[span.end : span.end + 3] if not t.is_punct and not t.is_quote]
    return breaks == 1 and (not after or "\n" in after[0].text)


def _text_at(doc: Doc, index: int) -> str:
    return doc[index].text if index < len(doc) else ""


def _opens_sentence(doc: Doc, span: Span) -> bool:
    for token in reversed(doc[max(0, span.start - 4) : span.start]):
        if token.text in _MARKS:
            continue
        return token.is_space or token.text in _TERMINATORS
    return True


def _cue_after(doc: Doc, span: Span, cues: list[Cue], positions: list[int]) -> Cue | None:
    """The cue between a quotation and the end of the sentence it stands in: "…," he said."""
    number = bisect_right(positions, span.end - 1)
    if number == len(cues):
        return None
    between = doc[span.end : cues[number].token.i]
    if len(between) > 45 or any(t.text in _TERMINATORS or "\n" in t.text for t in between[1:]):
        return None
    return cues[number]


def _cue_before(
    doc: Doc, span: Span, cues: list[Cue], positions: list[int], quotations: Quotations
) -> Cue | None:
    """The cue that leads up to a quotation: He said: "…"."""
    number = bisect_right(positions, span.start - 1) - 1
    if number < 0:
        return None
    between = doc[cues[number].token.i + 1 : span.start]
    for token in between:
        if "\n" in token.text and _text_at(doc, token.i - 1) != ":":
            return None
        if token.text in _TERMINATORS and quotations.holding(token.i) is None:
            return None
    return cues[number]


def _cue_in_sentence(doc: Doc, span: Span, cues: list[Cue], positions: list[int]) -> Cue | None:
    sentence = sentence_of(doc[span.start])
    number = bisect_left(positions, sentence.start)
    return cues[number] if number < len(cues) and positions[number] < sentence.end else None


def _carries_on(doc: Doc, last_end: int, span: Span, quotation: Quotation) -> bool:
    """Whether a quotation goes on with the speech of the one before: nothing but a cue lies between."""
    if quotation.continued:
        return True
    between = doc[last_end : span.start]
    if any("\n" in token.text for token in between):
        return all(t.is_space or t.is_punct or t.text in _MARKS for t in between)
    return sum(token.text in _TERMINATORS for token in between) <= 1


def _tokens(doc: Doc, quotation: Quotation) -> Span | None:
    span = doc.char_span(quotation.start, quotation.end, alignment_mode="contract")
    if span is None or not any(token.is_alpha for token in span):
        return None
    return span
