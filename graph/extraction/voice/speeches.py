"""Puts speeches together: cues, their speakers, and the quotations that belong to them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from graph.extraction.document import Actor, Document, Speech
from graph.extraction.voice.cues import Cue, verb_cues
from graph.extraction.voice.lines import line_speeches
from graph.extraction.voice.phrases import phrase_cues
from graph.extraction.voice.quotation import Quotation, find_quotations
from graph.extraction.voice.sources import Sources
from graph.extraction.voice.syntax import base_of, sentence_of, spans
from graph.extraction.voice.tables import any_of, words
from graph.model import Stance

_TERMINATORS = frozenset({".", "!", "?", "…"})
_MARKS = frozenset("\"“”„«»'‘’")


def find_speeches(document: Document) -> list[Speech]:
    """Every speech of the article, in the order of the cues; two speakers of one cue give two speeches."""
    doc = document.doc
    text = doc.text
    quoted = [(quotation, span) for quotation in find_quotations(text) if (span := _tokens(doc, quotation))]
    quotations = _Quotations(quoted)
    sources = Sources(document)
    found: list[tuple[Cue, list[Actor | None], Actor | None]] = []
    for cue in find_cues(doc):
        speakers: list[Actor | None] = []
        relay = None
        if cue.speaker is not None:
            speakers += sources.speakers(cue.speaker, cue.token)
            relay = sources.relay(cue.speaker)
            outside = quotations.holding(cue.token.i) is None
            if not speakers and outside and cue.speaker.lower_ in {"i", "we"}:
                continue  # the article itself speaks
        if cue.kind == "denies" and cue.speaker is not None and cue.speaker.lower_ in _SEVERAL:
            speakers = list(_accused(document, found)) or speakers
        if found and _adds(cue, found[-1][0]):
            speakers = [speaker for speaker in found[-1][1] if speaker is not None]
        if speakers and cue.takes_quotations and quotations.holding(cue.token.i) is None:
            sources.last, sources.last_cue = speakers[-1], cue.token.i
            sources.last_plural = cue.speaker is not None and cue.speaker.tag_ in {"NNS", "NNPS"}
        found.append((cue, speakers or [None], relay))
    _keep_apart([cue for cue, _, _ in found])
    _let_law_speak(found)
    _give_quotations(doc, quotations, found)
    speeches = list(line_speeches(document, text))
    for cue, speakers, relay in found:
        content = spans(doc, cue.content)
        if content:
            speeches += [Speech(speaker, relay, cue.token, content, cue.kind) for speaker in speakers]
    return speeches


def find_cues(doc: Doc) -> list[Cue]:
    """Every cue of a parsed text, in order."""
    return sorted((*verb_cues(doc), *phrase_cues(doc)), key=lambda cue: cue.token.i)


_SEVERAL = frozenset({"all", "both", "they"})
_NEAR_CUES = 3


def _accused(
    document: Document, found: list[tuple[Cue, list[Actor | None], Actor | None]]
) -> dict[Actor, None]:
    """The persons whom the accusations told last are against: "they pleaded not guilty" is said by each."""
    persons: dict[Actor, None] = {}
    accusations = [cue for cue, _, _ in found if cue.kind == "accuses"]
    for cue in accusations[-_NEAR_CUES:]:
        for index in sorted(cue.content):
            mention = document.mention_of.get(index)
            if mention is not None and mention.names_person:
                persons[mention.actor] = None
    return persons


def _adds(cue: Cue, before: Cue) -> bool:
    """Whether a participle goes on with the speech before it: "she said, adding that"."""
    verb = cue.token
    same = before.kind == cue.kind == "says" and before.token.tag_ in {"VBD", "VBZ", "VBP"}
    return (
        same
        and verb.tag_ == "VBG"
        and verb.i > 0
        and verb.nbor(-1).text == ","
        and sentence_of(verb).start <= before.token.i
    )


def _keep_apart(cues: list[Cue]) -> None:
    """Ends a speech told inside another where the outer ends: of "A said …, B reported" A said up to B."""
    positions = [cue.token.i for cue in cues]
    for outer in cues:
        if not outer.content:
            continue
        last = max(outer.content)
        if last >= sentence_of(outer.token).end - 1:
            continue
        for inner in cues[bisect_left(positions, min(outer.content)) : bisect_right(positions, last)]:
            if inner is not outer and inner.token.i in outer.content:
                inner.content = {i for i in inner.content if i <= last} or inner.content


def _let_law_speak(found: list[tuple[Cue, list[Actor | None], Actor | None]]) -> None:
    """Gives charges that nobody is named for ("he was charged with") to the body of law that spoke last."""
    legal = any_of("reporting", "legal.verbs", "legal.nouns")
    law = words("sources", "law")
    spoken = [
        (cue.token.i, speaker)
        for cue, speakers, _ in found
        for speaker in speakers
        if speaker is not None and not law.isdisjoint(speaker.name.lower().split())
    ]
    for cue, speakers, _ in found:
        if spoken and cue.kind == "accuses" and speakers == [None] and base_of(cue.token) in legal:
            before = [speaker for index, speaker in spoken if index < cue.token.i]
            speakers[0] = before[-1] if before else spoken[0][1]


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
        words = [t for t in between if not t.is_space and not t.is_punct and t.text not in _MARKS]
        return not words
    return sum(token.text in _TERMINATORS for token in between) <= 1


def speakers_of(document: Document, span: Span) -> list[Speech]:
    """The speeches whose content holds most of a span, innermost first."""
    wanted = [token.i for token in span if not token.is_space and not token.is_punct]
    if not wanted:
        return []
    ranked = _speeches_at(document)
    covered = Counter(rank for index in wanted for rank in ranked.at.get(index, ()))
    return [ranked.speeches[rank] for rank, count in sorted(covered.items()) if 2 * count > len(wanted)]


@dataclass(frozen=True, slots=True)
class _Ranked:
    """The speeches of a document, innermost first, and by their numbers those that hold each token."""

    source: list[Speech]
    speeches: list[Speech]
    at: dict[int, list[int]]


_RANKED = "onus speeches"  # worked out once a document


def _speeches_at(document: Document) -> _Ranked:
    known: _Ranked | None = document.doc.user_data.get(_RANKED)
    if known is not None and known.source is document.speeches:
        return known
    speeches = sorted(document.speeches, key=lambda s: (sum(len(part) for part in s.content), -s.cue.i))
    at: dict[int, list[int]] = {}
    for rank, speech in enumerate(speeches):
        for part in speech.content:
            for index in range(part.start, part.end):
                at.setdefault(index, []).append(rank)
    found = _Ranked(document.speeches, speeches, at)
    document.doc.user_data[_RANKED] = found
    return found


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
    if not named:
        return []
    cue = named[0].cue
    if base_of(cue) in words("reporting", "verbs", "thinks"):
        cue = next((s.cue for s in named if any(p.start <= cue.i < p.end for p in s.content)), cue)
    return [speech for speech in named if speech.cue == cue]


def first_person(document: Document, token: Token) -> Actor | None:
    """Whom "I" or "we" means: the speaker of the innermost speech around it; None for the article itself."""
    for speech in speakers_of(document, document.doc[token.i : token.i + 1]):
        if speech.speaker is not None:
            return speech.speaker
    return None
