"""Gives verbs the subjects and objects that a parser has hung elsewhere: on lists before them, on "had".

A finite verb has a subject: in "X backs Y, Reuters and the BBC reported" what the list seemed to go on with.
No comma stands between a subject and its verb ("raped women, torched barns"), and who stands behind "said"
opens what is said.
"""

from __future__ import annotations

from spacy.tokens import Token

from graph.extraction.mending.grammar import (
    CLAUSES,
    LONG_DASHES,
    NOMINAL,
    PAST,
    SUBJECTS,
    VERBAL,
    is_behind_comma,
    labels,
    make_auxiliary,
    put_in_place,
)

_HELPING = frozenset({"aux", "aux:pass", "cop", "mark"})
_SAYING = frozenset({"allege", "believe", "claim", "deny", "report", "say"})
"""Verbs that have no indirect object: whoever stands behind them opens what is said."""


def share_subject(verb: Token) -> None:
    """Gives a clause all its subjects: "A, B and others were held", joined to A with others alone."""
    first = verb.head
    subject = next((child for child in verb.lefts if child.dep_ in SUBJECTS), None)
    if subject is None or first.dep_ not in CLAUSES or not VERBAL.isdisjoint(labels(first)):
        return
    joined = subject.doc[subject.left_edge.i - 1].dep_ == "cc" or subject.left_edge.dep_ == "cc"
    if not joined or verb.i < subject.i:
        return
    between = subject.doc[first.i : subject.i]
    if any(token.pos_ in ("VERB", "AUX", "ADP") for token in between):
        return
    put_in_place(verb, first, first.dep_)
    later = [child for child in first.rights if child.i > verb.i]
    first.head, first.dep_ = verb, subject.dep_
    subject.head, subject.dep_ = first, "conj"
    for child in later:
        child.head = verb


def leave_place(subject: Token) -> None:
    """Takes the place before a report off its first verb: "Arden, Zelmara – Soldiers have killed ten"."""
    verb, end = subject.head, subject.right_edge.i
    if subject.pos_ != "PROPN" or not subject.left_edge.is_sent_start:
        return
    later = next((child for child in verb.children if child.dep_ in SUBJECTS and child.i > subject.i), None)
    if later is None:
        return
    dash = subject.doc[end] if subject.doc[end].text in LONG_DASHES else subject.doc[end + 1]
    if dash.text in LONG_DASHES and later.left_edge.i == dash.i + 1:
        subject.dep_ = "dep"


def take_subjects(verb: Token) -> None:
    """Gives a verb without a subject what stands before it behind a comma, as if in a list or apposition."""
    last = verb.nbor(-1) if verb.i else verb
    while last.dep_ not in ("conj", "appos") and last.head != last and last.head.right_edge.i == verb.i - 1:
        last = last.head
    if last.dep_ == "appos" and last.right_edge.i == verb.i - 1 and last.left_edge.text == ",":
        last.head, last.dep_ = verb, "nsubj"  # "…, a UN panel said"
        return
    listed = [child for child in last.head.rights if child.dep_ == "conj" and child.i < verb.i]
    if len(listed) < 2 or listed[-1] != last or last.right_edge.i != verb.i - 1:
        return
    first = listed[-2]
    if is_behind_comma(first) and "cc" not in labels(first) and "cc" in labels(last):
        first.head, first.dep_ = verb, "nsubj"
        last.head = first
        if verb.dep_ == "advcl":
            verb.dep_ = "parataxis"


def free_subjects(verb: Token) -> None:
    """Gives a verb without a subject those that a phrase before took into its list: "According to X, Y and Z
    armed them".
    """
    opening = next((child for child in verb.lefts if child.dep_ == "obl"), None)
    if opening is None or opening.right_edge.i != verb.i - 1:
        return
    listed = [child for child in opening.rights if child.dep_ == "conj"]
    first = listed[0] if listed else None
    if first is None or not is_behind_comma(first):
        return
    first.head, first.dep_ = verb, "nsubj"
    for other in listed[1:]:
        other.head = first


def take_deed(participle: Token) -> None:
    """Makes what somebody has done to others their own deed: "had two hundred people put to death"."""
    have = participle.head
    done = participle.dep_ == "ccomp" and participle.tag_ == "VBN" and have.lemma_.lower() == "have"
    subject = next((child for child in participle.lefts if child.dep_ == "nsubj"), None)
    if not done or subject is None or subject.i < have.i:
        return
    if not {"aux", "mark"}.isdisjoint(labels(participle)):
        return
    make_auxiliary(have, participle)
    subject.dep_ = "obj"


def give_object(subject: Token) -> None:
    """Gives a verb the object that the next of a list took for its subject: "…, raped women, torched barns".

    No comma stands between a subject and its verb, but behind what is set off by two.
    """
    later, start = subject.head, subject.left_edge.i
    if start < 3 or later.tag_ not in PAST or later.i != subject.right_edge.i + 2:
        return
    verb, comma = subject.nbor(start - 1 - subject.i), later.nbor(-1)
    if comma.text != "," or verb.tag_ not in PAST or verb.pos_ != "VERB" or verb in subject.subtree:
        return
    among = subject.doc[start : subject.right_edge.i + 1]
    if any(token.text in (",", "(", "“", '"') for token in among) or not labels(later).isdisjoint(_HELPING):
        return
    if not {"obj", "nsubj"}.isdisjoint(labels(verb)):
        return
    if later.dep_ != "conj" and later.head != verb and verb.head != later:
        return
    if verb.head == later or verb in later.subtree:
        put_in_place(verb, later, later.dep_)
    subject.head, subject.dep_ = verb, "obj"
    later.head, later.dep_ = verb, "conj"


def take_told(verb: Token) -> None:
    """Gives a reported clause its subject where it hangs on the verb of saying: "said guards there had beaten
    prisoners". So where it is joined to another verb: "denies it and says X, which killed ten, uses them".
    """
    if verb.dep_ == "conj" and verb.i and verb.nbor(-1).text == "," and "cc" not in labels(verb):
        joined = (verb.head, *(other for other in verb.head.rights if other.dep_ == "conj"))
        for other in joined:
            named = [child for child in other.rights if child.dep_ in ("iobj", "obj")]
            if other.lemma_.lower() in _SAYING and named and named[-1].right_edge.i + 2 == verb.i:
                if VERBAL.isdisjoint(labels(verb)):
                    verb.head, verb.dep_ = other, "ccomp"
                break
    saying = verb.head
    if verb.dep_ != "ccomp" or saying.lemma_.lower() not in _SAYING:
        return
    objects = (child for child in saying.rights if child.dep_ in ("iobj", "obj"))
    told = next((child for child in objects if child.i < verb.i), None)
    if told is None or told.left_edge.i != saying.i + 1 or told.pos_ not in NOMINAL:
        return
    if not {"nsubj", "nsubj:pass", "mark"}.isdisjoint(labels(verb)):
        return
    told.head, told.dep_ = verb, "nsubj:pass" if "aux:pass" in labels(verb) else "nsubj"
    for child in list(saying.rights):
        if told.i < child.i < verb.left_edge.i and child.dep_ == "obl":
            child.head, child.dep_ = told, "nmod"
