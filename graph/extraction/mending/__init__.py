"""Mends what English grammar rules out in a parse, before anything is read from it.

Each module beside this one tells what it holds against a parse. Later steps build on what earlier mended.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from graph.extraction.mending.appositions import make_example, name_before, put_beside
from graph.extraction.mending.asides import relate_over_aside
from graph.extraction.mending.clauses import hang_on_asking, make_main, mend_clause
from graph.extraction.mending.contrasts import set_aside
from graph.extraction.mending.coordination import hang_on_nearer, join_phrases, part_clauses
from graph.extraction.mending.gerunds import join_gerund, make_deed_of_list, make_ground, make_noun_ground
from graph.extraction.mending.grammar import CLAUSES, FINITE, NOMINAL, SUBJECTS, TENSED, VERBAL, labels
from graph.extraction.mending.headlines import make_deed, make_passive, make_sufferer
from graph.extraction.mending.owned import mend_conduct, mend_owned
from graph.extraction.mending.participles import (
    make_adjective,
    may_be_verb,
    mend_participle,
    take_for_subject,
)
from graph.extraction.mending.subjects import (
    free_subjects,
    give_object,
    leave_place,
    share_subject,
    take_deed,
    take_subjects,
    take_told,
)
from graph.extraction.mending.telling import free_telling, make_disputed, make_told, relate_told
from graph.extraction.mending.titles import list_holder, name_bearer, name_holder, tell_of_holder

_LOOSE = frozenset({"parataxis", "advcl", "ccomp"})
_COMPLETE = VERBAL | {"mark", "cc"}
_AGAINST = frozenset({"not", "rather"})
_BORDERING = frozenset({"neighbouring", "neighboring"})
_DISPUTED = frozenset({"charges", "claims"})


def mend(doc: Doc) -> Doc:
    """The document, its parse mended in place."""
    for step in _STEPS:
        for word in doc:
            step(word)
    return doc


def _mend_word(word: Token) -> None:
    """Mends what a word is taken for: an attribute for a verb, a verb for a noun, one subject for all."""
    if may_be_verb(word):
        mend_participle(word)
    elif word.dep_ == "ROOT" and word.tag_ in ("NN", "NNS") and word.is_lower:
        make_deed(word)
    elif word.lower_ in _DISPUTED:
        make_disputed(word)
    elif word.lower_ in _BORDERING and word.dep_ != "amod":
        make_adjective(word)
    elif word.lower_ in _AGAINST and word.dep_ in ("advmod", "cc"):
        set_aside(word)
    elif word.dep_ == "conj" and word.head.pos_ == "PROPN":
        share_subject(word)
    elif word.dep_ == "ccomp":
        take_deed(word)
    elif word.dep_ == "acl" and word.tag_ == "VBD":
        make_main(word)
    elif word.dep_ == "obl:agent" and word.i and word.nbor(-1).lower_ in ("them", "whom"):
        make_example(word)


def _find_subject(verb: Token) -> None:
    """Gives a verb the subject that it lacks, or makes who is told to be killed suffer it."""
    if verb.tag_ in FINITE and verb.dep_ in _LOOSE and _COMPLETE.isdisjoint(labels(verb)):
        take_subjects(verb)
    elif verb.tag_ in FINITE and verb.dep_ in CLAUSES and VERBAL.isdisjoint(labels(verb)):
        free_subjects(verb)
    elif verb.dep_ == "ccomp" and VERBAL.isdisjoint(labels(verb) - {"aux", "aux:pass"}):
        take_told(verb)
    make_passive(verb)


def _mend_subject(subject: Token) -> None:
    """Mends the clause of a subject, and what a subject is by its place."""
    if subject.dep_ not in SUBJECTS or subject.head == subject:
        return
    leave_place(subject)
    mend_clause(subject)
    if subject.dep_ == "nsubj":
        make_sufferer(subject)
        give_object(subject)


def _mend_reference(word: Token) -> None:
    """Puts names and clauses with "who" and "whose" beside whom they are about."""
    if word.lower_ == "whose" and word.dep_ == "nmod:poss":
        mend_owned(word)
    elif word.lower_ == "which" and word.dep_ == "nsubj":
        mend_conduct(word)
    elif word.lower_ == "who":
        tell_of_holder(word)
    elif word.dep_ in ("appos", "obj") and word.pos_ == "PROPN":
        list_holder(word)
        if word.dep_ == "appos":
            name_before(word)
            name_holder(word)


def _mend_telling(verb: Token) -> None:
    """Joins a verb of telling to who tells, and what is told to its telling."""
    if verb.dep_ == "conj" and verb.tag_ in TENSED:
        free_telling(verb)
        take_told(verb)
    elif verb.dep_ == "acl:relcl" and verb.head.lower_ == "time":
        make_told(verb)
    elif verb.dep_ == "acl:relcl":
        relate_told(verb)
        relate_over_aside(verb)


def _mend_ground(word: Token) -> None:
    """Hangs gerunds, and nouns behind "of", on what they go on."""
    if word.tag_ == "VBG" and word.dep_ == "conj" and word.head.tag_ in FINITE:
        join_gerund(word)
    having = word.tag_ == "VBN" and any(child.lower_ == "having" for child in word.lefts)
    if (word.tag_ == "VBG" or having) and word.dep_ in ("advcl", "acl", "conj"):
        make_ground(word)
    elif word.lower_ == "of":
        make_noun_ground(word)
    if word.tag_ == "VBG" and word.dep_ in ("compound", "amod"):
        make_deed_of_list(word)


def _mend_place(word: Token) -> None:
    """Hangs a name or a listed phrase that stands too far off where it belongs."""
    if word.dep_ in ("obj", "appos") and word.pos_ == "PROPN":
        put_beside(word)
    elif word.dep_ == "conj" and word.pos_ in NOMINAL:
        join_phrases(word)


_STEPS = (
    name_bearer,
    take_for_subject,
    _mend_word,
    _find_subject,
    _mend_subject,
    _mend_reference,
    hang_on_asking,
    _mend_telling,
    _mend_ground,
    _mend_place,
    part_clauses,
    hang_on_nearer,
)
