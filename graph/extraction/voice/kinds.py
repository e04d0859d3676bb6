"""What kind of speech a verb tells of: whether somebody says, denies, accuses, demands or asks."""

from __future__ import annotations

from spacy.tokens import Token

from graph.extraction.document import Speech, SpeechKind
from graph.extraction.voice.syntax import base_of, child, children, lemma_of, marked
from graph.extraction.voice.tables import NEGATIONS, any_of, words


def kind_of(verb: Token, lemma: str) -> SpeechKind | None:
    if lemma == "find" and any(t.lower_ == "guilty" for t in verb.doc[verb.i + 1 : verb.i + 8]):
        return "accuses"
    if lemma == "find" and verb.i + 1 < len(verb.doc) and verb.doc[verb.i + 1].pos_ == "ADJ":
        return None  # "found dead"
    if _pleads_innocence(verb, lemma):
        return "denies"
    if brings_charge(verb, lemma):
        return "accuses"
    if lemma in words("reporting", "verbs", "denies"):
        return None if _withholds(verb) else "denies"
    if lemma in words("reporting", "verbs", "denies_claims") and _is_about_claims(verb):
        return "denies"
    if lemma in any_of("reporting", "verbs.accuses", "verbs.accuses_with_ground"):
        return "accuses"
    clause = child(verb, "ccomp")
    if (
        lemma in words("reporting", "verbs", "asks")
        and clause is not None
        and marked(clause, "whether", "if")
    ):
        return "asks"
    if lemma in words("reporting", "verbs", "calls"):
        if lemma == "call" and not any(
            marked(c, "for", "on", "upon", "to") for c in children(verb, "obl", "advcl", "xcomp")
        ):
            after = verb.doc[verb.i + 1 : verb.i + 15]
            return "says" if _names_as(verb) or any(token.is_quote for token in after) else None
        if lemma not in words("reporting", "verbs", "says") or child(verb, "xcomp") is not None:
            return "calls"
    if lemma in any_of("reporting", "verbs.says", "verbs.says_of"):
        return "says"
    as_clause = verb.dep_ == "advcl" and marked(verb, "as")
    if lemma in words("reporting", "verbs", "says_with_clause") and (clause is not None or as_clause):
        return "says"
    if lemma in words("reporting", "verbs", "says_as") and _names_as(verb):
        return "says"
    if lemma in words("reporting", "verbs", "sees") and _goes_on(verb):
        return "says"
    return None


def brings_charge(verb: Token, lemma: str) -> bool:
    """Whether a verb tells that somebody is charged or sanctioned by what it brings: "issued a warrant"."""
    brought = [*children(verb, "obj"), *(c for c in children(verb, "obl") if marked(c, "under"))]
    return lemma in words("reporting", "verbs", "accuses_by") and any(
        lemma_of(noun) in words("reporting", "verbs", "brought") for noun in brought
    )


def _is_about_claims(verb: Token) -> bool:
    """Whether a verb is done to what others allege: "slammed the allegations"."""
    alleged = words("reporting", "pointing", "alleged")
    return any(noun.lemma_.lower() in alleged for noun in children(verb, "obj"))


def _names_as(verb: Token) -> bool:
    """Whether a verb says of its object that it is something: "called the raid a massacre"."""
    complements = [c for c in verb.children if c.dep_ in {"xcomp", "obl", "advcl", "ccomp"} and c.i > verb.i]
    has_object = child(verb, "obj", "iobj", "expl") is not None
    if len(children(verb, "obj")) > 1:
        return True  # "dubbed it kidnapping", both taken for objects
    return any((c.dep_ in {"xcomp", "ccomp"} and has_object) or marked(c, "as") for c in complements)


def _goes_on(verb: Token) -> bool:
    """Whether what a verb governs is told as going on: "witnessed soldiers beating people"."""
    clauses = children(verb, "advcl", "ccomp", "xcomp")
    clauses += [c for noun in children(verb, "obj") for c in children(noun, "acl")]
    return any(c.tag_ == "VBG" and c.i > verb.i + 1 and not c.nbor(-1).is_punct for c in clauses)


def _withholds(verb: Token) -> bool:
    """Whether something is denied to somebody instead of disputed: "denied him a lawyer"."""
    if child(verb, "iobj") is not None:
        return True
    withheld = words("reporting", "pointing", "withheld")
    if any(c.lemma_.lower() in withheld for c in children(verb, "obj", "obl", "xcomp", "obl:unmarked")):
        return True
    about = child(verb, "nsubj:pass")
    return about is not None and about.lemma_.lower() not in words("reporting", "pointing", "answered")


def _pleads_innocence(verb: Token, lemma: str) -> bool:
    says = lemma in {"say", "tell"}
    if not says and lemma not in words("reporting", "pointing", "pleading"):
        return False
    around = [verb.doc[i].lower_ for i in range(verb.i + 1, min(verb.i + 8, len(verb.doc)))]
    if "guilty" in around and not NEGATIONS.isdisjoint(around):
        return not says or not {"he", "i", "it", "she", "they", "we"}.isdisjoint(around)
    return not says and ("innocence" in around or "innocent" in around)


def calls_untrue(verb: Token, content: set[int]) -> bool:
    """Whether the speech is that some accusation is false: "called the claims baseless"."""
    untrue = words("reporting", "pointing", "untrue")
    answered = words("reporting", "pointing", "answered")
    names = lemma_of(verb) in words("reporting", "verbs", "says_as")
    for index in sorted(content):
        word = verb.doc[index]
        if word.lemma_.lower() not in untrue and word.lower_ not in untrue:
            continue
        if any(c.lower_ in NEGATIONS for c in word.children):
            continue
        if names or (word.dep_ in {"xcomp", "obl"} and word.head == verb):
            return True
        if word.pos_ == "ADV":
            if word.head.lemma_.lower() in words("reporting", "pointing", "laid"):
                return True
            continue
        head = word.head if word.dep_ == "amod" else word
        about = child(head, "nsubj", "nsubj:outer", "csubj", "nsubj:pass")
        if about is not None and (about.lemma_.lower() in answered or about.dep_ == "csubj"):
            return True
        if about is not None and about.lower_ == "it" and child(head, "csubj", "ccomp", "advcl") is not None:
            return True
    return False


def is_admission(speech: Speech) -> bool:
    """Whether somebody claims an act as their own: "claimed the attack", "admitted killing them"."""
    return base_of(speech.cue) in words("reporting", "legal", "owning")
