"""Who may have done an act that the tree ties nobody to: by the order of words, means or custody."""

from __future__ import annotations

from collections.abc import Iterator

from graph.extraction.document import Document
from graph.extraction.relations.doers import before_verb, by_behind, carried_out_behind, opening_phrase
from graph.extraction.relations.nominal import HIRED, agents_inside
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree

MEANS = ("in", "during", "by", "from", "through", "with", "after", "at")
"""What leads from what was done to what it was done in: "killed in raids by X"."""
HELD = ("in", "at", "on", "under", "inside")
"""What leads from what was done to where, or at whose word: "tortured in X's prisons", "on X's orders"."""
INSIDE = ("by", "acl", "possessor", "compound")


def agents_besides(anchor: int, document: Document, tree: Tree) -> Iterator[tuple[int, str]]:
    """The words for those who may have done the act, and how each is met."""
    if tree.pos[anchor] in ("VERB", "AUX", "ADJ"):
        yield from _of_verb(anchor, document, tree)
    else:
        yield from _of_noun(anchor, document, tree)


def _of_verb(verb: int, document: Document, tree: Tree) -> Iterator[tuple[int, str]]:
    for word in by_behind(verb, document, tree):
        yield word, "behind"
    for word in before_verb(verb, document, tree):
        yield word, "ahead"
    if "from" in tree.markers(verb) and tree.dep[verb] == "advcl":
        for word in tree.patients(tree.head[verb]):  # "did not stop X from invading"
            yield word, "ahead"
    joined = [other for other in tree.conjuncts(tree.first_conjunct(verb)) if other != verb]
    passive = tree.is_passive(verb)
    for each in (verb, *(joined if passive else ())):  # "beaten and tortured in raids by X"
        for phrase in tree.marked(each, MEANS, "obl", "nmod"):
            for word, how in agents_inside(phrase, tree):
                if how in INSIDE:
                    yield word, "means"
        yield from _holding(each, document, tree)
    for other in joined:
        if tree.lemma[other] in ("blame", "accuse", "suspect"):  # "…, and activists blame X"
            for word in tree.patients(other):
                yield word, "accused:" + tree.lemma[other]
    for clause in tree.kids(verb, "advcl") if passive else ():
        if "when" in tree.lower[min(tree.subtree(clause)) : clause]:  # "were killed when X attacked"
            for word in tree.agents(clause):
                yield word, "clause"
    for phrase in tree.marked(verb, ("under", "during"), "obl"):
        yield phrase, "under"
        for word in tree.kids(phrase, "nmod:poss", "compound", "nmod"):
            yield word, "under"


def _of_noun(noun: int, document: Document, tree: Tree) -> Iterator[tuple[int, str]]:
    for word in carried_out_behind(noun, document, tree):
        yield word, "behind"
    if tree.lemma[noun] not in HIRED:
        for word in opening_phrase(noun, document, tree):
            yield word, "opening"
    yield from _holding(noun, document, tree)
    if tree.dep[noun] == "obj" and tree.lemma[tree.head[noun]] in words("accusedOf", "do"):
        for word in before_verb(tree.head[noun], document, tree):
            yield word, "ahead"


def _holding(act: int, document: Document, tree: Tree) -> Iterator[tuple[int, str]]:
    """In whose custody or at whose word it was done: "tortured in X's prisons", "shot on the orders of X"."""
    for phrase in tree.marked(act, HELD, "obl", "nmod"):
        if tree.lemma[phrase] in words("accusedOf", "custody"):
            inside = agents_inside(phrase, tree)
            held = any(how in INSIDE for _, how in inside)  # "the death in police custody of X"
            for word, how in inside:
                if how in INSIDE or (how == "of" and not held):
                    yield word, "custody"
