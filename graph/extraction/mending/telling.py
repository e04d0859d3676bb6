"""Gives verbs of telling and denying, hung on the wrong word by a parse, the clause that is theirs."""

from __future__ import annotations

from spacy.tokens import Token

from graph.extraction.mending.grammar import FINITE, QUOTES, SUBJECTS, VERBAL, is_behind_comma, labels

_TELLING = frozenset(
    {"acknowledge", "add", "admit", "announce", "argue", "assert", "claim", "deny", "insist", "maintain"}
    | {"report", "say", "state", "tell", "write"}
)
_INSERTED = _TELLING | {"allege", "believe", "suspect", "think"}
_DISPUTING = frozenset({"deny", "dismiss", "dispute", "refute", "reject"})
_ACCUSING = frozenset({"accuse", "blame"})
_CLAUSAL = FINITE | {"VBN", "VBG"}
_ASTRAY = frozenset({"advcl", "parataxis", "ccomp", "conj"})


def free_telling(verb: Token) -> None:
    """Joins a verb of telling to the one above it: "denied that troops fired and said that rioters did".

    So where the upper or the lower verb denies, or those told of only suffer, and nobody is both told of and
    tells. A verb of accusing tells as well: "denied that troops had fired and accused the rioters of it".
    """
    told = verb.head
    _leave_quotation(verb)
    _leave_passive(verb)
    accuses = verb.lemma_ in _ACCUSING and "obj" in labels(verb) and "aux" not in labels(verb)
    if verb.lemma_ not in _TELLING and not accuses:
        return
    if told.dep_ in ("obl", "obj"):
        told = told.head  # "says the group acts on its own and denies arming it"
    above = told.head
    if not _is_told_before(told, verb):
        return
    suffered = accuses and "nsubj:pass" in labels(told)  # "said that men were beaten, and accused X"
    if not suffered and "deny" not in (above.lemma_, verb.lemma_):
        return
    subject = next((child for child in told.lefts if child.dep_ in SUBJECTS), None)
    said = accuses or not labels(verb).isdisjoint(("ccomp", "xcomp"))
    if subject is not None and subject.pos_ != "PRON" and said:
        verb.head = above
        if accuses:
            verb.tag_ = "VBD"


def _is_told_before(told: Token, verb: Token) -> bool:
    """Whether somebody tells one clause, and a later verb has neither a subject nor an auxiliary."""
    above = told.head
    if told.dep_ != "ccomp" or above.lemma_ not in _TELLING or not above.i < told.i < verb.i:
        return False
    return VERBAL.isdisjoint(labels(verb))


def relate_told(telling: Token) -> None:
    """Makes what is told a clause about the noun before: "four men police say shot a guard"."""
    if telling.lemma_ not in _INSERTED or telling.i + 1 >= len(telling.doc):
        return
    noun, told = telling.head, telling.nbor()
    if told.dep_ in ("aux", "aux:pass", "cop"):
        told = told.head
    there = labels(telling)
    if told.tag_ not in _CLAUSAL or not SUBJECTS.isdisjoint(labels(told)) or SUBJECTS.isdisjoint(there):
        return
    loose = told.dep_ in _ASTRAY and told.head in (telling, noun, noun.head)
    if loose and "mark" not in labels(told) and not labels(told).isdisjoint(("obj", "aux:pass")):
        told.head, told.dep_ = noun, "acl"
        telling.head, telling.dep_ = told, "parataxis"


def _leave_passive(verb: Token) -> None:
    """Joins accusing to who speaks, not to what is done to a thing.

    So in "said it hit a post that had been set up, and accused the rebels of shelling".
    """
    clause = verb.head
    if verb.lemma_ not in _ACCUSING or clause.dep_ != "acl:relcl" or not VERBAL.isdisjoint(labels(verb)):
        return
    thing = next((child for child in clause.lefts if child.dep_ == "nsubj:pass"), None)
    if thing is None or thing.lower_ not in ("that", "which") or not is_behind_comma(verb):
        return
    saying = next((word for word in clause.ancestors if word.lemma_ in _TELLING), None)
    if saying is not None and saying.i < clause.i:
        verb.head = saying


def _leave_quotation(verb: Token) -> None:
    """Joins a verb behind a quotation to who is quoted: "X said that “troops fired” and accused them of"."""
    told = verb.head
    above = told.head
    if not _is_told_before(told, verb):
        return
    opened = sum(token.text in QUOTES for token in verb.doc[above.i : told.i])
    closed = sum(token.text in QUOTES for token in verb.doc[told.i : verb.i])
    if opened == closed == 1:
        verb.head = above


def make_disputed(noun: Token) -> None:
    """Makes a noun of what somebody denies behind a comma: "…, charges that Kigali denies"."""
    before = noun.nbor(-1) if noun.i > 1 else noun
    if before.text != "," or noun.dep_ not in ("parataxis", "obj", "conj", "ccomp", "advcl"):
        return
    clauses = (child for child in noun.rights if child.dep_ in ("acl:relcl", "ccomp"))
    denial = next((verb for verb in clauses if verb.lemma_ in _DISPUTING), None)
    if denial is None or not VERBAL.isdisjoint(labels(noun)):
        return
    if any(child.dep_ in ("obj", "ccomp") and child.tag_ != "WDT" for child in denial.rights):
        return
    noun.tag_, noun.pos_, noun.lemma_ = "NNS", "NOUN", noun.lower_.removesuffix("s")
    denial.dep_ = "acl:relcl"
    if noun.nbor(-2).pos_ in ("NOUN", "PROPN"):
        noun.head, noun.dep_ = noun.nbor(-2), "appos"


def make_told(verb: Token) -> None:
    """Makes a clause behind "at the time" what is told then: "denied at the time that its men fired"."""
    time = verb.head
    telling = time.head
    that = next((child for child in verb.lefts if child.lower_ == "that"), None)
    at = next((child for child in time.lefts if child.dep_ == "case"), None)
    if that is None or that.i != time.i + 1 or at is None or at.lower_ != "at":
        return
    if telling.lemma_ in _TELLING and "ccomp" not in labels(telling):
        verb.head, verb.dep_ = telling, "ccomp"
