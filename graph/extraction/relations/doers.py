"""Who did an act, by the order of words: where the tree has lost who does it, or puts it elsewhere."""

from __future__ import annotations

from graph.extraction.document import Document, Mention
from graph.extraction.relations.neighbours import DASHES, HAVING, POSSESSIVES, doer, mention_from
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
    end = min(tree.spans[tree.sentence[passive]][1], passive + BEHIND)
    for index in range(passive + 1, end):
        lower = tree.lower[index]
        if lower == "by" or (lower == "of" and tree.lemma[index - 1] == "hand"):
            mention = _opening(index + 1, end + 4, document, tree)
            return tree.conjuncts(mention.head.i) if mention else []
        finite = tree.tag[index] in FINITE and not _joins(index, tree)
        if lower in ENDING or finite or tree.tag[index] in ("WP", "WDT", "PRP", "VBG"):
            return []
    return []


def carried_out_behind(noun: int, document: Document, tree: Tree) -> list[int]:
    """X of "the bombings … since May carried out by X", "at the hands of X": further on in the sentence."""
    end = min(tree.spans[tree.sentence[noun]][1], noun + BEHIND)
    for index in range(noun + 1, end):
        lower = tree.lower[index]
        done = index - 1 - (tree.lower[index - 1] == "out")
        by = lower == "by" and tree.tag[done] == "VBN" and tree.lemma[done] in words("accusedOf", "carry_out")
        if by or (lower == "of" and tree.lemma[index - 1] == "hand"):
            mention = _opening(index + 1, end + 4, document, tree)
            return tree.conjuncts(mention.head.i) if mention else []
        if lower in ENDING:
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
        if mention is not None:
            described = document.mention_of.get(mention.span.end)
            longer = described is not None and described.span.start <= mention.span.start
            return described if longer else mention
        if tree.pos[index] not in ("DET", "ADJ", "NUM", "ADV", "NOUN", "PUNCT") and tree.tag[index] != "VBN":
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
            named = mention.form in ("name", "demonym", "pronoun")
            return [mention.head.i] if named or behind in POSSESSIVES | DASHES else []
        inside = tree.pos[index] in PREMODIFIERS or tree.tag[index] in ("VBN", "VBG")
        if not inside and tree.lower[index] not in POSSESSIVES | DASHES:
            return []
        index -= 1
    return []
