"""Who is held for having told of an act, and has not done it: "jailed over an article on the killings"."""

from __future__ import annotations

from graph.extraction.document import Actor, Document
from graph.extraction.relations.charges import accused_by
from graph.extraction.relations.parse import OBJECTS
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree

GROUNDS = frozenset({"for", "over", "after", "with", "of", "following"})
"""What leads from holding somebody to what they are held for: "jailed over a post"."""
HIGHEST = 4
"""How many words up from an act those are sought who are held for telling of it."""


def held_for_telling(node: int, tree: Tree) -> list[int]:
    """Who is held for having told of what a word names: "jailed over an article on it", "for exposing it"."""
    work, dep = tree.head[node], tree.dep[node]
    if dep == "obl" and tree.dep[work] == "acl:relcl":
        work, dep = tree.head[work], "nmod"  # "over a post he had shared about the killings"
    if tree.pos[work] in ("NOUN", "PROPN") and tree.lemma[work] in words("accusedOf", "writings"):
        links = tree.markers(node) | {tree.lower[node]}
        told = dep in ("nmod", "acl") and not words("accusedOf", "writings_on").isdisjoint(links)
    else:
        retelling = tree.tag[work] == "VBG" and tree.lemma[work] in words("accusedOf", "retell")
        about = dep == "obl" and not {"about", "on"}.isdisjoint(tree.markers(node))
        told = retelling and (dep in OBJECTS or about)
    if not told or GROUNDS.isdisjoint(tree.markers(work)):
        return []
    verb = tree.head[tree.first_conjunct(work)]
    for _ in range(2):
        if tree.pos[verb] == "NOUN":
            verb = tree.head[verb]  # "convicted of sedition for his posts", "sentenced to two years over"
    held = tree.pos[verb] in ("VERB", "ADJ") and tree.lemma[verb] in words("accusedOf", "held")
    return accused_by(verb, tree) if held else []


def tellers(act: int, document: Document, tree: Tree) -> set[Actor]:
    """Who only told of an act, and is held for that: X of "jailed the writer X over a post about it"."""
    above = [act, *tree.ancestors(act)][:HIGHEST]
    held = next(filter(None, (held_for_telling(node, tree) for node in above)), [])
    named = [*held, *(name for word in held for name in tree.kids(word, "appos"))]
    return {document.mention_of[word].actor for word in named if word in document.mention_of}
