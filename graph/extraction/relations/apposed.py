"""Who is named beside a description: "his deputy, X", "fighters known as X", "X, the group backed by Y"."""

from __future__ import annotations

from graph.extraction.actors import lexicon
from graph.extraction.document import Document, Mention
from graph.extraction.relations.kinds import ORGANIZATIONS
from graph.extraction.relations.nouns import before_comma
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree

GROUPINGS = words("words", "groupings")
CALLING = frozenset({"know", "call", "dub", "name"})
LAND = "State"
LANDS = words("words", "lands")


def named_beside(index: int, document: Document, tree: Tree) -> Mention | None:
    """X of "his deputy, X", "fighters known as X": who is named beside a description."""
    for called in tree.kids(index, "acl") if index in document.mention_of else ():
        if tree.lemma[called] in CALLING:
            for child in tree.kids(called, "obl", "obj", "xcomp"):
                mention = document.mention_of.get(child)
                if mention and mention.form == "name":
                    return mention
    for child in tree.children[index]:
        if tree.dep[child] in ("appos", "flat"):
            mention = document.mention_of.get(child)
            if mention and (mention.names_person or _is_body_told(mention, index, document)):
                return mention
    body = _body_made_of(index, document, tree)
    if body or tree.tag[index] not in ("NN", "NNP"):
        return body
    body = _body_before_comma(index, document, tree)
    if body:
        return body
    # "the minister for foreign affairs, X," where the tree has put X elsewhere
    last = max(tree.subtree(index))
    for comma in (word for word in range(index + 1, last + 2) if word < tree.end and tree.lower[word] == ","):
        start = comma + 1
        while start + 1 < tree.end and tree.dep[start] == "nmod:desc" and start < comma + 4:
            start += 1
        mention = document.mention_of.get(start)
        closed = mention and mention.span.end < tree.end and tree.lower[mention.span.end] in (",", ".")
        if mention and closed and mention.names_person:
            return mention if tree.lemma[index] in lexicon.titles().all else None
    return None


def _is_body_told(mention: Mention, index: int, document: Document) -> bool:
    """Whether a body's name explains a noun that is no party by itself: "its offshoot, the Y Brigades"."""
    if index in document.mention_of or mention.span.start < index:
        return False
    return mention.form == "name" and mention.actor.kind in ORGANIZATIONS


def _body_made_of(index: int, document: Document, tree: Tree) -> Mention | None:
    """The PMF of "the PMF, a grouping of factions"."""
    whole = tree.head[index]
    if tree.lemma[whole] not in GROUPINGS or "of" not in tree.markers(index):
        return None
    for name in before_comma(whole, document, tree):
        mention = document.mention_of[name]
        return mention if mention.actor.kind in ORGANIZATIONS else None
    return None


def _body_before_comma(index: int, document: Document, tree: Tree) -> Mention | None:
    """Hezbollah of "Hezbollah, the powerful Shiite group backed by Iran"."""
    land = tree.lower[index] in LANDS
    if not land and not lexicon.body_kind(tree.lower[index]):
        return None
    for word in range(index - 1, max(index - 6, 0), -1):
        if tree.lower[word] == ",":
            mention = document.mention_of.get(word - 1 - (tree.lower[word - 1] == ")"))
            fits = (
                mention
                and mention.form == "name"
                and (mention.actor.kind in ((LAND,) if land else ORGANIZATIONS))
            )
            return mention if fits and tree.lower[word + 1] in ("a", "an", "the") else None
        if tree.pos[word] not in ("ADJ", "NOUN", "DET", "ADV", "PROPN", "PUNCT", "VERB"):
            return None
    return None
