"""Lists of names, read as runs of words, since parsers break them: "X, 37, and his wife, Y, as well as Z"."""

from __future__ import annotations

from graph.extraction.actors.runs import POSSESSIVES
from graph.extraction.document import Document, Mention
from graph.extraction.relations.tree import Tree

LISTED = 12
"""Names at most of one list."""
APART = 10
"""Words between two names of a list."""
JOINING = frozenset({",", ";", "and", "&", "well"})
CHARGING = frozenset({"for", "over"})
"""They lead, right behind a name, to what it is listed for."""
LEADING_AWAY = frozenset({"of", "by", "from", "to", "in", "for"})
MODIFYING = ("compound", "amod", "nmod:poss")
VERBAL = ("VBD", "VBZ", "VBP", "VBN", "VBG", "MD", "WP", "WDT")


def names_listed(first: Mention, document: Document, tree: Tree, *, mixed: bool = False) -> list[Mention]:
    """The names of a list that a name opens, past what tells of each: people or bodies, both if `mixed`."""
    found = [first]
    person = first.actor.kind == "Person"
    high = tree.spans[tree.sentence[first.head.i]][1]
    end = first.span.end
    while len(found) < LISTED:
        following = _following(end, high, document, tree)
        if following is None:
            break
        end = following.span.end
        if not modifies(following, tree) if mixed else (following.actor.kind == "Person") == person:
            found.append(following)
    return found


def coordinated(first: Mention, document: Document, tree: Tree) -> list[Mention]:
    """The names joined to a name by nothing but commas and an "and" that closes the list."""
    found: list[Mention] = []
    closed, index = False, first.span.end
    high = tree.spans[tree.sentence[first.head.i]][1]
    while index < high and not closed and len(found) < LISTED:
        if tree.lower[index] not in (",", "and", "or"):
            return []
        if tree.lower[index] == "," and index + 1 < high and tree.lower[index + 1] in ("and", "or"):
            if not found:
                return []  # "the army, led by X, and the Y": of two, no comma stands between
            index += 1
        closed = tree.lower[index] != ","
        index += 1
        index += index < high and tree.lower[index] == "the"
        mention = document.mention_of.get(index)
        if mention is None or mention.form != "name" or mention.span.start != index:
            return []
        head = mention.head.i
        if modifies(mention, tree) or tree.dep[head].startswith("nsubj"):
            return []  # "the Houthis, and UN experts said", "the Houthis, Reuters and the BBC reported"
        found.append(mention)
        index = mention.span.end
    goes_on = index < high and (tree.lower[index] in POSSESSIVES or tree.lower[index] == "by")
    return found if closed and not goes_on else []  # "by Egypt and the RSF by the UAE"


def modifies(mention: Mention, tree: Tree) -> bool:
    """Whether a name only tells of the noun behind it: "an M23 spokesman", "the M23's spokesman"."""
    head = mention.head.i
    noun = tree.head[head]
    return tree.dep[head] in MODIFYING and mention.span.end <= noun < mention.span.end + 4


def _ends(stop: int, high: int, tree: Tree) -> bool:
    """Whether a stop ends its sentence, and no "Maj." in it."""
    return stop + 1 >= high or tree.pos[stop + 1] == "SPACE"


def _following(start: int, high: int, document: Document, tree: Tree) -> Mention | None:
    """The next name of a list behind a comma or "and", none that an "of" or "by" leads to.

    What is a subject opens a clause: "imposed sanctions on X, and Y said".
    """
    joined = False
    for index in range(start, min(high, start + APART)):
        mention = document.mention_of.get(index)
        named = mention is not None and mention.form == "name" and mention.span.start == index
        if mention is not None and named and mention.actor.kind != "Person" and modifies(mention, tree):
            continue  # M23 of "X and M23 commander Y"
        if joined and mention is not None and named:
            head = mention.head.i
            return None if tree.dep[head] == "nsubj" and tree.head[head] > head else mention
        person = mention is not None and mention.names_person
        if person and tree.lower[index - 1] != "as" and document.mention_of[index].span.start == index:
            return None  # "X for the murder of Y and Z"
        lower = tree.lower[index]
        if lower in CHARGING and index <= start + (tree.lower[start] == ","):
            return None
        if lower in JOINING:
            joined = True
        elif lower in LEADING_AWAY or lower == "known":
            joined = False
        elif (tree.tag[index].startswith(VERBAL) and lower != "known") or (
            lower == "." and _ends(index, high, tree)
        ):
            return None
    return None
