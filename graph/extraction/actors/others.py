"""Whom a pronoun cannot mean: who does something to others, or judges them."""

from __future__ import annotations

from spacy.tokens import Token

from graph.extraction.actors.owners import subjects_of
from graph.extraction.actors.scene import Scene, is_subject
from graph.extraction.document import Actor, Mention

_HARMING = frozenset(
    {"arrest", "assassinate", "blacklist", "bounty", "capture", "designate", "indict", "kill", "murder"}
    | {"sanction", "sanctions", "target", "warrant", "warrants", "wound"}
)
"""What nobody does to its own leader."""
_JUDGES = frozenset({"coroner", "judge", "justice", "magistrate"})
_RULING = frozenset({"conclude", "determine", "find", "hold", "rule"})
_JUDGED = frozenset({"guilty", "innocent", "liable", "responsible"})


def doers_beside(scene: Scene, token: Token) -> set[Actor]:
    """The subjects of the verb that a pronoun is an object of, which would be "himself": "X received him"."""
    verb: Token | None = token.head
    if token.lower_ == "its" and token.dep_ == "nmod:poss":
        verb = _harming(token.head)
    elif token.dep_ == "nmod:poss" and token.head.lower_ in _JUDGED and token.head.dep_ == "obj":
        verb = token.head.head  # "the judge found her guilty", read as "her guilt"
    elif token.dep_ not in ("obj", "iobj") or token.lower_.endswith(("self", "selves")):
        return set()
    if verb is None:
        return set()
    while verb.head.pos_ == "VERB" and not subjects_of(verb):
        if verb.dep_ != "conj" and not is_bare_participle(verb):
            break
        verb = verb.head  # "X funded and armed it", "X sued Y, accusing it"
    doers = [each for first in subjects_of(verb) for each in (first, *joined_to(first))]
    if verb != token.head and any(subject.dep_ == "nsubj:pass" for subject in doers):
        doers = _by_whom(verb, token)  # "X was sued by Y, accusing him"
    found = (scene.document.mention_of.get(doer.i) for doer in doers)
    return {mention.actor for mention in found if mention is not None}


def judges_of(scene: Scene, token: Token) -> set[Actor]:
    """The judge who finds what is told of somebody else: "Judge X ruled that he had lied"."""
    clause = token.head
    while clause.dep_ == "conj" and clause.head.i < clause.i:
        clause = clause.head
    if not is_subject(token) or clause.dep_ != "ccomp" or clause.head.lemma_ not in _RULING:
        return set()
    found = (scene.document.mention_of.get(subject.i) for subject in subjects_of(clause.head))
    judges = (m for m in found if m is not None and m.actor.kind == "Person")
    return {m.actor for m in judges if not _JUDGES.isdisjoint(_words_before(scene, m))}


def _words_before(scene: Scene, mention: Mention) -> set[str]:
    start = mention.span.start
    return {token.lower_ for token in scene.doc[max(0, start - 3) : start]}


def _by_whom(verb: Token, end: Token) -> list[Token]:
    """Those by whom something is told to be done before a word, with their names beside them."""
    before = verb.doc[verb.i : end.i]
    agents = [word for word in before if any(case.lower_ == "by" for case in word.children)]
    return [*agents, *(child for agent in agents for child in agent.children if child.dep_ == "appos")]


def joined_to(first: Token) -> list[Token]:
    return [child for child in first.children if child.dep_ == "conj"]


def _harming(suffering: Token) -> Token | None:
    """The verb by which others harm somebody: "killed its leader", "imposed sanctions on its chief"."""
    for _ in range(4):
        if suffering.dep_ not in ("obj", "obl", "nmod", "conj", "appos"):
            return None
        suffering = suffering.head
        if suffering.lemma_.lower() in _HARMING or suffering.lower_ in _HARMING:
            while suffering.pos_ == "NOUN" and suffering.dep_ in ("obj", "obl", "nmod"):
                suffering = suffering.head  # "imposed sanctions on", "issued a warrant for"
            return suffering if suffering.pos_ == "VERB" else None
    return None


def is_bare_participle(verb: Token) -> bool:
    """Whether a participle tells what a clause's subject does besides: "X sued Y, accusing it"."""
    led = any(child.dep_ in ("mark", "case") for child in verb.children)
    return verb.dep_ == "advcl" and verb.tag_ == "VBG" and not led
