"""Whose act it is said to be: from the words of an act up the sentence to those who may have done it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.extraction.document import Document, Mention
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import OBJECTS, OBLIQUES, PASSIVE_SUBJECTS, SUBJECTS, Tree

OWNERS = frozenset({"possessor", "by"})
HARMED = ("of", "against", "on")
HIGHEST = 8
"""How many words up an act's agent is sought."""


@dataclass(frozen=True, slots=True)
class Link:
    """Somebody who may have done an act: the word met, how it hangs on the act, how many words up."""

    at: int
    mention: Mention
    how: str
    height: int


def find_agents(anchor: int, document: Document, tree: Tree) -> list[Link]:
    """Those who may have done the act that the word names, the nearest first, each once."""
    links: dict[int, Link] = {}
    for word, how, height in _climb(anchor, tree):
        mention = document.mention_of.get(word)
        if mention and id(mention) not in links and not (mention.head.i == anchor and how != "doer"):
            links[id(mention)] = Link(word, mention, how, height)
    return list(links.values())


def find_harmed(anchor: int, tree: Tree) -> list[int]:
    """The words for those an act is done to: "killed X", "abduction of X", "X's death", "X suffered it"."""
    if tree.pos[anchor] in ("VERB", "AUX"):
        return tree.patients(anchor)
    if _befalls_subject(anchor, tree):
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


def _climb(anchor: int, tree: Tree) -> Iterator[tuple[int, str, int]]:
    node = anchor
    if tree.lemma[node] in words("accusedOf", "doer"):
        for word in (*tree.conjuncts(node), tree.head[node]):
            yield word, "doer", 0
    own = _is_ground(node, tree) or _shares_passive(node, tree)
    for height in range(HIGHEST):
        step = "" if height == 0 else "/up"
        if tree.pos[node] in ("VERB", "AUX", "ADJ") and height == 0 and not _befalls_subject(node, tree):
            agents = [] if own else tree.agents(node)
            for word in agents:
                yield word, "subject" + step, height
            own = bool(agents)
        if tree.pos[node] in ("NOUN", "PROPN", "ADJ"):
            inside = _nominal(node, tree)
            yield from ((word, how + step, height) for word, how in inside)
            if any(how in OWNERS for _, how in inside):
                return
        head, dep = tree.head[node], tree.dep[node]
        if head == node:
            return
        lemma = tree.lemma[head]
        if dep == "conj":
            node = head
            continue
        if dep in ("ccomp", "parataxis") and tree.lemma[head] not in words("accusedOf", "accuse"):
            return
        oblique = dep in OBLIQUES or dep.split(":")[0] in ("obl", "advcl", "xcomp", "ccomp", "nmod")
        if (
            lemma in words("accusedOf", "accuse")
            and oblique
            and tree.pos[head] in ("VERB", "ADJ")
            and words("accusedOf", "prepositions") & tree.markers(node) | ({dep} & {"xcomp", "ccomp"})
        ):
            for word in tree.patients(head):
                yield word, "accused:" + lemma, height + 1
            return
        if lemma in words("accusedOf", "liable") and tree.pos[head] in ("ADJ", "NOUN", "VERB", "ADP"):
            for word in (
                *tree.kids(head, "nsubj"),
                *((tree.head[head],) if tree.dep[head] in ("amod", "acl") else ()),
            ):
                for each in tree.conjuncts(word):
                    yield each, "liable", height + 1
            for word in tree.agents(head):
                yield word, "liable", height + 1
        elif tree.pos[head] in ("VERB", "AUX", "ADJ"):
            if dep in OBJECTS or dep in PASSIVE_SUBJECTS or oblique:
                how = "does:" if lemma in words("accusedOf", "do") else "verb:"
                undergone = lemma in words("accusedOf", "undergo") and not tree.is_passive(head)
                if undergone or _befalls_subject(head, tree):
                    how = "suffers:"
                for word in tree.agents(head):
                    yield word, how + dep.split(":")[0], height + 1
                if lemma in words("accusedOf", "do") and (dep in OBLIQUES or dep in SUBJECTS):
                    for word in tree.patients(head):
                        yield word, "done-to", height + 1
            elif dep in SUBJECTS:
                for word in tree.marked(head, ("by", "on", "to"), "obl"):
                    yield word, "predicate", height + 1
        if tree.lemma[head] in words("accusedOf", "doer") and dep == "nmod":
            for word in (*tree.conjuncts(head), *tree.kids(head, "nsubj", "appos"), tree.head[head]):
                yield word, "doer-of", height + 1
        node = head
        if own and height > 1:
            return


def _is_ground(word: int, tree: Tree) -> bool:
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


def _shares_passive(word: int, tree: Tree) -> bool:
    """Whether a verb without an object goes on a passive, taggers aside: "was beaten and tortured"."""
    return (
        tree.dep[word] == "conj"
        and tree.tag[word] in ("VBD", "VB")
        and tree.is_passive(tree.head[word])
        and not tree.kids(word, "nsubj", "obj", "aux", "ccomp", "xcomp")
    )


def _befalls_subject(word: int, tree: Tree) -> bool:
    """Whether an act is done to its grammatical subject: "they are subject to torture"."""
    return tree.pos[word] == "ADJ" and tree.lemma[word] == "subject"


def _nominal(noun: int, tree: Tree) -> list[tuple[int, str]]:
    """Agents inside the noun phrase of an act: "killings by X", "X's attacks", "Israeli strikes"."""
    found: list[tuple[int, str]] = []
    for child in tree.children[noun]:
        dep = tree.dep[child]
        if dep == "nmod:poss":
            found += [(word, "possessor") for word in tree.conjuncts(child)]
        elif dep in ("compound", "amod", "nmod:desc", "nmod:unmarked"):
            found += [(word, "compound") for word in tree.conjuncts(child)]
        elif dep.split(":")[0] in ("nmod", "obl"):
            markers = tree.markers(child)
            for preposition in ("by", "against", "from", "of", "on", "at", "to", "involving", "under", "in"):
                if preposition in markers:
                    found += [(word, preposition) for word in tree.conjuncts(child)]
                    break
        elif dep.startswith("acl"):
            for word in tree.agents(child):
                if word != noun:
                    found.append((word, "acl"))
    return found
