"""Who is told to have done a deed of another sentence: who claims it, is blamed for it, or did "it"."""

from __future__ import annotations

from collections.abc import Iterator

from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree

POINTING = frozenset({"it", "this", "that", "these", "those", "they"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
DENYING = frozenset({"not", "n't", "never", "no", "nobody"})
AT_WHOM = ("on", "to", "at", "upon", "towards", "toward", "with")


def answers(tree: Tree) -> Iterator[tuple[int, int]]:
    """The words that answer for a deed told elsewhere, each with the word for who is said to have done it."""
    for word in range(tree.end):
        lemma = tree.lemma[word]
        found: list[int] = []
        if tree.pos[word] in ("VERB", "AUX"):
            if lemma in _VERBS and tree.tag[word].startswith("VB") and tree.dep[word] != "amod":
                found = _VERBS[lemma](word, tree)
        elif lemma in words("accusedOf", "strangers"):
            found = _who_they_are(word, tree)
        elif lemma in ("responsible", "behind", "work", "handiwork"):
            found = _liable(word, tree)
        if found and DENYING.isdisjoint(tree.lower[max(0, word - 3) : word]):
            yield from ((word, each) for each in found)


def points_back(word: int, tree: Tree) -> bool:
    """Whether a word means a deed told before: "it", "the attack", "these killings"."""
    if tree.lower[word] in POINTING:
        return tree.tag[word] != "WDT"
    opened = {tree.lower[child] for child in tree.kids(word, "det")}
    return tree.lemma[word] in words("accusedOf", "deed") and not DEFINITE.isdisjoint(opened)


def _is_deed(word: int, tree: Tree) -> bool:
    return tree.lemma[word] == "responsibility" or points_back(word, tree)


def _claiming(verb: int, tree: Tree) -> list[int]:
    """X of "X claimed responsibility", "responsibility was claimed by X"."""
    if not any(_is_deed(word, tree) for word in tree.patients(verb)):
        return []
    return [word for word in tree.agents(verb) if tree.lower[word - 1] != "no"]


def _blaming(verb: int, tree: Tree) -> list[int]:
    """X of "blamed the attack on X", "blamed X for it"."""
    deeds = [word for word in tree.patients(verb) if _is_deed(word, tree)]
    if deeds:
        return _at_whom(verb, deeds, tree)
    return tree.patients(verb) if _only_of_deeds(verb, ("for", "over"), tree) else []


def _accusing(verb: int, tree: Tree) -> list[int]:
    """X of "accused X", "suspects X of it", "accused X of being behind the attack"."""
    end = tree.spans[tree.sentence[verb]][1]
    grounds = any(tree.lower[i] == "of" and tree.tag[i + 1] == "VBG" for i in range(verb + 1, end - 1))
    told = _only_of_deeds(verb, ("of", "for", "over", "in"), tree) and not (
        grounds and tree.kids(verb, "xcomp")
    )
    return tree.patients(verb) if told else []


def _laying(verb: int, tree: Tree) -> list[int]:
    """X of "attributed the attack to X", "suspicion fell on X", "pointed the finger at X"."""
    told = [*tree.patients(verb), *tree.kids(verb, "nsubj")]
    laid = [word for word in told if tree.lemma[word] in words("accusedOf", "suspicion")]
    laid += [word for word in tree.patients(verb) if _is_deed(word, tree)]
    pointing = tree.lemma[verb] == "point" and tree.tag[verb] in ("VBD", "VBZ") and not tree.kids(verb, "obj")
    return _at_whom(verb, [], tree) if laid or pointing else []


def _doing(verb: int, tree: Tree) -> list[int]:
    """X of "X said it carried out the attack", "X had done it"."""
    did = tree.lemma[verb] != "do" or (tree.tag[verb] == "VBN" and not tree.is_passive(verb))
    return tree.agents(verb) if did and any(points_back(word, tree) for word in tree.patients(verb)) else []


def _holding(verb: int, tree: Tree) -> list[int]:
    """X of "held X responsible"."""
    said = tree.kids(verb, "xcomp", "advcl", "ccomp", "obl")
    held = any(tree.lemma[word] == "responsible" and _only_of_deeds(word, ("for",), tree) for word in said)
    return tree.patients(verb) if held else []


def _who_they_are(word: int, tree: Tree) -> list[int]:
    """X of "the attackers belonged to X", "the gunmen were X fighters", "the killers wore X uniforms"."""
    head = tree.head[word]
    definite = {tree.lower[child] for child in tree.kids(word, "det")} & DEFINITE
    if tree.dep[word] not in ("nsubj", "nsubj:pass") or not definite:
        return []
    if tree.kids(head, "cop"):
        return [
            head,
            *tree.kids(head, "compound", "amod"),
            *tree.marked(head, ("of", "from", "with"), "nmod"),
        ]
    if tree.lemma[head] in ("belong", "identify", "come", "serve"):
        return tree.marked(head, ("to", "as", "from", "with", "in"), "obl", "nmod")
    if tree.lemma[head] == "wear":
        return [owner for worn in tree.patients(head) for owner in _owners(worn, tree)]
    return []


def _owners(noun: int, tree: Tree) -> list[int]:
    return [*tree.kids(noun, "compound", "amod", "nmod:poss"), *tree.marked(noun, ("of",), "nmod")]


def _liable(word: int, tree: Tree) -> list[int]:
    """X of "X was responsible", "X was behind the attack", "it was the work of X"."""
    if tree.lemma[word] == "responsible":
        return tree.kids(word, "nsubj") if _only_of_deeds(word, ("for",), tree) else []
    if tree.lemma[word] == "behind":
        deed = tree.head[word]
        behind = points_back(deed, tree) and tree.kids(deed, "cop")
        return tree.kids(deed, "nsubj") if behind else []
    told = any(points_back(subject, tree) for subject in tree.kids(word, "nsubj"))
    return tree.marked(word, ("of",), "nmod") if told and tree.kids(word, "cop") else []


def _at_whom(verb: int, laid: list[int], tree: Tree) -> list[int]:
    phrases = (p for word in dict.fromkeys((verb, *laid)) for p in tree.marked(word, AT_WHOM, "obl", "nmod"))
    return [each for phrase in phrases for each in tree.conjuncts(phrase)]


def _only_of_deeds(verb: int, prepositions: tuple[str, ...], tree: Tree) -> bool:
    """Whether all that somebody is said to have done is a deed told before, or nothing is said of it."""
    told = tree.marked(verb, prepositions, "obl", "advcl", "nmod") + tree.kids(verb, "xcomp", "ccomp")
    return all(
        _is_deed(clause, tree) or any(points_back(done, tree) for done in tree.patients(clause))
        for clause in told
    )


_VERBS = {
    "claim": _claiming,
    "blame": _blaming,
    "accuse": _accusing,
    "suspect": _accusing,
    "hold": _holding,
    **dict.fromkeys(("point", "fall", "attribute", "ascribe", "pin", "link", "trace", "lie"), _laying),
    **dict.fromkeys(("carry", "commit", "conduct", "do", "launch", "stage", "perpetrate"), _doing),
    **dict.fromkeys(("execute", "order", "mastermind", "orchestrate", "plan", "mount"), _doing),
}
