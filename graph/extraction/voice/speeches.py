"""Puts speeches together: cues, their speakers, and the quotations that belong to them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from spacy.tokens import Doc

from graph.extraction.document import Actor, Document, Speech
from graph.extraction.voice.cues import Cue, verb_cues
from graph.extraction.voice.lines import line_speeches
from graph.extraction.voice.phrases import phrase_cues
from graph.extraction.voice.quoted import Quotations, give_quotations
from graph.extraction.voice.sources import Sources
from graph.extraction.voice.syntax import base_of, sentence_of, spans
from graph.extraction.voice.tables import any_of, words

_SEVERAL = frozenset({"all", "both", "they"})
_NEAR_CUES = 3
_Told = tuple[Cue, list[Actor | None], Actor | None]
"""A cue with its speakers, and with who passes their words on."""


def find_speeches(document: Document) -> list[Speech]:
    """Every speech of the article, in the order of the cues; two speakers of one cue give two speeches."""
    doc = document.doc
    quotations = Quotations(doc)
    sources = Sources(document)
    found: list[_Told] = []
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
    cues = [cue for cue, _, _ in found]
    _keep_apart(cues)
    _let_law_speak(found)
    give_quotations(doc, quotations, cues)
    speeches = list(line_speeches(document, doc.text))
    for cue, speakers, relay in found:
        content = spans(doc, cue.content)
        if content:
            speeches += [Speech(speaker, relay, cue.token, content, cue.kind) for speaker in speakers]
    return speeches


def find_cues(doc: Doc) -> list[Cue]:
    """Every cue of a parsed text, in order."""
    return sorted((*verb_cues(doc), *phrase_cues(doc)), key=lambda cue: cue.token.i)


def _accused(document: Document, found: list[_Told]) -> dict[Actor, None]:
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


def _let_law_speak(found: list[_Told]) -> None:
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
