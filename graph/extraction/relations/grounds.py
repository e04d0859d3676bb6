"""Acts that no label knows: what people are charged with, what others help, what is called unlawful."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.extraction.relations.patterns import patterns_at
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree

GROUND = "(ground)"
"""Stands for the label of what somebody is accused of in words that no label knows."""
UNLAWFUL = "(unlawful)"
"""Stands for the label of what is only called unlawful: "the illegal sale of"."""
ENABLING = "(enabling)"
"""Stands for the label of having a hand in somebody else's act: "justified the killing of"."""

OTHER = "otherViolation"
CORRUPTION = "corruption"
CLAUSES = ("xcomp", "ccomp", "advcl", "obj")
SPAN = 8
"""Words from a charge to the article of law that it is brought under."""


def other_grounds(known: Iterable[tuple[int, str]], tree: Tree) -> list[tuple[int, str, str]]:
    """Words for acts that no label knows, each once with its code and the label that stands for it."""
    acts = {anchor for anchor, _ in known}
    found: dict[int, str] = {}
    for word in range(tree.end):
        if tree.pos[word] in ("VERB", "NOUN"):
            for ground in _grounds(word, tree):
                for each in tree.conjuncts(ground):
                    vague = tree.lemma[each] in words("accusedOf", "vague_grounds") or not tree.common[each]
                    if vague or tree.pos[each] not in ("VERB", "NOUN") or _tells_of(acts, each, tree):
                        continue
                    if next(iter(patterns_at(each, tree)), None) is None:
                        found[each] = GROUND
            if word not in found and tree.lemma[word] in words("accusedOf", "lay"):
                found.update(dict.fromkeys(_articles_of_law(word, tree), GROUND))
        if tree.lower[word] in words("accusedOf", "unlawful"):
            head = tree.head[word]
            modifies = tree.dep[word] in ("amod", "advmod") and tree.pos[head] in ("VERB", "NOUN")
            thing = tree.lemma[head] in words("accusedOf", "unlawful_things")
            new = head not in found and word not in acts and not _tells_of(acts, head, tree)
            if modifies and new and not thing:
                found[head] = UNLAWFUL
    return [(word, _code(word, kind, tree), kind) for word, kind in sorted(found.items())]


def _code(word: int, kind: str, tree: Tree) -> str:
    """What sort of act it is: unlawful business is corruption, all else no particular one."""
    business = kind == UNLAWFUL and tree.lemma[word] in words("accusedOf", "business")
    return CORRUPTION if business else OTHER


def _grounds(word: int, tree: Tree) -> list[int]:
    """What a word of accusing, or of arrest, says that somebody did: "jailed for insulting the king"."""
    found: list[int] = []
    lemma = tree.lemma[word]
    if lemma in words("accusedOf", "lay"):
        found += tree.marked(word, ("of", "with"), "obl", "nmod", "advcl", "acl")
    if lemma in words("accusedOf", "charges"):
        found += tree.marked(word, ("of", "including", "for"), "nmod", "acl", "advcl", "obl")
        found += tree.kids(word, "acl", "compound")
    if lemma in words("accusedOf", "held") and tree.pos[word] == "VERB":
        told = tree.marked(word, ("for", "of"), "advcl", "obl")
        part = [w for w in told if tree.lemma[w] in words("accusedOf", "part")]
        told += [below for w in part for below in tree.kids(w, "acl", "advcl")]
        told += [below for w in told for below in tree.kids(w, "amod") if tree.lower[below - 1] == "for"]
        found += [w for w in told if tree.tag[w] == "VBG"]
    return found


def _articles_of_law(charge: int, tree: Tree) -> list[int]:
    """The law that a charge is brought under, where it says nothing else: "charged under Article 117"."""
    if tree.pos[charge] != "VERB" or tree.marked(charge, ("of", "with", "for", "over"), "obl", "advcl"):
        return []
    end = min(tree.spans[tree.sentence[charge]][1], charge + SPAN)
    for index in range(charge + 1, end):
        if tree.lower[index] == "under":
            law = words("accusedOf", "law")
            return [i for i in range(index + 1, min(index + SPAN, tree.end)) if tree.lemma[i] in law][:1]
    return []


def _tells_of(acts: set[int], word: int, tree: Tree) -> bool:
    """Whether a known act is what a word stands for, or what it only leads up to: "attempting to kidnap"."""
    if tree.pos[word] == "NOUN":
        return not acts.isdisjoint(tree.subtree(word))
    below = (each for child in tree.kids(word, "xcomp", "obj") for each in tree.conjuncts(child))
    return word in acts or not acts.isdisjoint(below)


def enabled_acts(known: Iterable[int], tree: Tree) -> Iterator[int]:
    """The verbs by which somebody has a hand in an act of others: "backed the massacre", "let them loot"."""
    acts = set(known)
    for verb in range(tree.end):
        if tree.pos[verb] == "VERB" and verb not in acts and not acts.isdisjoint(_enabled(verb, tree)):
            yield verb


def _enabled(verb: int, tree: Tree) -> list[int]:
    """The words where the act of others stands that a verb may have a hand in."""
    lemma = tree.lemma[verb]
    if lemma in words("accusedOf", "enable"):
        return tree.kids(verb, *CLAUSES) + tree.marked(verb, ("in", "with"), "obl")
    if lemma in words("accusedOf", "idle"):
        return tree.marked(verb, ("as", "while", "when"), "advcl")
    if lemma in words("accusedOf", "shield"):
        told = [clause for shielded in tree.kids(verb, "obj") for clause in tree.kids(shielded, "acl")]
        accused = [clause for clause in told if tree.lemma[clause] in words("accusedOf", "accuse")]
        return [phrase for clause in accused for phrase in tree.kids(clause, "obl", *CLAUSES)]
    if lemma in ("fail", "refuse"):
        stops = [w for w in tree.kids(verb, "xcomp") if tree.lemma[w] in words("accusedOf", "stop")]
        stopped = [each for w in stops for each in tree.kids(w, *CLAUSES) + tree.marked(w, ("in",), "obl")]
        return stopped + [clause for each in stopped for clause in tree.kids(each, "acl")]
    return []
