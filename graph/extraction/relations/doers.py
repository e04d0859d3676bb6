"""Who did an act, by the order of words: where the tree has lost who does it, or puts it elsewhere."""

from __future__ import annotations

from collections.abc import Callable

from graph.extraction.actors.runs import POSSESSIVES
from graph.extraction.document import Document, Mention
from graph.extraction.relations.neighbours import DASHES, HAVING, doer, mention_from, tells_holder
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree

BEHIND = 14
"""Words between a passive and its "by"."""
BEFORE = 6
"""Words between an act and the party that the phrase of the act opens with."""
ENDING = frozenset({".", ";", ":", "?", "!", "“", "”", '"'})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
PREMODIFIERS = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})


def by_behind(passive: int, document: Document, tree: Tree) -> list[int]:
    """X of "tortured and later killed in custody by X": the party behind the next "by" of the clause."""
    if tree.tag[passive] not in ("VBN", "VBD", "JJ"):
        return []

    def is_by(index: int) -> bool:
        return tree.lower[index] == "by"

    def goes_on(index: int) -> bool:
        finite = tree.tag[index] in FINITE and not _joins(index, tree)
        return not finite and tree.tag[index] not in ("WP", "WDT", "PRP", "VBG")

    return _behind(passive, is_by, goes_on, document, tree)


def carried_out_behind(noun: int, document: Document, tree: Tree) -> list[int]:
    """X of "the bombings … since May carried out by X", "at the hands of X": further on in the sentence."""

    def is_carried_out_by(index: int) -> bool:
        done = index - 1 - (tree.lower[index - 1] == "out")
        carried_out = tree.tag[done] == "VBN" and tree.lemma[done] in words("accusedOf", "carry_out")
        return tree.lower[index] == "by" and carried_out

    return _behind(noun, is_carried_out_by, lambda index: True, document, tree)


def by_hand(act: int, document: Document, tree: Tree) -> list[int]:
    """X of "executed ten, three of them by the hand of X", who else may be told to have done it."""
    end = min(tree.spans[tree.sentence[act]][1], act + 2 * BEHIND)
    for index in range(act + 2, end):
        if tree.lower[index] == "of" and tree.lemma[index - 1] == "hand" and tree.lower[index - 2] != "in":
            mention = _opening(index + 1, end + 4, document, tree)
            return tree.conjuncts(mention.head.i) if mention else []
    return []


def _behind(
    act: int, is_by: Callable[[int], bool], goes_on: Callable[[int], bool], document: Document, tree: Tree
) -> list[int]:
    """The party behind the first "by", or "at the hands of", that the words behind an act go on to."""
    end = min(tree.spans[tree.sentence[act]][1], act + BEHIND)
    for index in range(act + 1, end):
        if is_by(index) or (tree.lower[index] == "of" and tree.lemma[index - 1] == "hand"):
            mention = _opening(index + 1, end + 4, document, tree)
            return tree.conjuncts(mention.head.i) if mention else []
        if tree.lower[index] in ENDING or not goes_on(index):
            return []
    return []


def _joins(verb: int, tree: Tree) -> bool:
    """Whether a verb stands right behind "and" or a comma, as the next of several passives."""
    before = verb - 1
    while before and tree.pos[before] in ("ADV", "AUX"):
        before -= 1
    return tree.lower[before] in ("and", "or", ",") and tree.tag[verb] == "VBD"


def _opening(start: int, end: int, document: Document, tree: Tree) -> Mention | None:
    """The mention that a noun phrase is or opens with, past its article and adjectives."""
    for index in range(start, min(end, start + 6, tree.end)):
        mention = mention_from(index, document)
        if mention is not None and not (mention.form == "pronoun" and tree.dep[index] == "nmod:poss"):
            described = document.mention_of.get(mention.span.end)
            longer = described is not None and described.span.start <= mention.span.start
            return described if longer else mention
        if (
            tree.pos[index] not in ("DET", "ADJ", "NUM", "ADV", "NOUN", "PUNCT", "PRON")
            and tree.tag[index] != "VBN"
        ):
            return None
    return None


def before_verb(verb: int, document: Document, tree: Tree) -> list[int]:
    """X of "X have conducted": right before an active verb that the tree gives no subject."""
    joined = tree.dep[verb] == "conj"
    if joined or tree.kids(verb, "nsubj", "csubj") or tree.tag[verb] not in FINITE | {"VBN", "VBG"}:
        return []
    auxiliaries = set(tree.lower[max(0, verb - 3) : verb])
    if tree.tag[verb] == "VBN" and ("been" in auxiliaries or auxiliaries.isdisjoint(HAVING)):
        return []
    return doer(verb, (), document, tree)


def opening_phrase(noun: int, document: Document, tree: Tree) -> list[int]:
    """X of "X war crimes", "X-led invasion", "X's long campaign of": who the phrase of an act opens with."""
    low = max(tree.spans[tree.sentence[noun]][0], noun - BEFORE)
    index = noun - 1
    while index >= low:
        mention = document.mention_of.get(index)
        if mention is not None:
            behind = tree.lower[min(mention.span.end, noun)]
            if tells_holder(mention, tree):
                return []
            named = mention.form in ("name", "demonym", "pronoun")
            return [mention.head.i] if named or behind in POSSESSIVES | DASHES else []
        inside = tree.pos[index] in PREMODIFIERS or tree.tag[index] in ("VBN", "VBG")
        if not inside and tree.lower[index] not in POSSESSIVES | DASHES:
            return []
        index -= 1
    return []
