"""Whom words of accusing lay an act to: "X was charged with it", "a warrant for X over it"."""

from __future__ import annotations

from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import OBJECTS, PASSIVE_SUBJECTS, Tree


def accused_by(verb: int, tree: Tree) -> list[int]:
    """Whom a verb of accusing has as accused, also where it has no auxiliary: "X was held, accused of"."""
    found = tree.patients(verb)
    if found or tree.kids(verb, "nsubj:pass"):
        return found
    if tree.lemma[verb] in words("accusedOf", "face"):
        return tree.agents(verb)
    head, dep = tree.head[verb], tree.dep[verb]
    if tree.tag[verb] not in ("VBN", "VBD") or head == verb or tree.kids(verb, "nsubj", "obj"):
        return []
    if tree.pos[head] in ("VERB", "AUX") and dep in ("advcl", "conj", "parataxis", "xcomp", "dep"):
        return tree.patients(head) if tree.is_passive(head) else tree.agents(head)
    return [head] if tree.pos[head] in ("NOUN", "PROPN") else []


def is_accused(word: int, tree: Tree) -> bool:
    """Whether a name is the object, or passive subject, of a verb of accusing."""
    verb = tree.head[word]
    return (
        tree.pos[word] == "PROPN"
        and tree.lemma[verb] in words("accusedOf", "lay")
        and (tree.dep[word] in OBJECTS or tree.dep[word] in PASSIVE_SUBJECTS)
    )


def is_ground(word: int, tree: Tree) -> bool:
    """Whether an act is what somebody is held for: "police arrested two men for kidnapping"."""
    head = tree.head[word]
    return (
        tree.dep[word] == "advcl"
        and not tree.kids(word, "nsubj")
        and tree.pos[head] == "VERB"
        and tree.lemma[head] in words("accusedOf", "accuse")
        and bool(
            words("accusedOf", "prepositions") & tree.markers(word) - {"by", "following", "after", "upon"}
        )
    )


def warranted(verb: int, tree: Tree) -> list[int]:
    """For whom a verb tells of a warrant: "issued a warrant for X over the killings"."""
    warrants = [word for word in tree.kids(verb, "obj", "nsubj") if tree.lemma[word] == "warrant"]
    phrases = tree.marked(verb, ("for", "against"), "obl") if warrants else []
    for warrant in warrants:
        phrases += tree.marked(warrant, ("for", "against"), "nmod")
    return [word for phrase in phrases for word in tree.conjuncts(phrase)]
