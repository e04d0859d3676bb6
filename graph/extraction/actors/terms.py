"""Who holds a post still, and who held it once: President X is not whom "a former president" means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graph.extraction.actors.group import Group
from graph.extraction.document import Actor

_FORMER = frozenset({"former", "ex", "then", "late", "ousted", "deposed", "toppled", "erstwhile", "sacked"})


class Terms:
    """Who has been called by which post in one text, as its holder or as a former one."""

    def __init__(self) -> None:
        self.now: defaultdict[str, set[Actor]] = defaultdict(set)
        self.past: defaultdict[str, set[Actor]] = defaultdict(set)

    def note(self, actor: Actor, noun: str, words: Iterable[str]) -> None:
        """Remembers that somebody has been called so; `words` are all that stand with the noun."""
        (self.now if _FORMER.isdisjoint(words) else self.past)[noun].add(actor)

    def holds_still(self, actor: Actor, group: Group) -> bool:
        """Whether a former holder is described, and somebody only told to hold the post."""
        if _FORMER.isdisjoint(token.lower_ for token in group.full):
            return False
        noun = group.noun.rsplit(" ", 1)[-1]
        return actor in self.now[noun] and actor not in self.past[noun]
