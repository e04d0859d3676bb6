"""Who holds which post: "President X", "the union's head, X", "X, a spokesman for the front", "X is …".

Heads lead their body; deputies, spokespeople, officers and envoys are members of theirs. Where a ruler's or a
minister's state is not named, the one that stands nearest before or that the article is about is meant, and
where a policeman's force is not, the police that the article speaks of (see implied.py and ruling.py).
"""

from __future__ import annotations

from collections.abc import Iterator

from graph.extraction.document import Actor, Document, Mention
from graph.extraction.relations.antecedents import other_bodies
from graph.extraction.relations.attached import Attached
from graph.extraction.relations.belongings import Belongings
from graph.extraction.relations.bodies import ARTICLES, body_behind
from graph.extraction.relations.candidates import Candidate
from graph.extraction.relations.commands import Commands
from graph.extraction.relations.handed import Handed
from graph.extraction.relations.holders import Held, Holders
from graph.extraction.relations.implied import Implied
from graph.extraction.relations.introduced import Introduced
from graph.extraction.relations.post import Post
from graph.extraction.relations.posts import find_posts
from graph.extraction.relations.standing import Standing
from graph.extraction.relations.stated import Stated
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree
from graph.extraction.relations.units import Units

TRUSTED = frozenset(
    {
        "leads/minister-title",
        "leads/minister-copula",
        "leads/minister-department",
        "leads/own-government",
        "leads/own-named",
        "leads/own-organization",
        "leads/owner-title",
        "leads/ruler-title",
        "leads/ruler-apposition",
        "leads/ruler-possessive",
        "leads/under",
        "memberOf/envoy-title",
        "memberOf/head-deputy",
        "memberOf/member-deputy",
        "memberOf/member-apposition",
        "memberOf/ruler-title",
        "memberOf/soldier-behind",
    }
)
"""Patterns of posts that are believed whatever the classifier says."""
BEHIND = frozenset({"title", "apposition"})


def read_roles(document: Document, tree: Tree, found: list[Candidate]) -> Iterator[Candidate]:
    """Posts and memberships of the people of an article, beside what patterns have found."""
    standing = Standing(document, tree)
    implied = Implied(standing)
    holders = Holders(document, tree)
    belongings = Belongings(standing, implied, holders)
    stated, handed = Stated(standing, implied), Handed(standing, implied)
    unstated: list[tuple[Post, Mention]] = []
    unheld: list[Post] = []
    posts = list(_posts_held(holders, document, tree))
    for post, held in posts:
        if not held:
            unheld.append(post)
        for mention, side in held:
            behind = _behind_name(mention, document, tree) if side == "title" else None
            if behind is not None and _is_party(post, behind, tree):
                yield standing.candidate("memberOf", mention, behind, post.head, "member-behind")
                behind = None
            if behind is not None and (not post.bodies or post.bodies[0].actor.kind == "State"):
                yield stated.candidate(post, mention, behind, "behind")
            elif post.bodies:
                yield from stated.of(post, mention, side)
            else:
                unstated.append((post, mention))
    yield from belongings.read()
    yield from Attached(standing, holders).read()
    yield from Units(standing).read()
    yield from stated.unnamed(unheld)
    for known in found:
        if known.is_linked and known.relation in ("leads", "memberOf") and isinstance(known.object, Actor):
            standing.note(known.relation, known.subject, known.object)
    yield from other_bodies(found, implied)
    for post, mention in Introduced(standing, holders).of(unheld):
        yield stated.candidate(post, mention, post.bodies[0], "introduced")
    for post, mention in sorted(unstated, key=_is_listed):
        yield from implied.of(post, mention)
        yield from implied.department(post, mention)
    yield from handed.serving(posts)
    yield from handed.replaced()
    yield from belongings.governed()
    yield from Commands(belongings).read()


def _is_listed(held: tuple[Post, Mention]) -> bool:
    """Whether somebody is one of a list, and told better by an own post: "staff, including editor X"."""
    return held[0].plural and held[0].sort == "staff"


def _posts_held(holders: Holders, document: Document, tree: Tree) -> Iterator[tuple[Post, list[Held]]]:
    """Each post with its holders; one joined to the next by "and" has the holder of both."""
    posts: list[tuple[Post, list[Held]]] = []
    previous: tuple[int, list[Held]] = (-1, [])
    for post in find_posts(document, tree):
        held = holders.of(post, previous)
        previous = (post.right, held)
        posts.append((post, held))
    for place in range(len(posts) - 2, -1, -1):
        (post, held), (following, theirs) = posts[place : place + 2]
        joined = post.right < tree.end and tree.lower[post.right] in ("and", "&")
        apart = tree.lower[following.left] in ARTICLES  # "its leader and its chief justice, X"
        if joined and not apart and post.right < following.start and following.left <= post.right + 2:
            behind = [h for h in theirs if h[1] in BEHIND and h[0].span.start >= following.end]
            if behind and (behind[0][1] == "title" or not held):
                posts[place] = (post, behind)  # "party chair and chief minister X"
    yield from posts


def _is_party(post: Post, behind: Mention, tree: Tree) -> bool:
    """Whether who governs is told with the party: "Interior Minister X of the Social Democrats"."""
    governs = post.sort == "minister" or (post.sort == "ruler" and tree.lower[post.head] != "president")
    return governs and behind.actor.kind == "Organization"


def _behind_name(person: Mention, document: Document, tree: Tree) -> Mention | None:
    """The body behind a name: "Lt. X with the Ogden police"."""
    index = person.span.end
    high = tree.spans[tree.sentence[person.head.i]][1]
    index += index < high and tree.lower[index] == ","
    if index >= high or tree.lower[index] not in words("posts", "behind_name"):
        return None
    return body_behind(index + 1, high, document, tree)[0]
