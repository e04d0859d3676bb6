"""Mends the clauses of headlines, which leave auxiliaries out and begin with bare names.

"CTD arrests union leader X" tells what the CTD does, and whoever is told to be "hacked to death" or "shot
dead", with nobody behind it whom that is done to, was killed and killed nobody.
"""

from __future__ import annotations

from spacy.tokens import Token

from graph.extraction.subjects import labels

_KILLING = frozenset(
    {"beat", "bludgeon", "burn", "choke", "club", "crush", "gun", "hack", "knife", "lynch", "pelt", "shoot"}
    | {"stab", "stone", "strangle", "torture", "trample", "whip"}
)
"""Verbs that with "to death" or "dead" tell of a killing."""
_ACTING = frozenset(
    {"accuses", "arrests", "attacks", "backs", "bans", "blames", "bombs", "charges", "detains", "fines"}
    | {"jails", "kills", "murders", "raids", "sacks", "sanctions", "shells", "shoots", "slams", "strikes"}
    | {"sues", "supports", "targets", "threatens", "tortures", "abducts", "kidnaps", "grills"}
)
"""Verbs that between names are taken for nouns."""
_OBJECTS = frozenset({"appos", "flat", "nmod", "obj"})


def make_deed(noun: Token) -> None:
    """Makes a plural noun between two names the verb between them: "CTD arrests union leader X"."""
    if noun.lower_ not in _ACTING or noun.tag_ != "NNS" or noun.i + 1 >= len(noun.doc):
        return
    before = [child for child in noun.lefts if child.dep_ in ("compound", "amod", "nsubj")]
    behind = next((child for child in noun.rights if child.left_edge.i == noun.i + 1), None)
    if len(before) != 1 or before[0].pos_ != "PROPN" or before[0].left_edge.i != noun.sent.start:
        return
    if behind is None or behind.dep_ not in _OBJECTS or behind.pos_ != "PROPN" or behind.left_edge.is_punct:
        return
    before[0].dep_, behind.dep_ = "nsubj", "obj"
    noun.pos_, noun.tag_, noun.lemma_ = "VERB", "VBZ", noun.lower_[:-1]


def make_passive(verb: Token) -> None:
    """Makes the subject of "hacked to death" and "shot dead" the one whom that was done to."""
    if verb.tag_ not in ("VBD", "VBN") or verb.lemma_.lower() not in _KILLING or verb.i + 2 >= len(verb.doc):
        return
    behind = [token.lower_ for token in verb.doc[verb.i + 1 : verb.i + 3]]
    if behind != ["to", "death"] and behind[0] != "dead":
        return
    if not {"aux", "aux:pass", "obj", "nsubj:pass"}.isdisjoint(labels(verb)):
        return
    for child in verb.lefts:
        if child.dep_ == "nsubj":
            child.dep_, verb.tag_ = "nsubj:pass", "VBN"
