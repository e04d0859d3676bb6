"""Mends the clauses of headlines, which leave auxiliaries out and begin with bare names.

"CTD arrests union leader X" tells what the CTD does, and "A and B support C" what A and B do. Whoever is told
to be "hacked to death" or "shot dead", with nobody behind it whom that is done to, was killed and killed
nobody; so "Hundreds killed in raid".
"""

from __future__ import annotations

from spacy.tokens import Token

from graph.extraction.mending.grammar import labels, make_verb

_KILLING = frozenset(
    {"beat", "bludgeon", "burn", "choke", "club", "crush", "gun", "hack", "knife", "lynch", "pelt", "shoot"}
    | {"stab", "stone", "strangle", "torture", "trample", "whip"}
)
"""Verbs that with "to death" or "dead" tell of a killing."""
_ACTING = frozenset(
    {"accuses", "arrests", "attacks", "backs", "bans", "blames", "bombs", "charges", "detains", "fines"}
    | {"jails", "kills", "murders", "raids", "sacks", "sanctions", "shells", "shoots", "slams", "strikes"}
    | {"sues", "supports", "targets", "threatens", "tortures", "abducts", "kidnaps", "grills", "convicts"}
)
"""Verbs that between names are taken for nouns."""
_OBJECTS = frozenset({"appos", "flat", "nmod", "obj"})
_DETERMINING = frozenset({"det", "nmod:poss", "amod", "nummod", "case", "cop"})
_DONE_TO = frozenset(
    {"abduct", "arrest", "detain", "displace", "execute", "injure", "kidnap", "kill", "massacre", "murder"}
    | {"slaughter", "torture", "wound"}
)
"""Verbs that always have an object, or are passive."""
_CIRCUMSTANCES = frozenset({"after", "amid", "as", "at", "by", "during", "in", "near", "on", "since", "when"})


def make_deed(noun: Token) -> None:
    """Makes a noun between names, which a parser takes for the root, the verb between them."""
    if noun.tag_ == "NN":
        _make_plural_deed(noun)
    else:
        _make_singular_deed(noun)


def _make_plural_deed(noun: Token) -> None:
    """Makes a bare noun between names the verb between them: "A and B support C"."""
    doc = noun.doc
    if noun.i + 1 >= len(doc) or any(child.dep_ in _DETERMINING for child in noun.lefts):
        return
    names = [child for child in noun.lefts if child.dep_ == "compound" and child.pos_ == "PROPN"]
    behind = [child for child in noun.rights if child.pos_ == "PROPN" and child.left_edge.i == noun.i + 1]
    if len(names) != 1 or not behind or behind[0].dep_ not in ("appos", "flat", "obj"):
        return
    whole = names[0].left_edge.i == noun.sent.start and names[0].right_edge.i == noun.i - 1
    if whole and "conj" in labels(names[0]):
        names[0].dep_, behind[0].dep_ = "nsubj", "obj"
        make_verb(noun, "VBP")


def _make_singular_deed(noun: Token) -> None:
    """Makes a plural noun between two names the verb between them: "CTD arrests union leader X"."""
    if noun.lower_ not in _ACTING or noun.i + 1 >= len(noun.doc):
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


def make_sufferer(subject: Token) -> None:
    """Has those suffer an act for whom no auxiliary and no object stands: "Hundreds killed in raid"."""
    verb = subject.head
    if verb.lemma_.lower() not in _DONE_TO or verb.dep_ not in ("ROOT", "parataxis", "ccomp"):
        return
    after = verb.nbor(1) if verb.i + 1 < len(verb.doc) else verb
    if after.lower_ in _CIRCUMSTANCES and labels(verb).isdisjoint({"aux", "obj", "conj", "ccomp", "xcomp"}):
        subject.dep_ = "nsubj:pass"
