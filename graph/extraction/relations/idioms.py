"""Acts that no label names: truces that each side says the other broke, people whom nobody admits to hold,
children told to be among fighters.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree
from graph.extraction.relations.victims import CHILDREN, is_age_of_child

IDIOM = "(idiom)"
"""Stands for the label of an act that several words tell together."""
TRUCE = "ceasefireViolation"
DISAPPEARANCE = "enforcedDisappearance"

EACH_OTHER = words("accusedOf", "each_other")
EXCHANGED = words("accusedOf", "exchanged")
BEFORE = 2
"""Sentences back in which a truce is told of that two lay to each other to have broken."""
KNOWING = 14
"""Words between who does not know, or say, and where somebody is."""
PERSONS = frozenset({"he", "she", "they", "him", "her", "them"})
NOBODY = frozenset({"nobody", "none", "no", "not", "n't"})
NOT_SAID = words("accusedOf", "not_said")
SAID = words("accusedOf", "said")
ADMITTING = words("accusedOf", "admitting")
HOLDING = words("accusedOf", "holding")


def told_by_idiom(known: Collection[tuple[int, str]], tree: Tree) -> Iterator[tuple[int, str]]:
    """The words for acts that several words tell, each with its code, but of none told already nearby."""
    told = {(tree.sentence[anchor], code) for anchor, code in known}
    truces = [number for number in range(len(tree.spans)) if _tells_of_truce(number, tree)]
    for number, (start, end) in enumerate(tree.spans):
        lemmas = frozenset(tree.lemma[start:end])
        near_truce = any(number - BEFORE <= other <= number + 1 for other in truces)
        if near_truce and not lemmas.isdisjoint(EACH_OTHER) and (number, TRUCE) not in told:
            yield from ((word, TRUCE) for word in _laid_to_each_other(start, end, tree))
        if not lemmas.isdisjoint(NOT_SAID | ADMITTING) and (number, DISAPPEARANCE) not in told:
            yield from ((word, DISAPPEARANCE) for word in _unaccounted_for(start, end, tree))
        arms = not lemmas.isdisjoint(words("accusedOf", "bearing_arms"))
        if arms and (number, CHILDREN) not in told:
            yield from ((word, CHILDREN) for word in _young_among_fighters(start, end, tree))


def _tells_of_truce(number: int, tree: Tree) -> bool:
    start, end = tree.spans[number]
    return not words("accusedOf", "truces").isdisjoint(tree.lemma[start:end])


def _laid_to_each_other(start: int, end: int, tree: Tree) -> list[int]:
    """The verb of "X and Y blamed each other", "each says the other broke it", "both sides complained of"."""
    lower = tree.lower
    for verb in range(start, end):
        if tree.pos[verb] not in ("VERB", "AUX"):
            continue
        lemma, rest = tree.lemma[verb], lower[verb + 1 : min(end, verb + 8)]
        if lemma in words("accusedOf", "exchange") and not EXCHANGED.isdisjoint(rest):
            return [verb]
        if lemma not in words("accusedOf", "lay_to_other"):
            continue
        pairs = set(zip(rest, [*rest[1:], ""], strict=True))
        if not pairs.isdisjoint({("each", "other"), ("one", "another"), ("the", "other")}):
            return [verb]
        subjects = {lower[each] for word in tree.kids(verb, "nsubj") for each in (word, *tree.children[word])}
        breach = not {"violations", "breaches", "violation", "breach"}.isdisjoint(rest)
        if breach and not subjects.isdisjoint(("both", "each")):
            return [verb]
    return []


def _unaccounted_for(start: int, end: int, tree: Tree) -> list[int]:
    """The verb of "nobody knows where he is held", "denied holding him", "said he was not in custody"."""
    for word in range(start, end):
        before = tree.lemma[max(start, word - KNOWING) : word]
        if tree.lower[word] == "where" and word + 2 < end and not NOT_SAID.isdisjoint(before):
            clause = tree.head[word] if tree.dep[word] == "advmod" else word
            whose = any(_is_person(each, tree) for each in tree.kids(clause, "nsubj"))
            is_there = clause == word or tree.lemma[clause] in HOLDING | {"take", "be"}
            knowing = [i for i in range(max(start, word - KNOWING), word) if tree.lemma[i] in SAID]
            if whose and is_there and knowing:
                return knowing[-1:]
        held = tree.lemma[word] in HOLDING and tree.tag[word] == "VBG"
        whom = [tree.lower[each] for each in tree.kids(word, "obj")] if held else []
        if not PERSONS.isdisjoint(whom) and not (ADMITTING | NOT_SAID).isdisjoint(before):
            return [word]
        in_custody = tree.lower[word] == "custody" and "in" in tree.lower[max(start, word - 2) : word]
        if in_custody and not NOBODY.isdisjoint(tree.lower[max(start, word - 8) : word]):
            return [word]
    return []


def _is_person(word: int, tree: Tree) -> bool:
    return tree.lower[word] in PERSONS or tree.lemma[word] in words("people", "civilians")


def _young_among_fighters(start: int, end: int, tree: Tree) -> list[int]:
    """The noun of "boys as young as 14 were sent to the front", "nobody under 18 is accepted"."""
    for word in range(start, end):
        if is_age_of_child(word, tree):
            young = [w for w in tree.ancestors(word) if tree.pos[w] in ("NOUN", "PRON", "PROPN")]
            return [young[0] if young and young[0] >= start else word]
        if tree.lemma[word] in words("accusedOf", "young") and tree.pos[word] == "NOUN":
            head = tree.head[word]
            subjects = {tree.lemma[each] for each in tree.kids(head, "nsubj")}
            if tree.lemma[head] == "include" and not subjects.isdisjoint(words("accusedOf", "enlisted")):
                return [word]
            after = tree.lower[word + 1 : min(end, word + 6)]
            if "among" in after and not words("accusedOf", "enlisted").isdisjoint(tree.lemma[word:end]):
                return [word]
    return []
