"""The bodies that noun phrases behind prepositions come to: "of the Y movement", "for Z's X-based Y"."""

from __future__ import annotations

from graph.extraction.actors.runs import POSSESSIVES
from graph.extraction.document import Actor, Document, Mention
from graph.extraction.relations.kinds import BODIES
from graph.extraction.relations.neighbours import mention_from
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree

AFTER = 9
"""How many words behind a preposition a body's name may begin."""
ARTICLES = frozenset(
    {"the", "a", "an", "its", "his", "her", "their", "our", "my", "this", "that", "one", "another"}
)
COPULAS = words("posts", "copulas") - POSSESSIVES
"""Copulas but for "'s", which mostly owns."""
QUOTES = frozenset("\"'“”‘’")
DASHES = frozenset({"-", "–", "—"})
NOMINAL = ("NN", "JJ", "CD", "VBN", "VBG", "RB", "HYPH", "AFX")


def past_bracket(opening: int, high: int, tree: Tree) -> int:
    """The place behind the bracket that opens here, if it soon closes."""
    inside = range(opening, min(high, opening + 6))
    return next((i + 1 for i in inside if tree.lower[i] in (")", "]")), opening)


def body_behind(start: int, high: int, document: Document, tree: Tree) -> tuple[Mention | None, int]:
    """The body that a noun phrase after a preposition is, and where the phrase ends."""
    doc, best, index = document.doc, None, start
    while index < min(high, start + AFTER):
        mention = document.mention_of.get(index)
        lower = tree.lower[index]
        if mention is None and tree.tag[index] == "VBG" and _takes_object(index, tree):
            break  # "accused President X of arming the Y"
        if mention is not None and mention.names_person:
            end, mention = mention.span.end, mention_from(index, document)
            if end < high and tree.lower[end] in POSSESSIVES:
                index = end + 1  # "Haftar's Libyan National Army"
                continue
            if mention is None or not is_body(mention):
                break  # else "the Haqqani network"
        if mention is not None and is_prefixed(mention, high, tree):
            index = mention.span.end + 2
            continue
        if mention is not None and names_body(mention):
            if best is None or not _only_describes(mention, best, tree):
                best = mention
            index = max(index + 1, mention.span.end)
            if mention.form == "description" and index < high and tree.lower[index] in {",", *QUOTES}:
                named = _named(index + 1, high, document, tree)
                if named is not None and named.actor.kind != "State":
                    return named, named.span.end
            going = index < high and tree.tag[index].startswith(("NN", "JJ", "POS"))
            if going or (index < high and tree.lower[index] in POSSESSIVES):
                continue
            break
        if (
            lower in ARTICLES
            or lower in QUOTES
            or lower in POSSESSIVES
            or lower in DASHES
            or lower == "and"
            or tree.tag[index].startswith(NOMINAL)
        ) and not doc[index].is_space:
            index += 1
        else:
            break
    return _named_of(best, index, high, document, tree) or (best, index)


def _named_of(
    owner: Mention | None, end: int, high: int, document: Document, tree: Tree
) -> tuple[Mention, int] | None:
    """Y of "X's eastern entity, Y": what is of a state is told by its own name."""
    if owner is None or owner.actor.kind != "State" or end >= high or tree.lower[end] != ",":
        return None
    if tree.lower[owner.span.end] not in POSSESSIVES or not tree.tag[end - 1].startswith("NN"):
        return None
    named = _named(end + 1, high, document, tree)
    return (named, named.span.end) if named is not None and named.actor.kind != "State" else None


def _takes_object(gerund: int, tree: Tree) -> bool:
    """Whether a gerund is a verb of its own, no attribute: "of arming the Y", not "of the warring Y"."""
    return tree.dep[gerund] in ("acl", "advcl", "ccomp", "csubj", "xcomp", "conj") and bool(
        tree.kids(gerund, "obj", "obl", "xcomp", "ccomp")
    )


def before_whose(whose: int, document: Document, tree: Tree) -> Mention | None:
    """Whom "whose" is of where that is not known: the name before it, else that of a clause before."""
    low, index = tree.spans[tree.sentence[whose]][0], whose - 1
    while index > low and tree.lower[index] in (",", "and", "or"):
        index -= 1
    if tree.lower[index] in (")", "]"):
        index = next((i - 1 for i in range(index, low, -1) if tree.lower[i] in ("(", "[")), index)
    mention = document.mention_of.get(index)
    if mention is not None and mention.span.end == index + 1:
        return mention
    clauses = (word for word in range(whose - 1, low, -1) if tree.lower[word] in ("which", "who"))
    return document.mention_of.get(next(clauses, low)) if tree.lower[whose - 1] in ("and", "or") else None


def is_prefixed(mention: Mention, high: int, tree: Tree) -> bool:
    """Whether a mention only tells of the body behind it: "X-based Y"."""
    end = mention.span.end
    return end + 1 < high and tree.lower[end] in DASHES and tree.lower[end + 1] in words("posts", "prefixed")


def is_owner(mention: Mention, tree: Tree) -> bool:
    """Whether what stands behind a name belongs to it."""
    return tree.lower[mention.span.end] in POSSESSIVES or mention.form == "demonym"


def _only_describes(mention: Mention, named: Mention, tree: Tree) -> bool:
    """Whether a description only adds to the name in it: "X staff members", "the X newspaper"."""
    if mention.form != "description" or named.form != "name" or named.actor.kind == "State":
        return False
    if not (mention.span.start <= named.span.start and named.span.end <= mention.span.end):
        return False
    if tree.tag[mention.head.i] in ("NNS", "NNPS"):
        return True
    bare = named.span.start == mention.span.start and named.span.end == mention.head.i
    return bare and tree.lower[mention.head.i] in words("posts", "generic")


def named_in(mention: Mention, document: Document, tree: Tree) -> Mention:
    """The name inside a description that only adds to it, else the mention itself."""
    inner = document.mention_of.get(mention.span.start)
    if (
        inner is not None
        and inner is not mention
        and is_body(inner)
        and _only_describes(mention, inner, tree)
    ):
        return inner
    return mention


def _named(index: int, high: int, document: Document, tree: Tree) -> Mention | None:
    """The body named in apposition from here."""
    while index < high and (tree.lower[index] in ARTICLES or tree.lower[index] in QUOTES):
        index += 1
    mention = document.mention_of.get(index)
    return mention if mention is not None and mention.form == "name" and is_body(mention) else None


def is_generic(body: Mention) -> bool:
    """Whether a body is told by a common noun alone, as one that is named elsewhere: "the company"."""
    name = body.actor.name
    told = words("posts", "generic") | words("posts", "collective")
    return body.form == "description" and name.islower() and name.rsplit(" ", 1)[-1] in told


def is_body(mention: Mention) -> bool:
    """Whether a mention is of a body of people, not of a person or source."""
    return mention.actor.kind in BODIES


def names_body(mention: Mention) -> bool:
    """Whether a mention is of a body, and no pronoun."""
    return mention.form != "pronoun" and is_body(mention)


def has_members(body: Actor) -> bool:
    """Whether an organisation is of a sort that people are told to be of: a party, a movement, an acronym."""
    parts = body.name.lower().replace("-", " ").split()
    told = not words("posts", "joined").isdisjoint(parts)
    return body.kind == "Organization" and (body.name.isupper() or told)
