"""Bodies that a common noun alone means, when it tells whose a post is: "the guard's commander"."""

from __future__ import annotations

from itertools import islice

from graph.extraction.document import Actor, Document, Mention
from graph.extraction.relations.kinds import BANDS, COLLECTIVES
from graph.extraction.relations.parties import is_described
from graph.extraction.relations.post import Post
from graph.extraction.relations.tree import Tree


def owner_noun(post: Post, document: Document, tree: Tree) -> str:
    """The common noun of the body whose post it is, where that is no mention: "head of the unit"."""
    if post.owner >= 0 and post.owner not in document.mention_of:
        return tree.lower[post.owner]
    behind = tree.lower[post.end : post.end + 2] == ["of", "the"]
    return tree.lower[post.end + 2] if behind and post.end + 2 < tree.end else ""


def last_group(before: list[Mention], *, armed: bool) -> list[Actor]:
    """The body named last, as told before from the nearest on; a group alone where `armed`."""
    kinds = BANDS if armed else COLLECTIVES
    fits = (b.actor for b in before if b.actor.kind in kinds and not is_described(b.actor))
    return list(islice(fits, 1))
