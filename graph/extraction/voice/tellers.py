"""Who tells what stands in a part of an article: the speeches that hold it, the innermost first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from spacy.tokens import Span, Token

from graph.extraction.document import Actor, Document, Speech
from graph.extraction.voice.syntax import base_of
from graph.extraction.voice.tables import words
from graph.model import Stance


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
