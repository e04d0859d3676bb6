"""Who is accused of what another sentence tells: suspects that are named, who faces "the same charges"."""

from __future__ import annotations

from collections.abc import Iterator

from graph.extraction.document import Actor, Document
from graph.extraction.relations.kinds import BELLIGERENTS
from graph.extraction.relations.lists import names_listed
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree

CHARGES = words("accusedOf", "charges") | {"case", "act", "sentence"}
"""What is the same for another who is accused: "got the same sentence"."""
FACING = words("accusedOf", "accuse") | {"receive", "get"}
"""Verbs of accusing, and those whose subject is the accused."""


def named_suspects(document: Document, tree: Tree) -> Iterator[tuple[int, list[Actor]]]:
    """Where those accused before are named, and who they are: "the suspects are X and Y"."""
    for word in range(tree.end):
        if tree.dep[word] not in ("nsubj", "nsubj:pass") or tree.tag[word] in ("NN", "NNP"):
            continue
        if tree.lemma[word] not in words("accusedOf", "suspects"):
            continue
        head = tree.head[word]
        if tree.kids(head, "cop"):
            named = [head]
        elif tree.lemma[head] in words("accusedOf", "naming_suspects"):
            named = tree.marked(head, ("as",), "obl", "nmod") + tree.kids(head, "obj", "xcomp")
        else:
            continue
        people = (m for m in map(document.mention_of.get, named) if m is not None and m.names_person)
        first = next(people, None)
        if first is not None:
            yield word, [mention.actor for mention in names_listed(first, document, tree)]


def same_charges(document: Document, tree: Tree) -> Iterator[tuple[int, list[Actor]]]:
    """Where somebody is accused of what another is, and who: "his deputy, X, faces the same charges"."""
    for word in range(tree.end):
        if tree.lower[word] not in words("accusedOf", "same"):
            continue
        charge = tree.head[word]
        if tree.lemma[charge] not in CHARGES:
            continue
        verb = tree.head[charge]
        if tree.pos[verb] == "ADJ" or tree.lemma[verb] in FACING:
            found = tree.patients(verb) if tree.is_passive(verb) else tree.agents(verb)
            people = [p for each in found for p in (each, *tree.kids(each, "appos"))]
            actors = [m.actor for each in people if (m := document.mention_of.get(each)) is not None]
            yield word, [actor for actor in dict.fromkeys(actors) if actor.kind != "Source"]


def orders(document: Document, tree: Tree) -> Iterator[tuple[int, list[Actor]]]:
    """Where it is told at whose word a deed of before was done, and whose: "X gave the order", "he was
    acting on the orders of X", "the shells were fired by X".
    """
    for word in range(tree.end):
        lemma, found = tree.lemma[word], list[int]()
        if lemma in words("accusedOf", "orders") and tree.pos[word] == "NOUN":
            verb = tree.head[word]
            if tree.dep[word] == "obj" and tree.lemma[verb] in words("accusedOf", "ordering"):
                found = tree.agents(verb)
            elif tree.dep[word] == "nsubj:pass" or (tree.dep[word] == "nsubj" and tree.lemma[verb] == "come"):
                found = tree.agents(verb) if tree.is_passive(verb) else tree.marked(verb, ("from",), "obl")
            elif not tree.markers(word).isdisjoint(("on", "under", "at")):
                found = tree.marked(word, ("of", "from"), "nmod") + tree.kids(word, "nmod:poss")
        elif lemma in words("accusedOf", "shots") and tree.dep[word] in ("nsubj", "nsubj:pass"):
            verb = tree.head[word]
            if tree.is_passive(verb):
                found = tree.agents(verb)
            elif tree.lemma[verb] == "come":
                found = [
                    each
                    for phrase in tree.marked(verb, ("from",), "obl")
                    for each in (phrase, *tree.kids(phrase, "compound", "amod", "nmod:poss", "nmod"))
                ]
        if found:
            named = (document.mention_of.get(other) for each in found for other in tree.conjuncts(each))
            actors = dict.fromkeys(m.actor for m in named if m is not None and m.actor.kind in BELLIGERENTS)
            yield word, list(actors)
