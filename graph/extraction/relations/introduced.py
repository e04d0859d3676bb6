"""Who holds a post that is told first, and its holder after: "A rebel commander gave up. X, 45, came"."""

from __future__ import annotations

from collections.abc import Iterator

from graph.extraction.document import Mention
from graph.extraction.relations.bodies import is_body
from graph.extraction.relations.holders import Holders
from graph.extraction.relations.post import Post
from graph.extraction.relations.standing import Standing

FURTHER = 4
"""Sentences after a post in which its holder may be named."""
ONE = frozenset({"a", "an", "the", "its", "their", "another"})
SORTS = frozenset({"ruler", "minister", "head", "member", "soldier"})
SUBJECT = ("nsubj", "nsubj:pass", "obj")


class Introduced:
    """The people of one article whose posts are told before their names are."""

    def __init__(self, standing: Standing, holders: Holders) -> None:
        self.standing, self.holders, self.tree = standing, holders, standing.tree
        first: dict[int, Mention] = {}
        for mention in sorted(standing.document.mentions, key=lambda mention: mention.span.start):
            if mention.names_person:
                first.setdefault(id(mention.actor), mention)
        self.first = list(first.values())

    def of(self, unheld: list[Post]) -> Iterator[tuple[Post, Mention]]:
        """Each post of one body that nobody is told to hold, with the person whom the text names next."""
        for post in unheld:
            if post.plural or post.related or post.sort not in SORTS or not self._is_told(post):
                continue
            holder = self._named_next(post)
            if holder is not None:
                yield post, holder

    def _is_told(self, post: Post) -> bool:
        """Whether a post's body is named with it, and somebody who has it is what the sentence tells of."""
        body = post.bodies[0] if post.bodies else None
        if body is None or not is_body(body) or body.form == "pronoun":
            return False
        head = self.tree.dep[post.head].split(":")[0]
        if self._tells_of_another(post):
            return False
        opens = self.tree.lower[post.left] in ONE or self.tree.sentence[post.head] == 0
        return (opens or post.stated == "before") and head in ("nsubj", "obj", "obl", "root", "appos", "nmod")

    def _tells_of_another(self, post: Post) -> bool:
        """Whether the sentence of a post tells of somebody else: "She met a member of X"."""
        tree, named = self.tree, self.standing.document.mention_of
        for word in range(*tree.spans[tree.sentence[post.head]]):
            if tree.dep[word].startswith("nsubj") and word != post.head:
                mention = named.get(word)
                person = mention is not None and mention.names_person
                if person or tree.lower[word] in ("he", "she", "i", "we"):
                    return True
        return False

    def _named_next(self, post: Post) -> Mention | None:
        """The person next named for the first time in a sentence after a post, if that tells of them."""
        sentence, tree = self.tree.sentence[post.head], self.tree
        for mention in self.first:
            if mention.span.start < post.right:
                continue
            at = tree.sentence[mention.span.start]
            if at > sentence + FURTHER:
                return None
            if at == sentence:
                continue
            return mention if self._is_subject(mention) else None
        return None

    def _is_subject(self, mention: Mention) -> bool:
        """Whether a sentence opens with a name, but for the titles before it, or tells of its bearer."""
        tree = self.tree
        low = tree.spans[tree.sentence[mention.span.start]][0]
        return tree.dep[mention.head.i].startswith(SUBJECT) or mention.span.start - low <= 2
