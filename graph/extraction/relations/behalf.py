"""On whose behalf people act: the bodies that they are of, and who commands them."""

from __future__ import annotations

from graph.extraction.document import Document
from graph.extraction.relations.bodies import is_prefixed
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree


def bodies_of(people: int, document: Document, tree: Tree) -> list[int]:
    """Whose people a noun tells of: "X men", "two officers of X", "men loyal to X"; no person, and
    no state but of its authorities: what nationals do is not what their state does.
    """
    told = {word: document.mention_of.get(word) for word in tree.kids(people, "compound", "amod")}
    named = [word for word, mention in told.items() if not (mention and is_prefixed(mention, people, tree))]
    found = tree.kids(people, "nmod:poss") + named
    found += tree.marked(people, ("of", "from", "in", "under", "within"), "nmod")
    kinds = {word: document.mention_of[word].actor.kind for word in found if word in document.mention_of}
    official = tree.lemma[people] in words("accusedOf", "official")
    found = [
        word
        for word in found
        if kinds.get(word) != "Person" and (kinds.get(word) != "State" or (official and word in named))
    ]
    for verb in tree.kids(people, "acl", "amod"):
        if tree.lemma[verb] in words("accusedOf", "belonging"):
            found += tree.marked(verb, ("to", "with"), "obl", "nmod")
    return [other for word in found for other in tree.conjuncts(word)]


def chiefs_of(people: int, tree: Tree) -> list[int]:
    """Under whom people are told to be who do something: "soldiers under X's command", "troops led by X"."""
    found = []
    for phrase in tree.marked(people, ("under",), "nmod", "obl"):
        if tree.lemma[phrase] in words("accusedOf", "lead"):
            found += tree.kids(phrase, "nmod:poss", "compound") + tree.marked(phrase, ("of",), "nmod")
        else:
            found.append(phrase)
    for told in tree.kids(people, "acl"):
        if tree.lemma[told] in words("words", "commanding"):
            found += tree.agents(told)
    return found
