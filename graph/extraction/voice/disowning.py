"""Whether somebody says to have no part in something: "had nothing to do with it"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from graph.extraction.voice.tables import NEGATIONS, words

_EARLY = 16  # words in which it is said
_BETWEEN = 3  # words between what negates and what is negated: "has no direct or indirect role"


def disowns(content: Sequence[Token]) -> bool:
    """Whether what is said opens with words that say of the speaker, "it" or "they", to have no part."""
    early = content[:_EARLY]
    if not any(t.pos_ in {"PRON", "PROPN"} for t in early[:_BETWEEN]):
        return False
    for place, token in enumerate(early):
        if token.lower_ == "nothing" and [t.lower_ for t in early[place + 1 : place + 4]] == [*_TO_DO_WITH]:
            return True
        if token.lower_ not in NEGATIONS:
            continue
        for other in early[place + 1 : place + 2 + _BETWEEN]:
            lemma = other.lemma_.lower()
            if lemma in words("reporting", "pointing", "parts"):
                if token.lower_ in {"no", "never", "not", "n't", "n\u2019t"} and _has(other):
                    return True
            elif other.lower_ in words("reporting", "pointing", "partaking"):
                return True
            elif other.pos_ in {"NOUN", "VERB"} and lemma not in words("reporting", "pointing", "having"):
                break
    return False


def _has(part: Token) -> bool:
    """Whether a part is what somebody has, plays or takes."""
    return part.dep_ == "obj" and part.head.lemma_.lower() in words("reporting", "pointing", "having")


_TO_DO_WITH = ("to", "do", "with")
