"""The people of lists that stand behind a post: "journalists X and Y", "members were held, including X"."""

from __future__ import annotations

from graph.extraction.document import Mention
from graph.extraction.relations.bodies import QUOTES, past_bracket
from graph.extraction.relations.lists import LISTED, names_listed
from graph.extraction.relations.named import Names
from graph.extraction.relations.post import Post
from graph.extraction.relations.tables import words

REACH = 12
"""Words behind a post within which a list of its holders opens."""
POINTING = frozenset({"they", "these", "those", "among"})
IDENTIFIED = frozenset({"identified", "named", "such"})
LIST_OPENERS = frozenset({":", ";", "-", "–", "—", "the"})


class ListedNames(Names):
    """The names of people in one text, and their lists."""

    def listed(self, first: Mention, post: Post) -> list[Mention]:
        """The people whom a plural title stands before: "journalists X and Y"."""
        found = [first]
        while post.plural and len(found) < LISTED:
            index = found[-1].span.end
            if index < self.tree.end and self.tree.lower[index] == "(":
                index = past_bracket(index, self.tree.end, self.tree)
            while index < self.tree.end and self.tree.lower[index] in (",", "and"):
                index += 1
            following = self.named(self.skip_titles(index)) if index > found[-1].span.end else None
            if following is None:
                break
            found.append(following)
        return found

    def listed_after(self, post: Post) -> list[Mention]:
        """The people of a list further on: "members were held, including X and Y", "… They are: X, Y"."""
        tree = self.tree
        low, high = tree.spans[tree.sentence[post.head]]
        found = self._introduced(post.right, high)
        if found or tree.sentence[post.head] + 1 >= len(tree.spans):
            return found
        start, end = tree.spans[tree.sentence[post.head] + 1]
        while start < end and self.document.doc[start].is_space:
            start += 1
        if tree.lower[start] in POINTING and self._acts(post, low):
            return self._introduced(start, min(end, start + 5))
        return []

    def _acts(self, post: Post, low: int) -> bool:
        """Whether those of a post are what their sentence is about, so that "they" next are these."""
        head = next((i for i in (post.head, *self.tree.ancestors(post.head)) if i < self.tree.end), post.head)
        return head - low < 12 or self.tree.dep[post.head].startswith("nsubj")

    def _introduced(self, start: int, high: int) -> list[Mention]:
        """The list of people whose opening word stands soon behind a word."""
        tree = self.tree
        for index in range(start, min(high, start + REACH)):
            lower = tree.lower[index]
            if lower in words("posts", "listing") or (lower == "as" and tree.lower[index - 1] in IDENTIFIED):
                index += 1
                while index < tree.end and (tree.lower[index] in LIST_OPENERS or tree.lower[index] in QUOTES):
                    index += 1
                first = self.named(self.skip_titles(index))
                if first is None and lower in ("including", "namely", "like", "as"):
                    first = self._soon(index, high)
                if first is not None:
                    return names_listed(first, self.document, tree)
        return []

    def _soon(self, index: int, high: int) -> Mention | None:
        """The person named within few words that describe them: "including the lawyer X"."""
        for word in range(index, min(high, index + 5)):
            if self.named(word) is not None:
                return self.named(word)
            if not self.tree.tag[word].startswith(("NN", "JJ", "DT", "PRP$", "HYPH")):
                return None
        return None
