"""Makes verbs of the participles that grammar rules out.

A participle behind a noun is passive ("the men accused of theft") and so has no object of its own, but for
verbs of giving. Where a parser gives it one, the noun is the subject of a verb in the past: "Police detained
two men" is a clause, not a phrase about police.

So too with what stands before: a participle between a subject and a noun that is no predicate is the verb
("rebels looted shops"), "have" right before a participle its auxiliary ("have also imposed sanctions"). In
"bordering neighbouring Chad" the state stands where the adjective did.
"""

from __future__ import annotations

from spacy.tokens import Token

from graph.extraction.mending.grammar import (
    CLAUSES,
    NOMINAL,
    OPENING,
    PAST,
    VERBAL,
    labels,
    make_auxiliary,
    make_verb,
    put_in_place,
)

_DOUBLE = frozenset(
    {"allot", "ask", "award", "call", "deem", "deny", "dub", "give", "grant", "hand", "name", "offer", "owe"}
    | {"promise", "refuse", "send", "serve", "show", "teach", "tell", "term"}
)
"""Verbs whose passive keeps an object: "the men given asylum", "a man called Omar"."""
_ROLES = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "appos", "compound"})
_HELPERS = frozenset({"aux", "aux:pass", "cop"})
_CLAUSAL = frozenset({"punct", "advcl", "ccomp", "obl"})


def take_for_subject(noun: Token) -> None:
    """Makes a noun before a participle with an object its subject: "Police detained two men"."""
    opened = noun.dep_ in ("obl", "nmod") and _opener(noun) is not None
    if (opened or noun.dep_ in CLAUSES) and noun.pos_ in NOMINAL and VERBAL.isdisjoint(labels(noun)):
        verb = next(filter(_is_past, noun.rights), None)
        if verb is not None:
            _make_subject(noun, verb)


def may_be_verb(word: Token) -> bool:
    """Whether a word that describes a noun looks like a verb in the past, or is "back"."""
    if word.lower_ == "back":
        return word.dep_ in ("advmod", "amod", "compound")
    return word.dep_ == "amod" and _looks_past(word)


def mend_participle(word: Token) -> None:
    """Makes a participle that describes a noun the verb of its clause, where its subject stands before."""
    _make_perfect(word)
    _make_clause(word)


def _is_past(verb: Token) -> bool:
    """Whether what hangs on a noun as a participle has an object right behind it, so that it is none."""
    if verb.dep_ != "acl" or verb.tag_ not in PAST or not VERBAL.isdisjoint(labels(verb)):
        return False
    if verb.lemma_.lower() in _DOUBLE or (verb.nbor(-1).is_punct and "appos" not in labels(verb.head)):
        return False
    return any(
        child.dep_ == "ccomp" or (child.dep_ == "obj" and child.left_edge.i == verb.i + 1)
        for child in verb.rights
    )


def _make_subject(noun: Token, verb: Token) -> None:
    opener = _opener(noun)
    label = noun.dep_ if opener is None else "advcl"
    later = [child for child in noun.rights if child.i > verb.i]
    put_in_place(verb, noun, label)
    if opener is not None:
        opener.head, opener.dep_ = verb, "mark"
    noun.head, noun.dep_ = verb, "nsubj"
    for child in later:
        child.head = verb
    verb.tag_ = "VBD"


def _opener(noun: Token) -> Token | None:
    """What opens a clause, hung on a noun as if it were a preposition: "after a court ruled that"."""
    return next((c for c in noun.lefts if c.dep_ == "case" and c.lower_ in OPENING), None)


def _looks_past(word: Token) -> bool:
    return word.tag_ in PAST or (word.tag_ == "JJ" and word.lower_.endswith("ed"))


def _make_perfect(participle: Token) -> None:
    """Makes "have" the auxiliary of the participle right behind it: "have also imposed sanctions"."""
    noun = participle.head
    have = noun.head
    if noun.dep_ != "obj" or have.lower_ not in ("have", "has", "had") or not have.i < participle.i < noun.i:
        return
    between = participle.doc[have.i + 1 : participle.i]
    if participle.tag_ not in PAST or have.tag_ == "VBN" or "nsubj" not in labels(have):
        return
    if any(token.pos_ != "ADV" and token.lower_ not in ("all", "both") for token in between):
        return
    for token in between:
        if token.head == noun:
            token.head = participle
    make_auxiliary(have, participle)


def _make_clause(verb: Token) -> None:
    """Makes a participle before a noun the verb of the clause that the noun was: "rebels looted shops"."""
    noun = verb.head
    before = [*verb.lefts, *noun.lefts]
    subject = next((child for child in before if child.dep_ == "nsubj"), None)
    if subject is None or not subject.i < verb.i < noun.i or not _HELPERS.isdisjoint(labels(noun)):
        return
    if verb.i - subject.right_edge.i > 2 or noun.pos_ not in NOMINAL or noun.dep_ in _ROLES:
        return
    clausal = [child for child in noun.children if child.i < verb.i or child.dep_ in _CLAUSAL]
    put_in_place(verb, noun, noun.dep_)
    noun.head, noun.dep_ = verb, "obj"
    for child in clausal:
        child.head = verb
    subject.head = verb
    make_verb(verb, "VBP" if verb.lower_ == "back" else "VBD")


def make_adjective(word: Token) -> None:
    """Makes "neighbouring" describe the state behind it, which then stands where the word did."""
    state = next((child for child in word.rights if child.dep_ == "obj" and child.i == word.i + 1), None)
    if state is None or word.head == word:
        return
    state.head, state.dep_ = word.head, "nmod" if word.dep_ == "acl" else "obl"
    for child in list(word.children):
        child.head = state
        child.dep_ = "case" if child.dep_ == "mark" else child.dep_
    word.head, word.dep_, word.tag_ = state, "amod", "JJ"
