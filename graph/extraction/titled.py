"""Gives whom a title names the place in the sentence that a parser gave the body of which it is one.

"charged Security Service (SS) director X" charges X: the bracket makes a parser take X for an apposition.
"""

from __future__ import annotations

from spacy.tokens import Token

from graph.extraction.subjects import put_in_place

_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ"})


def name_bearer(person: Token) -> None:
    """Hangs a person behind "Body (ACRONYM) title" where the body hung, and the body on the person."""
    body = _bracketed_before(person)
    if body is None or person.dep_ == "ROOT" or body in person.subtree:
        return
    later = [child for child in body.rights if child.i > person.i]
    put_in_place(person, body, body.dep_)
    for child in [*(child for child in body.lefts if child.dep_ in ("case", "mark", "cc")), *later]:
        child.head = person
    body.head, body.dep_ = person, "compound"


def _bracketed_before(person: Token) -> Token | None:
    """The body whose name and, in brackets, acronym stand right before a person's title."""
    doc, close = person.doc, person.i - 1
    while close > 2 and doc[close].pos_ in _NOMINAL:
        close -= 1
    if close == person.i - 1 or doc[close].text != ")" or doc[close - 2].text != "(":
        return None
    for word in (doc[close - 1].head, doc[person.i - 1].head, person.head):
        if word.i < close - 2 and word.pos_ == "PROPN":
            between = doc[word.i : close - 2]
            return word if not any(token.text in (",", ";") for token in between) else None
    return None
