"""Hangs a clause behind an aside between dashes on whom the aside is about."""

from __future__ import annotations

from spacy.tokens import Token

from graph.extraction.mending.grammar import LONG_DASHES, NOMINAL


def relate_over_aside(verb: Token) -> None:
    """Of "the Front – a band of men from the hills – which shelled X" it is the Front that shelled."""
    doc, noun = verb.doc, verb.head
    which = next((child for child in verb.lefts if child.tag_ in ("WDT", "WP")), None)
    if which is None or which.i < 2 or noun.i > which.i or doc[which.i - 1].text not in LONG_DASHES:
        return
    start = verb.sent.start
    before = (doc[i] for i in range(which.i - 2, start, -1))
    opening = next((token.i for token in before if token.text in LONG_DASHES and _is_set_off(token)), 0)
    if opening <= start or noun.i < opening:
        return
    about = doc[opening - 1]
    if about.pos_ in NOMINAL and not verb.is_ancestor(about):
        verb.head = about


def _is_set_off(dash: Token) -> bool:
    """Whether a dash stands between spaces, not within a word."""
    return dash.i > 0 and bool(dash.nbor(-1).whitespace_)
