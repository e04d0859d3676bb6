"""What a post is: its title, the phrase that it is told in, and whose it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from graph.extraction.actors import lexicon
from graph.extraction.document import Mention
from graph.extraction.relations.tables import table, words
from graph.extraction.relations.tree import Tree

Sort = Literal[
    "ruler", "minister", "head", "owner", "member", "staff", "envoy", "soldier", "police", "successor"
]
LEADING = frozenset({"ruler", "minister", "head", "owner", "successor"})
STATELESS = frozenset({"owner", "staff"})


@dataclass(slots=True)
class Post:
    """One post: title words at `start` to `end`, the whole phrase with its bodies at `left` to `right`.

    `bodies` are the parties whose post it may be, the likeliest first; `stated` says how they are: "before"
    the title, "after" it, or not at all. `deputy` is second to the head, `owner` the possessor before it
    ("his deputy"); `gap` counts nouns that stand unread between body and title ("Sri Lankan factory
    manager"); `related` is of "family member" and the like; `former` of "ex-minister".
    """

    start: int
    end: int
    sort: Sort
    deputy: bool = False
    plural: bool = False
    left: int = 0
    right: int = 0
    bodies: list[Mention] = field(default_factory=list)
    stated: Literal["before", "after", ""] = ""
    gap: int = 0
    owner: int = -1
    related: bool = False
    former: bool = False

    @property
    def head(self) -> int:
        """The last word of the title."""
        return self.end - 1


@cache
def title_words() -> frozenset[str]:
    """The words that titles before a name consist of."""
    titles = lexicon.titles()
    found = frozenset(word for title in titles.all | titles.modifiers for word in title.split())
    return found - {"under"}  # "a deputy minister under X"


@cache
def post_nouns() -> frozenset[str]:
    """The single words that name a post."""
    return frozenset(title for titles in table("posts")["sorts"].values() for title in titles)


def candidate_relation(post: Post, tree: Tree) -> str:
    """What the holder of a post is to its body: its leader, or of it."""
    leading = post.sort in LEADING or (post.sort == "soldier" and post.owner >= 0)
    before = tree.lower[max(0, post.left - 2) : post.left]
    one = tree.lower[post.left] in ("a", "an") or before == ["one", "of"]
    one_of_many = one and tree.lower[post.head] in ("commander", "commanders")
    if tree.lower[post.head] in words("posts", "many_hold"):
        one_of_many |= not words("posts", "ranking").isdisjoint(tree.lower[post.left : post.start])
    return "leads" if leading and not post.deputy and not one_of_many else "memberOf"
