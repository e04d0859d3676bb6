"""Who is named inside the noun phrase of an act."""

from __future__ import annotations

from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree

OWNERS = frozenset({"possessor", "by"})
HARMED = ("of", "against", "on")
HIRED = words("accusedOf", "hired")
FROM_ELSEWHERE = words("accusedOf", "moving") | HIRED


def agents_inside(noun: int, tree: Tree) -> list[tuple[int, str]]:
    """Agents inside the noun phrase of an act: "killings by X", "X's attacks", "Israeli strikes"."""
    found: list[tuple[int, str]] = []
    for child in tree.children[noun]:
        dep = tree.dep[child]
        if dep == "nmod:poss":
            found += [(word, "possessor") for word in tree.conjuncts(child)]
        elif dep in ("compound", "amod", "nmod:desc", "nmod:unmarked"):
            if tree.lemma[noun] in HIRED:
                continue
            found += [(word, "compound") for word in tree.conjuncts(child)]
        elif dep.split(":")[0] in ("nmod", "obl"):
            markers = tree.markers(child)
            if "from" in markers and tree.lemma[noun] in FROM_ELSEWHERE:
                continue  # "the deportation of children from X"
            for preposition in ("by", "against", "from", "of", "on", "at", "to", "involving", "under", "in"):
                if preposition in markers:
                    owned = preposition == "of" and tree.lemma[noun] in words("accusedOf", "of_doer")
                    how = "possessor" if owned else preposition
                    found += [(word, how) for word in tree.conjuncts(child)]
                    break
            if not markers.isdisjoint(HARMED):  # "the attack on the camp by X"
                inner = tree.marked(child, ("by",), "nmod")
                found += [(each, "by") for word in inner for each in tree.conjuncts(word)]
        elif dep.startswith("acl"):
            legal = tree.lemma[noun] in words("accusedOf", "legal")
            if tree.lemma[child] in words("accusedOf", "blame"):
                for phrase in tree.marked(child, ("on", "to"), "obl", "obj"):
                    found += [(word, "blamed") for word in tree.conjuncts(phrase)]
            if _is_ground_of(child, tree):
                found += [(word, "accused:" + tree.lemma[child]) for word in tree.patients(child)]
                continue
            found += [(word, "accuser" if legal else "acl") for word in tree.agents(child) if word != noun]
            if legal:
                for phrase in tree.marked(child, ("against", "at", "on"), "obl"):
                    found += [(word, "against") for word in tree.conjuncts(phrase)]
    if tree.lemma[noun] in words("accusedOf", "laid"):
        return [(word, "accuser" if how in OWNERS else how) for word, how in found]
    return found


def _is_ground_of(verb: int, tree: Tree) -> bool:
    """Whether a relative clause accuses somebody of what it tells of: "genocide, of which Y accuses X"."""
    accusing = tree.lemma[verb] in words("accusedOf", "held")
    return accusing and any(
        tree.lower[word] in ("which", "whom") for word in tree.marked(verb, ("of", "for", "over"), "obl")
    )
