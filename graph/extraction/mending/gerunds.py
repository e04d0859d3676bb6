"""Hangs gerunds, and nouns behind "of", on what they go on.

A gerund goes on a noun or another gerund, never a finite verb: in "accused them of murder and looting" the
looting is joined to the murder, and in "accused them of looting" it hangs on the accusing.
"""

from __future__ import annotations

from spacy.tokens import Token

from graph.extraction.mending.grammar import VERBAL, labels

_ACCUSING = frozenset({"accuse", "suspect", "convict", "acquit"})
_BETWEEN = frozenset({"cc", "punct", "advmod", "det", "case", "mark"})
_TIMES = frozenset({"week", "month", "year", "today", "yesterday", "earlier", "later"})
"""What tells, right before "of torture", when somebody was accused."""
_DEEDS = frozenset(
    {"abducting", "attacking", "beating", "burning", "destroying", "killing", "kidnapping", "looting"}
    | {"massacring", "plundering", "ransacking", "raping", "robbing", "shelling", "stealing", "torching"}
)
"""What is rather done to what stands behind it than of what sort that is."""


def make_deed_of_list(gerund: Token) -> None:
    """Makes a deed of what is taken for a sort of things: "clashing with troops and looting shops"."""
    noun = gerund.head
    if gerund.lower_ not in _DEEDS or noun.dep_ != "conj" or gerund.i < 1 or gerund.nbor(-1).dep_ != "cc":
        return
    verb = noun.head.head
    if noun.head.i > gerund.i or verb.tag_ != "VBG" or verb.i > noun.head.i or verb.pos_ != "VERB":
        return
    opener = gerund.nbor(-1)
    gerund.head, gerund.dep_, gerund.pos_ = verb, "conj", "VERB"
    noun.head, noun.dep_, opener.head = gerund, "obj", gerund


def make_ground(gerund: Token) -> None:
    """Hangs "of looting", behind what an accusing verb has for its object, on that verb."""
    opener = next((child for child in gerund.lefts if child.lower_ == "of" and child.dep_ == "mark"), None)
    if opener is None:
        return
    before = gerund.sent[: opener.i - gerund.sent.start]
    accusing = next((word for word in reversed(before) if word.lemma_ in _ACCUSING), None)
    if accusing is None or accusing.pos_ != "VERB":
        return
    noun = gerund.head
    while noun.dep_ in ("conj", "appos"):
        noun = noun.head
    if gerund.dep_ != "acl" or noun.head == accusing:  # not "accused them of a plan of taking the port"
        gerund.head, gerund.dep_ = accusing, "advcl"


def make_noun_ground(opener: Token) -> None:
    """Hangs "of torture" behind a comma on the accusing: "accused X, a firm hired by Y, of torture".

    So behind a time: "found guilty last week of torture".
    """
    noun = opener.head
    if opener.i < 2 or opener.dep_ != "case" or noun.i < opener.i:
        return
    last = opener.nbor(-1)
    if last.text != "," and (last.lower_ not in _TIMES or noun.head != last):
        return
    before = opener.sent[: opener.i - opener.sent.start]
    accusing = next((w for w in reversed(before) if w.lemma_ in _ACCUSING or w.lower_ == "guilty"), None)
    if accusing is not None and accusing.lower_ == "guilty" and accusing.dep_ == "xcomp":
        accusing = accusing.head  # "found guilty"
    if accusing is None or accusing.pos_ != "VERB" or noun.head == accusing or noun.is_ancestor(accusing):
        return
    told = (child for child in accusing.rights if child.i < opener.i and child.dep_ in ("obl", "advcl"))
    if not any(part.lower_ == "of" for child in told for part in child.lefts):
        noun.head, noun.dep_ = accusing, "obl"


def join_gerund(gerund: Token) -> None:
    """Hangs a gerund on the gerund, or the noun behind a preposition, that stands before its "and".

    What hangs on the gerund, like the "both" of "both serving", leads back to it and is passed over.
    """
    verb, before = gerund.head, gerund.i - 1
    if verb.i > before or not VERBAL.isdisjoint(labels(gerund)):
        return
    while before > verb.i and (gerund.doc[before].dep_ in _BETWEEN or gerund.is_ancestor(gerund.doc[before])):
        before -= 1
    word = gerund.doc[before]
    path = []
    while word.i > verb.i and word.head != word:
        path.append(word)
        word = word.head
    if word != verb:
        return
    gerunds = [other for other in path if other.tag_ == "VBG"]
    nouns = [other for other in path if other.dep_ != "conj" and "case" in labels(other)]
    for other in gerunds[:1] or nouns[-1:]:
        gerund.head = other
