"""Whom a definite noun means that ends a name, or tells of a realm or post: "the front", "the marshal"."""

from __future__ import annotations

from functools import lru_cache

from graph.extraction.document import Actor, Document, Mention
from graph.extraction.relations.kinds import GROUPS
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree

REALMS = words("words", "realms")
TITLES = words("words", "short_titles")
MODIFIERS = words("words", "before_short")
POINTING = frozenset({"the", "this", "that"})
RECENT = 4
"""Sentences back in which a realm was named."""


def called_short(index: int, document: Document, tree: Tree) -> Actor | None:
    """The Lowland Front of "the front", Brenn of "the emirate"."""
    word = tree.lower[index]
    if (
        tree.tag[index] not in ("NN", "NNP")
        or not index
        or tree.lower[index - 1 - (tree.lower[index - 1] in MODIFIERS)] not in POINTING
    ):
        return None
    if tree.kids(index, "nmod", "acl"):
        return None
    if word in REALMS:
        return _last(index, _states(document), tree, tree.sentence[index] - RECENT)
    if word in TITLES:
        return _titled(word, index, document, tree)
    named = _by_noun(document).get(word)
    return _last(index, named, tree, 0) if named else None


def _last(index: int, mentions: tuple[Mention, ...], tree: Tree, first: int) -> Actor | None:
    """Whoever of some was named last before a word, from a sentence on."""
    before = [m for m in mentions if m.span.end <= index and tree.sentence[m.head.i] >= first]
    return before[-1].actor if before else None


def _titled(title: str, index: int, document: Document, tree: Tree) -> Actor | None:
    """Whoever has a title by name, else the person whom the article names most."""
    people = [actor for actor in document.actors if actor.kind == "Person" and actor.name[:1].isupper()]
    called = [actor for actor in people if any(_has_title(m, title, tree) for m in actor.mentions)]
    named = [
        actor
        for actor in called or people
        if any(m.form == "name" and m.head.i < index for m in actor.mentions)
    ]
    return max(named, key=lambda actor: len(actor.mentions), default=None)


def _has_title(mention: Mention, title: str, tree: Tree) -> bool:
    start = mention.span.start
    return mention.form != "pronoun" and title in tree.lower[max(0, start - 2) : mention.span.end]


@lru_cache(1)
def _by_noun(document: Document) -> dict[str, tuple[Mention, ...]]:
    """The mentions of bodies with names by the common nouns in which these end or begin: "Front of X"."""
    found: dict[str, list[Mention]] = {}
    for mention in sorted(document.mentions, key=lambda m: m.span.start):
        name = mention.actor.name.split()
        if mention.form != "name" or mention.actor.kind not in GROUPS or len(name) < 2:
            continue
        nouns = {name[-1].lower()} | ({name[0].lower()} if name[1] in ("of", "for") else set())
        for noun in nouns & words("words", "short_bodies"):
            found.setdefault(noun, []).append(mention)
    return {noun: tuple(mentions) for noun, mentions in found.items()}


@lru_cache(1)
def _states(document: Document) -> tuple[Mention, ...]:
    named = [m for m in document.mentions if m.form in ("name", "demonym") and m.actor.kind == "State"]
    return tuple(sorted(named, key=lambda m: m.span.start))
