"""Finds the posts of a text by their titles: "the country's deputy foreign minister", "chief of staff of X".

Titles are the runs of words in the table posts.toml.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import cast

from graph.extraction.document import Document
from graph.extraction.relations.bodies import DASHES
from graph.extraction.relations.phrases import find_bodies
from graph.extraction.relations.post import Post, Sort, title_words
from graph.extraction.relations.tables import table, words
from graph.extraction.relations.tree import Tree

CHIEFS = frozenset({"head", "member", "staff", "envoy", "owner"})
"""Sorts of posts that "chief" before them only tells the first of."""


@cache
def _titles() -> tuple[dict[str, Sort], dict[str, int]]:
    """The sort of each title, and for each first word how many words its longest title has."""
    sorts: dict[str, Sort] = {}
    longest: dict[str, int] = {}
    for sort, titles in table("posts")["sorts"].items():
        for title in titles:
            parts = _parts(title)
            sorts.setdefault(" ".join(parts), cast(Sort, sort))
            longest[parts[0]] = max(longest.get(parts[0], 0), len(parts))
    return sorts, longest


def _parts(title: str) -> list[str]:
    return title.replace("-", " - ").split()


def find_posts(document: Document, tree: Tree) -> Iterator[Post]:
    """The posts of a text, in its order."""
    sorts, longest = _titles()
    lower = tree.lower
    position = floor = 0
    last: Post | None = None
    while position < tree.end:
        size = longest.get(lower[position].rstrip("."), 0)
        if not size:
            position += 1
            continue
        limit = min(size, tree.spans[tree.sentence[position]][1] - position)
        for length in range(limit, 0, -1):
            text = " ".join(word.rstrip(".") or word for word in lower[position : position + length])
            if _is_second(text, position + length, document, tree):
                continue
            if text == "chief" and sorts.get(lower[min(position + 1, tree.end - 1)]) in CHIEFS:
                continue  # "its chief commissioner"
            if text in sorts and _is_title(position, position + length, document, tree):
                end = position + length
                post = Post(position, end, sorts[text], plural=_is_plural(end - 1, tree))
                find_bodies(post, floor, document, tree)
                if text == "secretary" and _is_of_department(post):
                    post.sort = "minister"
                if last is not None and _goes_on(last, post, document, tree):
                    post.bodies, post.stated = last.bodies, last.stated  # "the front's founder and commander"
                last = post
                if post.sort not in ("soldier", "police") or post.left != floor or not floor:
                    yield post  # else a rank behind a post: "army chief General X"
                floor = post.end
                position += length
                break
        else:
            position += 1


def _is_of_department(post: Post) -> bool:
    """Whether a department stands before "secretary", who then heads it: "Justice Department Secretary X"."""
    parts = post.bodies[0].actor.name.lower().split() if post.stated == "before" else []
    return not post.deputy and "department" in (parts[:1] + parts[-1:])


def _goes_on(before: Post, post: Post, document: Document, tree: Tree) -> bool:
    """Whether a bare title is joined to one whose body stands before it: "Y's head A and spokesman B"."""
    if before.stated != "before" or post.bodies or tree.lower[post.left - 1] != "and":
        return False
    if post.left == post.start == before.right + 1:
        return True
    held = document.mention_of.get(before.right)
    if held is None or not held.names_person or held.span.end + 1 != post.left or post.owner >= 0:
        return False
    its = document.doc[post.left].text.islower() or before.bodies[0].actor.kind == "State"
    return its and document.mention_of.get(post.end) is not None  # else "Y's head A and President B"


def _is_second(text: str, end: int, document: Document, tree: Tree) -> bool:
    """Whether "deputy" only tells what the title behind it is: "the deputy foreign minister"."""
    if text not in words("posts", "deputies") or end >= tree.end:
        return False
    mention = document.mention_of.get(end)
    if mention is not None and mention.form == "name" and mention.span.start >= end:
        return False
    return tree.tag[end].startswith(("NN", "JJ"))


def _is_title(start: int, end: int, document: Document, tree: Tree) -> bool:
    """Whether title words are nouns here, and no part of somebody's name."""
    last = end - 1
    if tree.lower[last] == "pm" and start and tree.lower[start - 1][-1:].isdigit():
        return False  # "10:30 pm"
    if tree.tag[last].startswith("JJ"):
        following = document.mention_of.get(end)
        named = following is not None and following.actor.kind == "Person" and following.span.start == end
        ranked = end < tree.end and tree.lower[end].rstrip(".") in title_words()  # "army chief Gen. X"
        if not named and not ranked and document.doc[last].text[0].islower():
            return False  # "the official statement"
    elif not tree.tag[last].startswith("NN") and end - start == 1:
        return False
    if end < tree.end and tree.lower[end] in DASHES and not document.doc[last].whitespace_:
        return False
    mention = document.mention_of.get(last)
    if mention is None or mention.form != "name" or (mention.span.start > start and end - start > 2):
        return True  # "Superintendent of Police"
    return mention.actor.kind == "Person" and start == mention.span.start and end < mention.span.end


def _is_plural(word: int, tree: Tree) -> bool:
    """Whether a title's last word is of several."""
    last = tree.lower[word]
    if last == "staff" and tree.lower[word - 1] == "of":
        return False  # "the deputy chief of staff"
    named_plural = last.endswith("s") and last[:-1] in _titles()[0]  # "MPs", taken for a name
    return tree.tag[word] in ("NNS", "NNPS") or last == "staff" or named_plural
