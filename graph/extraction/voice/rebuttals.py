"""Whether what somebody says disputes an accusation told elsewhere, and whose."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Token

from graph.extraction.document import Actor, Document, Speech
from graph.extraction.voice.denials import is_blanket
from graph.extraction.voice.syntax import sentence_of
from graph.extraction.voice.tables import NEGATIONS, words

_EARLY = 14  # words of what is said, in which it says no
_NEAR = 3  # sentences before what is said, in which the accusation stands that it disputes


def says_no(speech: Speech) -> bool:
    """Whether somebody denies, or opens with a word that says no."""
    if speech.kind != "says":
        return speech.kind == "denies"
    return not NEGATIONS.isdisjoint(_opening(speech))


def disputes(document: Document, speech: Speech, act: Iterable[int], target: Actor | None = None) -> bool:
    """Whether a speech that says no, of who answers for the accused, denies an act told elsewhere.

    The act is given by its words; `target` is who is said to be supported by it. By a verb of denial it must
    name the act; otherwise it must stand soon behind it: "No one was tortured", "We gave them neither arms
    nor money".
    """
    cue = [document.doc[index] for index in act]
    if any(part.start <= token.i < part.end for part in speech.content for token in cue):
        return False
    said = [token for part in speech.content for token in part]
    meant = [held.actor for t in said if (held := document.mention_of.get(t.i)) is not None]
    if target is not None and target not in meant:
        return False
    named = target is not None or _names(said, cue)
    if speech.kind == "denies":
        return named and not is_blanket(speech)
    behind = sentence_of(speech.cue).start
    first = min((token.i for token in cue), default=behind)
    if first >= behind or not _is_soon(document, first, behind):
        return False
    return named or _denies_all(speech)


def _names(said: list[Token], cue: list[Token]) -> bool:
    """Whether words of an act come again."""
    lemmas = {t.lemma_.lower() for t in cue if t.pos_ in ("NOUN", "VERB", "ADJ")}
    return any(token.lemma_.lower() in lemmas for token in said)


def _denies_all(speech: Speech) -> bool:
    return not words("denials", "nobody").isdisjoint(_opening(speech))


def _opening(speech: Speech) -> list[str]:
    return [token.lower_ for part in speech.content for token in part][:_EARLY]


def _is_soon(document: Document, first: int, behind: int) -> bool:
    """Whether a word stands in one of the last sentences before another."""
    start = behind
    for _ in range(_NEAR):
        if start == 0:
            return True
        start = sentence_of(document.doc[start - 1]).start
        if start <= first:
            return True
    return False
