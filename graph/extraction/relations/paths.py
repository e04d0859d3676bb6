"""Paths from a cue to those who take part in what it tells of: by the tree, else by the words' order.

A path is a row of steps; each leads from words to words:

    agent, patient     who does what the cue tells of, whom it is done to (any voice, relative, controlled)
    accused            X of "accused X of arming Y", from the gerund
    holder, body       who is what the cue names ("the LNA commander, X"), and of what
    examples           those named as instances of it: "backers, including X and Y", "backers such as X"
    instances          the same of a description alone: "arms rebel groups, including X"
    relayed            X of "X, which experts say is backed by Y"
    prefix, modified   "X-backed Y": X and Y
    aimed              Y of "anti-Y", "pro-Y"
    before, after      the party that stands right before or behind the cue, whatever the tree says;
                       after(by|with) behind one of the prepositions
    beyond(against)    the party behind the first such preposition further on in the clause
    left               the parties right before a noun: "EU and US sanctions", "the ICC's arrest warrant"
    owner              the party behind the cue that owns what is met: "struck X's positions", "X camps";
                       owner(by|with) behind one of the prepositions: "aided by X drones"
    doer               the party right before an active verb
    between            the two parties of "between X and Y"
    paired             both of "the X-Y war"
    group              those named as of the group that a clause tells of: "X is among the states arming Y",
                       "the men sanctioned by Y include X"
    clause             who does what the clause around tells of: "With X's help, Y took the town"
    main               who the clause behind an opening phrase is about: "After talks with X, Y …"
    around             the words near the cue (for conditions)
    nsubj, obj, …      children with that label, subtypes included; conjuncts always come along
    obl(by|from)       the same, if one of the prepositions introduces them
    <obj, <obl(with)   the head, if the word has that label (and preposition)
    <conj              the first of the list that the word goes on with
    self               the word itself
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from graph.extraction.document import Document
from graph.extraction.relations import clauses, neighbours, nouns
from graph.extraction.relations.tree import Tree

STEP = re.compile(r"(<?)([\w:]+)(?:\(([^)]*)\))?$")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path."""

    up: bool
    name: str
    prepositions: tuple[str, ...]


Path = tuple[Step, ...]


def parse_path(text: str) -> Path:
    """The path that a table writes as text; ValueError where a step is none."""
    steps = []
    for word in text.split():
        match = STEP.match(word)
        if match is None:
            raise ValueError(f"no path step: {word!r}")
        up, name, prepositions = match.groups()
        steps.append(Step(bool(up), name, tuple(prepositions.split("|")) if prepositions else ()))
    return tuple(steps)


def follow(path: Path, cue: int, document: Document, tree: Tree) -> list[int]:
    """The words that a path leads to from a cue."""
    words = [cue]
    for step in path:
        reached: dict[int, None] = {}
        for word in words:
            reached.update(dict.fromkeys(_step(step, word, document, tree)))
        words = list(reached)
    return words


def _step(step: Step, word: int, document: Document, tree: Tree) -> list[int]:
    special = SPECIAL.get(step.name)
    if special and not step.up:
        return special(word, step.prepositions, document, tree)
    if step.up:
        if step.name == "conj":
            return [tree.first_conjunct(word)] if tree.dep[word] == "conj" else []
        if tree.dep[word] == "conj":
            word = tree.first_conjunct(word)
        head, dep = tree.head[word], tree.dep[word]
        if step.name in ("obj", "any") and dep != "obj":
            verbs = [
                child for child in tree.kids(word, "amod") if neighbours.is_finite(child, document, tree)
            ]
            if verbs:
                return verbs
        if head == word or step.name not in (dep, dep.split(":")[0], "any"):
            return []
        if step.prepositions and not set(step.prepositions) & tree.markers(word):
            return []
        return [head]
    if step.prepositions:
        return tree.marked(word, step.prepositions, step.name)
    found = tree.kids(word, step.name)
    if (
        step.name == "obj"
        and not found
        and tree.dep[word] == "amod"
        and neighbours.is_finite(word, document, tree)
    ):
        return [tree.head[word]]
    return found


Special = Callable[[int, tuple[str, ...], Document, Tree], list[int]]


def _plain(step: Callable[[int, Document, Tree], list[int]]) -> Special:
    """A step that no preposition narrows."""
    return lambda word, prepositions, document, tree: step(word, document, tree)


SPECIAL: dict[str, Special] = {
    "agent": _plain(
        lambda word, document, tree: (
            nouns.listed_for(word, tree) or tree.agents(word) or neighbours.of_attribute(word, document, tree)
        )
    ),
    "patient": lambda word, prepositions, document, tree: tree.patients(word),
    "self": lambda word, prepositions, document, tree: [word],
    "holder": _plain(nouns.holder),
    "body": _plain(nouns.bodies),
    "accused": _plain(nouns.accused),
    "examples": _plain(nouns.examples),
    "instances": _plain(nouns.instances),
    "relayed": _plain(nouns.relayed),
    "prefix": _plain(nouns.prefix),
    "modified": _plain(nouns.modified),
    "aimed": _plain(nouns.aimed),
    "clause": nouns.clause,
    "before": neighbours.before,
    "doer": neighbours.doer,
    "after": neighbours.after,
    "beyond": clauses.beyond,
    "left": neighbours.left,
    "owner": neighbours.owner,
    "paired": neighbours.paired,
    "group": clauses.group,
    "between": clauses.between,
    "main": clauses.main,
    "around": clauses.around,
}
