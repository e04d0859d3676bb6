"""Mends clauses that "whose" opens, which end at the next comma, and "which", of whose the noun before is."""

from __future__ import annotations

from spacy.tokens import Token

from graph.extraction.mending.grammar import FINITE, NOMINAL, SUBJECTS, labels, put_in_place

_BESIDE = frozenset({"ccomp", "parataxis", "advcl", "conj"})
_CONDUCT = frozenset(
    {"action", "aggression", "attitude", "behavior", "behaviour", "complicity", "conduct", "hostility"}
    | {"interference", "involvement", "meddling", "policy", "position", "role", "stance"}
)
"""What somebody does or thinks, that does nothing by itself."""


def mend_owned(whose: Token) -> None:
    """Makes what follows "X, whose Y" the clause of Y, and of X what stands behind the next comma."""
    noun = whose.head
    verb, doc = noun.head, noun.doc
    if noun.dep_ in SUBJECTS and verb.dep_ in _BESIDE:
        _hang_on_owner(whose, verb)
    if noun.dep_ == "appos" and noun.right_edge.i + 1 < len(doc):
        first = doc[noun.right_edge.i + 1]
        predicate = first if first.tag_ in FINITE else first.head
        whole = predicate.left_edge == first and first.tag_ in FINITE and "nsubj" not in labels(predicate)
        if whole and predicate.sent == noun.sent and not predicate.is_ancestor(noun):
            noun.head, noun.dep_ = predicate, "nsubj"
            predicate.head, predicate.dep_ = verb, "acl:relcl"
        return
    outer = next((child for child in verb.lefts if child.dep_ == "nsubj" and child.i < noun.i), None)
    if noun.dep_ != "nsubj" or outer is None:
        return
    later = [child for child in verb.rights if child.dep_ == "conj" and "cc" not in labels(child)]
    main = next((child for child in later if child.tag_ in FINITE and child.nbor(-1).text == ","), None)
    if main is None:
        return
    put_in_place(main, verb, verb.dep_)
    outer.head = main
    verb.head, verb.dep_ = outer, "acl:relcl"


def mend_conduct(which: Token) -> None:
    """Makes a clause tell of X in "the conduct of X, which arms Y"."""
    clause = which.head
    if clause.dep_ != "acl:relcl" or clause.head.lemma_.lower() not in _CONDUCT:
        return
    owners = [child for child in clause.head.rights if child.dep_ == "nmod" and child.i < which.i]
    owner = owners[-1] if owners else None
    if owner is not None and owner.pos_ == "PROPN" and which.i - owner.right_edge.i <= 2:
        clause.head = owner


def _hang_on_owner(whose: Token, verb: Token) -> None:
    """Hangs a clause on the noun before it: "denied arming X, whose leader was sanctioned"."""
    if whose.i < 2 or whose.nbor(-1).text != ",":
        return
    owner = whose.nbor(-2)
    if owner.text in (")", "]") and owner.i > 2:
        owner = owner.nbor(-2)
    while owner.dep_ in ("flat", "appos", "compound") and owner.head.i < owner.i:
        owner = owner.head
    if owner.pos_ in NOMINAL and owner != verb and not verb.is_ancestor(owner):
        verb.head, verb.dep_ = owner, "acl:relcl"
