"""Puts names beside what they name.

A verb has one object or one list of them, and an apposition stands right behind what it explains: a name that
follows further off stands beside the noun before.
"""

from __future__ import annotations

from spacy.tokens import Token

from graph.extraction.mending.grammar import QUOTES, labels


def put_beside(name: Token) -> None:
    """Puts a name behind a comma beside the noun before it, where it stands too far from what it hangs on.

    So in "jailed X for the murder of two monks, Y and Z", where the verb has its object already.
    """
    doc, comma = name.doc, name.left_edge.i - (not name.left_edge.is_punct)
    noun, whole = doc[comma - 1], name.head
    if name.dep_ == "obj":
        earlier = (child for child in name.head.rights if child.dep_ == "obj" and child.i < name.i)
        whole = next(earlier, name)
    if doc[comma].text != "," or noun.pos_ != "NOUN" or not whole.i < noun.i < name.i:
        return
    if not whole.is_ancestor(noun):
        name.head, name.dep_ = noun, "appos"


def name_before(short: Token) -> None:
    """Has a name alone in brackets name what stands right before: "the head of the “Republic” (RX), X"."""
    doc, index = short.doc, short.i - 2
    if index < 0 or short.i + 1 >= len(doc) or doc[index + 1].text != "(" or doc[short.i + 1].text != ")":
        return
    while index > 0 and doc[index].text in QUOTES:
        index -= 1
    before = doc[index]
    while before.dep_ in ("flat", "compound") and before.head != short.head:
        before = before.head
    if before.pos_ == "PROPN" and before.dep_ == "nmod" and before.head == short.head:
        short.head = before


def make_example(name: Token) -> None:
    """Puts X of "three were shot by police, among them X" beside the three: who did it stands behind "by"."""
    done_to = next((child for child in name.head.lefts if child.dep_ == "nsubj:pass"), None)
    if done_to is not None and "case" not in labels(name):
        name.head, name.dep_ = done_to, "appos"
