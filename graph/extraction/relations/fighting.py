"""Acts of war: deaths that are the toll of an air strike or shelling, and what is done to fighters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.extraction.document import Document
from graph.extraction.relations.acts import Act
from graph.extraction.relations.harmed import find_harmed
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree

STRIKE = "attackOnCivilians"
DESTRUCTION = "destructionOfProperty"
TOLLS = frozenset({"unlawfulKilling", DESTRUCTION})
"""What a strike does is the strike itself, and no act of its own, but for works that it wrecks."""
MEANS = ("in", "by", "with", "during", "through", "from", "under")
"""What introduces the strike in which somebody died: "killed 46 people in air strikes"."""
WHEN = ("when", "as", "after")
HARMLESS = words("accusedOf", "helpless") | words("accusedOf", "no_fighters")
"""What tells of combatants that they do not fight: "captured soldiers"."""


def tolls_as_strikes(acts: Iterable[Act], tree: Tree) -> list[Act]:
    """The acts, those that are the toll of a strike told as that strike: "shelled the town, killing 12"."""
    found: dict[tuple[int, str], Act] = {}
    for act in acts:
        if act.code in TOLLS and any(_is_strike(word, tree) for word in _strikes(act.words[0], tree)):
            if act.code == DESTRUCTION and _hits_works(act.words[0], tree):
                found[act.words[0], act.code] = act
            act = Act(act.words, STRIKE, act.strength, act.verbal, act.label)
            found.setdefault((act.words[0], act.code), act)
        else:
            found[act.words[0], act.code] = act
    return list(found.values())


def _hits_works(toll: int, tree: Tree) -> bool:
    """Whether what a strike wrecks are works that people live by: "knocked out the grid"."""
    harmed = find_harmed(toll, tree)
    return any(
        tree.lemma[each] in words("accusedOf", "works") for word in harmed for each in tree.conjuncts(word)
    )


def _strikes(toll: int, tree: Tree) -> Iterator[int]:
    """The words that may tell what caused a death, or damage."""
    first = tree.first_conjunct(toll)
    head, dep = tree.head[first], tree.dep[first]
    if dep in ("advcl", "acl", "xcomp") and tree.tag[first] == "VBG" and head < first:
        yield head  # "bombed the station, killing 25", "air strikes killing 25"
    yield from tree.marked(toll, MEANS, "obl", "nmod")
    for dead in tree.patients(toll):
        yield from tree.marked(dead, ("in", "by", "during"), "nmod")  # "46 people in air strikes"
    if tree.pos[toll] == "VERB":
        yield from tree.agents(toll)  # "shelling killed 65 people"
        yield from tree.marked(toll, WHEN, "advcl")  # "12 were killed when a drone hit the bus"


def _is_strike(word: int, tree: Tree) -> bool:
    return tree.lemma[word] in words("accusedOf", "struck" if tree.pos[word] == "VERB" else "strikes")


def is_combat(act: int, document: Document, tree: Tree) -> bool:
    """Whether an act is done to armed forces alone: fighting, unless its words tell what is wrong with it."""
    harmed = find_harmed(act, tree)
    return bool(harmed) and all(_is_fighter(word, document, tree) for word in harmed)


def _is_fighter(word: int, document: Document, tree: Tree) -> bool:
    """Whether a word is for those who fight: an armed group, "soldiers", "30 of the attackers"."""
    mention = document.mention_of.get(word)
    if mention is not None and mention.actor.kind == "ArmedGroup":
        return True
    whole = tree.marked(word, ("of", "from", "among"), "nmod")
    if whole and (tree.pos[word] == "NUM" or tree.lemma[word] in words("words", "quantities")):
        return all(_is_fighter(each, document, tree) for each in whole)
    told = {tree.lower[child] for child in tree.kids(word, "amod", "acl")}
    return tree.lemma[word] in words("accusedOf", "combatants") and told.isdisjoint(HARMLESS)
