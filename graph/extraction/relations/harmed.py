"""Whom an act is done to, by the tree: "killed X", "the abduction of X", "X suffered it"."""

from __future__ import annotations

from graph.extraction.relations.nominal import HARMED
from graph.extraction.relations.parse import OBJECTS, OBLIQUES
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree


def find_harmed(anchor: int, tree: Tree) -> list[int]:
    """The words for those an act is done to: "killed X", "abduction of X", "X's death", "X suffered it"."""
    if tree.pos[anchor] in ("VERB", "AUX"):
        return tree.patients(anchor)
    if befalls_subject(anchor, tree):
        return tree.agents(anchor)
    found = [word for phrase in tree.marked(anchor, HARMED, "nmod", "obl") for word in tree.conjuncts(phrase)]
    if tree.lemma[anchor] in words("accusedOf", "befall"):
        found += tree.kids(anchor, "nmod:poss")
    node = tree.first_conjunct(anchor)
    head, dep = tree.head[node], tree.dep[node]
    if head == node:
        return found
    if tree.lemma[head] in words("accusedOf", "undergo") and dep in OBJECTS and not tree.is_passive(head):
        found += tree.agents(head)
    elif tree.lemma[head] == "subject" and dep in OBLIQUES:
        found += tree.patients(head)
    elif tree.lemma[head] in ("victim", "survivor") and dep == "nmod":
        found += [*tree.kids(head, "nsubj", "appos"), tree.head[head]]
    return found


def befalls_subject(word: int, tree: Tree) -> bool:
    """Whether an act is done to its grammatical subject: "they are subject to torture"."""
    return tree.pos[word] == "ADJ" and tree.lemma[word] == "subject"
