"""Mends what a clause hangs on, and what opens it.

A subject has no preposition, which then opens its clause ("after soldiers fled"); what has a passive
auxiliary has a passive subject; and a clause with "whose" or "which" in its subject is about the noun before.
An infinitive behind whom somebody asks or orders is what they are asked to do. What is reported stands once:
of "X fled, Y said in a report that Z leaked" the last is no clause of "said" but one about the report.
Behind who stands alone as a sentence, a finite verb is what they do: "The army and its allies killed many."
"""

from __future__ import annotations

from spacy.tokens import Token

from graph.extraction.mending.grammar import NOMINAL, OPENING, VERBAL, labels

_ASKING = frozenset(
    {
        "allow",
        "ask",
        "beg",
        "command",
        "compel",
        "direct",
        "encourage",
        "forbid",
        "force",
        "instruct",
        "invite",
    }
    | {"order", "permit", "persuade", "press", "pressure", "request", "tell", "urge", "warn"}
)
"""Verbs whose object does what an infinitive behind it tells: "asked the court to free them"."""


def mend_clause(subject: Token) -> None:
    """Mends the labels of a subject and its clause, and gives the clause what opens it."""
    verb = subject.head
    first = next((token for token in subject.doc[subject.left_edge.i :] if not token.is_punct), subject)
    there = labels(verb)
    if subject.dep_ == "nsubj" and "aux:pass" in there and "nsubj:pass" not in there:
        subject.dep_ = "nsubj:pass"
    if verb.dep_ == "advcl" and "mark" not in there and first.lower_ in OPENING and first.dep_ == "case":
        first.head, first.dep_ = verb, "mark"
    noun = verb.head
    relative = first.tag_ in ("WDT", "WP", "WP$") and noun.i < first.i and noun.pos_ in NOMINAL
    if relative and verb.dep_ in ("conj", "appos"):
        verb.dep_ = "acl:relcl"
    if verb.dep_ == "ccomp" and noun.dep_ == "parataxis" and noun.head.i < noun.i < subject.i:
        _make_relative(verb, reporting=noun)


def _make_relative(verb: Token, reporting: Token) -> None:
    """Hangs "that" and its clause on the noun before, where what is reported stands before the reporting."""
    that = next((child for child in verb.lefts if child.lower_ == "that"), None)
    if that is None or not that.i or that.nbor(-1).pos_ not in NOMINAL:
        return
    noun = that.nbor(-1)
    if reporting.i < noun.i and reporting in noun.ancestors:
        verb.head, verb.dep_, that.dep_ = noun, "acl:relcl", "obj"


def hang_on_asking(infinitive: Token) -> None:
    """Hangs what somebody is asked to do on the asking: "asked the court to free them"."""
    if infinitive.tag_ != "VB" or infinitive.dep_ != "acl" or infinitive.head.dep_ not in ("obj", "iobj"):
        return
    asking = infinitive.head.head
    if asking.lemma_.lower() in _ASKING and infinitive.i > asking.i:
        infinitive.head, infinitive.dep_ = asking, "xcomp"


def make_main(verb: Token) -> None:
    """Makes a finite verb, which hangs on a name that would be the whole sentence, what that name does."""
    noun = verb.head
    while noun.dep_ == "conj":
        noun = noun.head
    whole = noun.dep_ == "ROOT" and noun.pos_ in NOMINAL and VERBAL.isdisjoint(labels(noun))
    if not whole or verb.i < noun.i:
        return
    later = [child for child in noun.rights if child.i > verb.i]
    noun.head, noun.dep_ = verb, "nsubj"
    verb.head, verb.dep_ = verb, "ROOT"
    for child in later:
        child.head = verb
