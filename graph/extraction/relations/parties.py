"""Who is met where a path of a pattern leads."""

from __future__ import annotations

from dataclasses import dataclass

from graph.extraction.actors import lexicon
from graph.extraction.document import Actor, Document, Mention
from graph.extraction.relations.paths import Path, follow
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree

OWNED = words("words", "owned_forces")
"""Described by these alone, with a possessive, they are their owner: "its troops"."""
GOVERNING = words("words", "governing")
"""Described by these, they are who they are named after: "the government of President X"."""


@dataclass(frozen=True, slots=True)
class Party:
    """Who may stand on one side of a pattern: of which kinds, named at all, not under which descriptions."""

    kinds: frozenset[str] = frozenset()
    named: bool = False
    unnamed: frozenset[str] = frozenset()


def meet(
    paths: tuple[Path, ...], cue: int, document: Document, tree: Tree, wanted: Party
) -> list[tuple[int, Actor]]:
    """The actors, with the word each was met at, of the first path that meets any."""
    for path in paths:
        found: dict[int, tuple[int, Actor]] = {}
        for word in follow(path, cue, document, tree):
            for index in tree.members(word):
                actor = _actor_at(index, document, tree, wanted)
                if actor is not None:
                    found.setdefault(id(actor), (index, actor))
        if found:
            return list(found.values())
    return []


def _actor_at(index: int, document: Document, tree: Tree, wanted: Party) -> Actor | None:
    mention = document.mention_of.get(index)
    if mention is None or mention.form == "description":
        named = _named_beside(index, document, tree)
        if named is not None:
            mention = named
    if mention is None:
        return None
    actor = _who(mention, document, tree)
    if wanted.kinds and actor.kind not in wanted.kinds:
        return None
    if is_described(actor):
        if wanted.named:
            return None
        if mention.form == "description" and tree.lemma[mention.head.i] in wanted.unnamed:
            return None
    return actor


def is_described(actor: Actor) -> bool:
    """Whether an actor has no name of its own: its last word is a common noun."""
    return actor.name.split()[-1][:1].islower()


def _named_beside(index: int, document: Document, tree: Tree) -> Mention | None:
    """X of "his deputy, X": the person named in apposition to a description of one."""
    for child in tree.children[index]:
        if tree.dep[child] in ("appos", "flat"):
            mention = document.mention_of.get(child)
            if mention and mention.form == "name" and mention.actor.kind == "Person":
                return mention
    if tree.tag[index] not in ("NN", "NNP"):
        return None
    # "the minister for foreign affairs, X," where the tree has put X elsewhere
    last = max(tree.subtree(index))
    for comma in (word for word in range(index + 1, last + 2) if word < tree.end and tree.lower[word] == ","):
        mention = document.mention_of.get(comma + 1)
        closed = mention and mention.span.end < tree.end and tree.lower[mention.span.end] in (",", ".")
        if mention and closed and mention.form == "name" and mention.actor.kind == "Person":
            return mention if tree.lemma[index] in lexicon.titles().all else None
    return None


def _who(mention: Mention, document: Document, tree: Tree) -> Actor:
    """The actor that a mention means: of a bare "its troops" the owner, of "the government of X" X."""
    actor, head = mention.actor, mention.head.i
    if mention.form != "description" or not is_described(actor):
        return actor
    if tree.lemma[head] in OWNED and tree.lower[mention.span.start] == tree.lower[head]:
        for child in tree.kids(head, "nmod:poss"):
            owner = document.mention_of.get(child)
            if owner and owner.form == "pronoun":
                return owner.actor
    if tree.lemma[head] in GOVERNING:
        for child in tree.marked(head, ("of", "in"), "nmod"):
            named = document.mention_of.get(child)
            if named and named.form == "name" and named.actor.kind in ("Person", "State"):
                return named.actor
    return actor
