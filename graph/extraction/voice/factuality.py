"""Whether an event is told as having happened, as not having happened, or as neither.

The path from the event up to the clause that the speaker asserts is climbed, and each step asks for
negation, modal verbs and governors that make their complement unreal (after Saurí and Pustejovsky's
FactBank, reduced to what a claim needs).
"""

from __future__ import annotations

from typing import Literal

from spacy.tokens import Token

from graph.extraction.voice.syntax import NOMINAL, base_of, child, children
from graph.extraction.voice.tables import NEGATIONS, words

Factuality = Literal["actual", "negated", "unreal"]

_COMPLEMENTS = frozenset({"ccomp", "xcomp", "csubj", "acl", "advcl"})
_ARGUMENTS = frozenset({"obj", "nsubj:pass", "obl", "nmod", "iobj"})
_ASIDE = frozenset(
    {"acl:relcl", "advcl:relcl", "appos", "parataxis", "nsubj", "nmod:poss", "vocative", "discourse", "list"}
)
"""Labels of what stands beside a clause, whatever becomes of that."""
_NEGATING = frozenset({"advmod", "det", "neg", "cc:preconj", "nsubj", "nsubj:pass", "obj", "cc", "dep"})
_NOBODY = frozenset({"nobody", "no", "none"})


def factuality(token: Token) -> Factuality:
    """How the event that a token of a parsed text heads is told.

    "unreal" is the hypothetical, future, conditional, questioned, demanded, planned; a plan or an act
    that somebody is accused of stays "actual", and so does what is only presupposed ("stop shelling").
    """
    result: Factuality = "actual"
    if _is_due(token):
        return "unreal"
    current = token
    for _ in range(25):
        if _has_negation(current):
            result = "negated" if result == "actual" else "actual"
        if _is_unreal_clause(current):
            return result if _accused(current) else "unreal"
        governor = current.head
        if governor == current:
            break
        step = _step(current, governor)
        if step == "stop":
            break
        if step == "unreal":
            return result if _accused(governor) else "unreal"
        if step == "negated":
            if not _accused(governor):
                return "negated"
            break
        current = governor
    if _questioned(token):
        return "unreal"
    return result


def _step(current: Token, governor: Token) -> Literal["stop", "negated", "unreal", "on"]:
    """What the governor does to an event below it: ends the climb, tells the event, or neither."""
    lemma = base_of(governor)
    label = current.dep_
    if label in _ASIDE:
        return "stop"
    if label == "conj":
        return "stop" if _has_own_subject(current) else "on"
    if label == "acl" and current.tag_ == "VBN" and governor.pos_ == "PROPN":
        return "stop"  # "the Front, led by X and backed by Y, was not invited"
    if lemma in words("factuality", "governors", "presupposing"):
        return "stop"
    if label == "advcl":
        if lemma == "use" and _is_purpose(current):
            return "on"  # "used drones to kill villagers" tells that they did
        return "unreal" if _is_purpose(current) else "stop"
    if lemma in words("factuality", "governors", "accusing"):
        return "stop" if _is_unpunished(governor) or not _has_negation(governor) else "on"
    if lemma == "want" and governor.tag_ == "VBN":
        return "stop"  # "is wanted under a warrant"
    if lemma in words("factuality", "governors", "hunting") and _is_reason(current):
        return "stop"
    if lemma == "stop" or (lemma == "evidence" and _has_negation(governor)):
        return "negated"
    complement = label in _COMPLEMENTS
    argument = label in _ARGUMENTS
    if governor.pos_ == "ADJ" and lemma in {"clear"}:
        return "on"
    if lemma in words("factuality", "governors", "negating") and (complement or argument):
        return "negated"
    if lemma in words("factuality", "governors", "unreal") and (complement or argument):
        if lemma in words("factuality", "governors", "unreal_infinitive") and label != "xcomp":
            return "on" if complement else "stop"
        return "unreal"
    if complement or label in {"root", "ROOT"}:
        return "on"
    if argument and (lemma in words("factuality", "governors", "light") or governor.pos_ == "AUX"):
        return "on"
    if label in {"compound", "amod", "nmod:desc"} and governor.pos_ in NOMINAL:
        return "on"
    return "stop"


def _has_negation(token: Token) -> bool:
    if _is_qualified(token):
        return False
    for other in token.children:
        lower = other.lower_
        if lower in NEGATIONS and other.dep_ in _NEGATING:
            if _negates_nothing(other, token):
                continue
            return True
        if other.dep_ in {"nsubj", "nsubj:pass", "obj"} and any(
            c.dep_ in {"det", "advmod"} and c.lower_ in words("factuality", "negation", "determiners")
            for c in other.children
        ):
            return True
        if other.dep_ in {"mark", "case"} and lower in words("factuality", "negation", "prepositions"):
            return lower != "without" or base_of(token) not in words("factuality", "negation", "due")
    return False


def _is_unpunished(accusing: Token) -> bool:
    """Whether nobody is accused of an act, which was done all the same: "no one was convicted of it"."""
    return any(
        token.lower_ in _NOBODY
        for subject in children(accusing, "nsubj:pass")
        for token in (subject, *subject.children)
    )


def _negates_nothing(word: Token, head: Token) -> bool:
    """Whether a word of negation leaves its head standing: "no longer", "not only", "did nothing as"."""
    if word.lower_ == "no":
        return word.dep_ == "advmod"
    if word.lower_ == "nothing":
        return base_of(head) == "do"
    after = head.doc[word.i + 1] if word.i + 1 < len(head.doc) else word
    return word.lower_ == "not" and after.lower_ in ("only", "just", "merely")


def _is_qualified(token: Token) -> bool:
    """Whether a quality of an act is denied, not that it happened: "not an isolated killing"."""
    return token.pos_ in NOMINAL and any(
        c.lower_ in words("factuality", "negation", "qualities") for c in children(token, "amod")
    )


def _is_unreal_clause(token: Token) -> bool:
    """Whether a clause has a modal verb, an "if", or is an order."""
    shared = token.dep_ == "conj" and not _has_own_subject(token)
    for other in token.children:
        if other.dep_ in {"aux", "aux:pass"} and other.lower_ in words("factuality", "auxiliaries", "unreal"):
            return not _habitual(token, other)
        if other.dep_ == "mark" and other.lower_ in words("factuality", "markers", "unreal"):
            return True
        if other.dep_ == "advmod" and other.lower_ in words("factuality", "markers", "adverbs"):
            return True
    if shared and token.head != token and not any(c.dep_ == "aux" for c in token.children):
        return any(
            c.dep_ == "aux" and c.lower_ in words("factuality", "auxiliaries", "unreal")
            for c in token.head.children
        )
    return _is_going_to(token) or _is_to_be(token)


def _habitual(verb: Token, auxiliary: Token) -> bool:
    """Whether "would" tells of a habit: "would often beat them"."""
    often = words("factuality", "auxiliaries", "habitual")
    return auxiliary.lower_ in {"would", "'d", "’d"} and any(c.lower_ in often for c in verb.children)


def _is_due(token: Token) -> bool:
    """Whether something is only due: "was due to meet", which taggers read as "due to"."""
    before = _before_infinitive(token)
    return before is not None and before.lower_ == "due"


def _is_going_to(token: Token) -> bool:
    return (
        token.dep_ == "xcomp" and token.head.lower_ == "going" and any(c.lower_ == "to" for c in token.lefts)
    )


def _is_to_be(token: Token) -> bool:
    """Whether somebody was yet to act: "X was to become minister"; not "the order was to shoot"."""
    before = _before_infinitive(token)
    if before is None or before.lemma_ != "be":
        return False
    subject = child(token, "nsubj", "nsubj:pass", "nsubj:outer")
    return subject is not None and subject.pos_ in ("PROPN", "PRON")


def _before_infinitive(verb: Token) -> Token | None:
    """The word before the "to" of an infinitive: "due" of "due to meet"."""
    if verb.i < 2 or verb.tag_ != "VB" or verb.nbor(-1).lower_ != "to":
        return None
    return verb.nbor(-2)


def _is_purpose(token: Token) -> bool:
    """Whether a clause is an infinitive of purpose: "sent troops to seize the town"."""
    marked = children(token, "mark")
    return token.tag_ == "VB" and any(m.lower_ == "to" for m in marked)


def _is_reason(token: Token) -> bool:
    """Whether an act is what somebody is sought for: "the court is seeking Omar Sow for war crimes"."""
    target = child(token.head, "obj")
    named = target is not None and target.pos_ in ("PROPN", "PRON")
    return named and token.dep_ == "obl" and any(case.lower_ == "for" for case in children(token, "case"))


def _has_own_subject(token: Token) -> bool:
    return child(token, "nsubj", "nsubj:pass", "nsubj:outer", "csubj", "expl") is not None


def _accused(token: Token) -> bool:
    """Whether an accusation stands above: "accused of planning to attack"."""
    accusing = words("factuality", "governors", "accusing")
    current = token
    for _ in range(8):
        if base_of(current) in accusing or any(c.lower_ == "allegedly" for c in current.children):
            return not _has_negation(current)
        if current.head == current or current.dep_ in {"acl:relcl", "parataxis", "ccomp"}:
            return False
        current = current.head
    return False


def _questioned(token: Token) -> bool:
    """Whether the sentence asks."""
    sentence = token.sent
    for other in reversed(token.doc[sentence.start : sentence.end]):
        if other.is_space or other.text in "\"”’')]":
            continue
        return other.text == "?"
    return False
