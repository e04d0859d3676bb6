"""Whose act it is said to be: those who may have done it, met by its words or standing for who is met."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from graph.extraction.document import Document, Mention
from graph.extraction.relations.behalf import bodies_of, chiefs_of
from graph.extraction.relations.besides import agents_besides
from graph.extraction.relations.charges import named_before
from graph.extraction.relations.climbing import climb
from graph.extraction.relations.doers import by_hand
from graph.extraction.relations.kinds import GROUPS
from graph.extraction.relations.nominal import OWNERS, agents_inside
from graph.extraction.relations.nouns import examples
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree

DOING = frozenset({"subject", "by", "possessor", "acl", "doer", "accused"})
ACTING = DOING | {"behind", "does", "liable", "means", "blamed"}
"""Ways of being met of people whose body is told of too."""
BODY = "body"
"""How the body is met whose people are said to have done an act, beside these: "X men", "officers of X"."""
MEMBERS = words("words", "people_of_a_body") | words("words", "service_ranks")
ONE_MEMBER = MEMBERS - {"leadership", "delegation"}
"""Nouns that are one person of a body in the singular."""
PEOPLE = MEMBERS | words("words", "owned_forces") | words("words", "quantities")
"""Who acts for a body where only the body is named: "members of X", "X's men"."""


@dataclass(frozen=True, slots=True)
class Link:
    """Somebody who may have done an act: the word met, how it hangs on the act, how many words up."""

    at: int
    mention: Mention
    how: str
    height: int


def way_of(how: str) -> str:
    """The first of how somebody hangs on an act, without the words on the way: "verb" of "verb:obj/kill"."""
    return how.split(":")[0].split("/")[0]


def find_agents(anchor: int, document: Document, tree: Tree) -> list[Link]:
    """Those who may have done the act that the word names, the nearest first, each once."""
    links: dict[int, Link] = {}

    def meet(word: int, how: str, height: int) -> bool:
        mention = _named(word, document, tree)
        if mention and not (mention.head.i == anchor and how != "doer"):
            known = links.get(id(mention))
            if known is None or (known.how.startswith("verb") and how.startswith("accused")):
                links[id(mention)] = Link(word, mention, how, height)
        return mention is not None

    for word, how, height in climb(anchor, document, tree):
        if not meet(word, how, height):
            for other in _stood_for(word, tree):
                meet(other, how, height)
    for word in by_hand(anchor, document, tree):
        meet(word, "behind", 0)
    if not any(link.how in DOING for link in links.values()):
        for word, how in agents_besides(anchor, document, tree):
            meet(word, how, 0)
    for link in list(links.values()):
        several = link.mention.form == "description" and link.mention.actor.kind != "Person"
        if several and link.how.split(":")[0] in ACTING:
            for body in bodies_of(link.mention.head.i, document, tree):
                known = document.mention_of.get(body)
                if known is None or known.actor is not link.mention.actor:
                    meet(body, f"{BODY}:{link.how}", link.height)
            for example in examples(link.mention.head.i, document, tree):
                meet(example, f"{BODY}:{link.how}", link.height)
            for chief in chiefs_of(link.mention.head.i, tree):
                meet(chief, "under", link.height)
            for name in _apposed(link.mention.head.i, tree):
                meet(name, link.how, link.height)
    if any(link.how.startswith("accused") for link in links.values()):
        for word in named_before(anchor, document, tree):
            meet(word, "accused:listed", 0)
    return [link for link in links.values() if not _owns_doer(link, links.values())]


def _named(word: int, document: Document, tree: Tree) -> Mention | None:
    """Who is met at a word: of "a police officer, X," the one who is named."""
    mention = document.mention_of.get(word)
    if mention is not None and mention.form == "description" and tree.tag[mention.head.i] == "NN":
        for child in tree.kids(mention.head.i, "appos"):
            named = document.mention_of.get(child)
            if named is not None and named.names_person:
                return named
    return mention


def _owns_doer(link: Link, links: Collection[Link]) -> bool:
    """Whether a state is only whose group acts: Lebanon of "Lebanon's Hezbollah attacks"."""
    if not link.how.startswith("possessor") or link.mention.actor.kind != "State":
        return False
    end = link.mention.span.end
    return any(
        other.how.startswith("compound")
        and other.mention.actor.kind in GROUPS
        and end <= other.mention.span.start <= end + 2
        for other in links
    )


def _stood_for(word: int, tree: Tree) -> list[int]:
    """Who a noun that is nobody's name stands for: "members of X", "X, a monk", "X's actions"."""
    if tree.pos[word] not in ("NOUN", "PROPN", "NUM"):
        return tree.marked(word, ("of",), "nmod") if tree.lemma[word] in PEOPLE else []  # "some of them"
    found = _apposed(word, tree)
    if tree.pos[word] == "NUM":
        found += tree.marked(word, ("of",), "nmod", "obl")  # "three of them"
    if tree.lemma[word] in PEOPLE and not is_one_member(word, tree):
        found += tree.marked(word, ("of", "from"), "nmod") + tree.kids(word, "nmod:poss", "compound")
    if tree.kids(word, "cop"):
        found += tree.kids(word, "nsubj")
    if tree.dep[word] == "appos":
        found.append(tree.head[word])
    if tree.lemma[word] in words("accusedOf", "deed"):
        found += [doer for doer, how in agents_inside(word, tree) if how in (*OWNERS, "compound", "acl")]
    return found


def _apposed(word: int, tree: Tree) -> list[int]:
    """Who is named behind a noun: "three men, X, Y and Z"."""
    return [name for first in tree.kids(word, "appos") for name in tree.conjuncts(first)]


def is_one_member(word: int, tree: Tree) -> bool:
    """Whether a noun is one person of a body, for whose acts the body is not accused: "Libya's commander"."""
    return tree.tag[word] in ("NN", "NNP") and tree.lemma[word] in ONE_MEMBER
