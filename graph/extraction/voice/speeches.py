"""Puts speeches together: cues, their speakers, and the quotations that belong to them."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from graph.extraction.document import Actor, Document, Speech
from graph.extraction.voice.cues import Cue, verb_cues
from graph.extraction.voice.phrases import phrase_cues
from graph.extraction.voice.quotation import Quotation, find_quotations
from graph.extraction.voice.sources import Sources
from graph.extraction.voice.syntax import sentence_of, spans
from graph.model import Stance

_TERMINATORS = frozenset({".", "!", "?", "…"})
_MARKS = frozenset("\"“”„«»'‘’")


def find_speeches(document: Document) -> list[Speech]:
    """Every speech of the article, in the order of the cues; two speakers of one cue give two speeches."""
    doc = document.doc
    quoted = [
        (quotation, span) for quotation in find_quotations(doc.text) if (span := _tokens(doc, quotation))
    ]
    quotations = _Quotations(quoted)
    sources = Sources(document)
    found: list[tuple[Cue, list[Actor | None], Actor | None]] = []
    for cue in find_cues(doc):
        speakers: list[Actor | None] = []
        relay = None
        if cue.speaker is not None:
            speakers += sources.speakers(cue.speaker)
            relay = sources.relay(cue.speaker)
            outside = quotations.holding(cue.token.i) is None
            if not speakers and outside and cue.speaker.lower_ in {"i", "we"}:
                continue  # the article itself speaks
        if speakers and cue.takes_quotations and quotations.holding(cue.token.i) is None:
            sources.last, sources.last_cue = speakers[-1], cue.token.i
        found.append((cue, speakers or [None], relay))
    _keep_apart([cue for cue, _, _ in found])
    _give_quotations(doc, quotations, found)
    speeches = _signed(document)
    for cue, speakers, relay in found:
        content = spans(doc, cue.content)
        if content:
            speeches += [Speech(speaker, relay, cue.token, content, cue.kind) for speaker in speakers]
    return speeches


def find_cues(doc: Doc) -> list[Cue]:
    """Every cue of a parsed text, in order."""
    return sorted((*verb_cues(doc), *phrase_cues(doc)), key=lambda cue: cue.token.i)


def _keep_apart(cues: list[Cue]) -> None:
    """Takes from a speech the words that report it in turn: "A said …, B reported" is said by A, up to B."""
    for inner, outer in pairwise(cues):
        if inner.token.i in outer.content and outer.token.i in inner.content:
            last = max(outer.content)
            if last < outer.token.i:
                inner.content = {index for index in inner.content if index <= last}


_SIGNATURE = re.compile(r"[—–-]\s?(?P<name>[^\n—–@()]{2,60}?)\s?\(@\w+\)")


def _signed(document: Document) -> list[Speech]:
    """Posts quoted whole, which their signature follows: "… — Name (@handle)"."""
    found = []
    doc = document.doc
    for signature in _SIGNATURE.finditer(doc.text):
        name = doc.char_span(signature.start("name"), signature.end("name"), alignment_mode="expand")
        if name is None:
            continue
        mention = next((document.mention_of[t.i] for t in name if t.i in document.mention_of), None)
        actor = mention.actor if mention is not None else Actor(signature["name"], "Source")
        start = name.start - 1
        while start > 0 and "\n" not in doc[start - 1].text:
            start -= 1
        if start < name.start - 2:
            found.append(Speech(actor, None, name.root, [doc[start : name.start - 1]], "says"))
    return found


class _Quotations:
    """The quotations of a document as token spans, looked up by token."""

    def __init__(self, quoted: list[tuple[Quotation, Span]]) -> None:
        self.all = quoted
        self._starts = [span.start for _, span in quoted]

    def holding(self, index: int) -> int | None:
        """The number of the quotation that a token stands in."""
        number = bisect_right(self._starts, index) - 1
        return number if number >= 0 and index < self.all[number][1].end else None


def _tokens(doc: Doc, quotation: Quotation) -> Span | None:
    span = doc.char_span(quotation.start, quotation.end, alignment_mode="contract")
    if span is None or not any(token.is_alpha for token in span):
        return None
    return span


def _give_quotations(
    doc: Doc, quotations: _Quotations, found: list[tuple[Cue, list[Actor | None], Actor | None]]
) -> None:
    """Adds each quotation to the content of the cue it belongs to, if any."""
    cues = [
        entry[0]
        for entry in found
        if entry[0].takes_quotations and quotations.holding(entry[0].token.i) is None
    ]
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
                before or (after if ends_in_comma else None) or _cue_in_sentence(doc, span, cues) or carried
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
    doc: Doc, span: Span, cues: list[Cue], positions: list[int], quotations: _Quotations
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


def _cue_in_sentence(doc: Doc, span: Span, cues: list[Cue]) -> Cue | None:
    sentence = sentence_of(doc[span.start])
    return next((cue for cue in cues if sentence.start <= cue.token.i < sentence.end), None)


def _carries_on(doc: Doc, last_end: int, span: Span, quotation: Quotation) -> bool:
    """Whether a quotation goes on with the speech of the one before: nothing but a cue lies between."""
    if quotation.continued:
        return True
    between = doc[last_end : span.start]
    if any("\n" in token.text for token in between):
        words = [t for t in between if not t.is_space and not t.is_punct and t.text not in _MARKS]
        return not words
    return sum(token.text in _TERMINATORS for token in between) <= 1


def speakers_of(document: Document, span: Span) -> list[Speech]:
    """The speeches whose content holds most of a span, innermost first."""
    wanted = [token.i for token in span if not token.is_space and not token.is_punct]
    if not wanted:
        return []
    holding: list[tuple[int, int, Speech]] = []
    for speech in document.speeches:
        covered = sum(any(part.start <= i < part.end for part in speech.content) for i in wanted)
        if 2 * covered > len(wanted):
            size = sum(len(part) for part in speech.content)
            holding.append((size, -speech.cue.i, speech))
    return [speech for _, _, speech in sorted(holding, key=lambda entry: entry[:2])]


def asserters_of(document: Document, span: Span, stance: Stance = "asserts") -> list[Speech]:
    """Who says (or denies) what a span tells: the innermost fitting speeches with a known speaker.

    More than one where several say it in one breath ("A and B said"); demands and questions assert
    nothing. Empty where the article speaks itself.
    """
    named = [
        s for s in speakers_of(document, span) if s.speaker is not None and s.kind not in {"calls", "asks"}
    ]
    denying = [speech for speech in named if speech.kind == "denies"]
    if stance == "denies":
        named = denying or named
    else:
        named = [speech for speech in named if speech.kind != "denies"]
    return [speech for speech in named if speech.cue == named[0].cue]


def first_person(document: Document, token: Token) -> Actor | None:
    """Whom "I" or "we" means: the speaker of the innermost speech around it; None for the article itself."""
    for speech in speakers_of(document, document.doc[token.i : token.i + 1]):
        if speech.speaker is not None:
            return speech.speaker
    return None
