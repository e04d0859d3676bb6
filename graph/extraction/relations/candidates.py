"""What the steps of reading relations propose, before anything is weighed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from graph.extraction.document import Actor
from graph.model import ACCUSATION

OPPOSES, SUPPORTS = "opposes", "supports"

UNTIED = frozenset({"before", "after", "recent", "previous", "denier", "state", "accuser"})
"""Ways in which an actor is met around an act that do not make the act its own."""


class Tie(NamedTuple):
    """How the accused hangs on an act: `how` in one word, `path` by which words, `height` how many steps up.

    `strength` tells how the act itself is worded ("named", "victim", …), `label` is the label it matched.
    """

    how: str
    path: str
    height: int
    strength: str
    label: str


FARTHEST = 9
"""The height of those whom no words tie to the act, and of all higher up."""
NO_TIE = Tie("", "", 0, "", "")


@dataclass(eq=False, slots=True)
class Candidate:
    """One triple that one sentence may bear out.

    `cue` holds the indices of the words that name the relation or act; `ends` those of the words where
    subject and (actor) object are met, -1 where the sentence does not name them. `pattern` names what
    proposed it, `tie` how the accused of an accusation hangs on the act.
    """

    subject: Actor
    relation: str
    object: Actor | str
    sentence: int
    cue: tuple[int, ...]
    ends: tuple[int, int]
    pattern: str
    tie: Tie = NO_TIE
    score: float = field(default=0.0, compare=False)

    @property
    def anchor(self) -> int:
        """The word that stands for the whole event."""
        return self.cue[0]

    @property
    def is_linked(self) -> bool:
        """Whether words of the sentence tie the parties to the cue, rather than being near it."""
        if self.relation == ACCUSATION:
            how = self.tie.how
            return how not in UNTIED and not how.startswith("article")
        return not self.pattern.endswith("/near") and "/implied" not in self.pattern


def pair_of(one: Actor, other: Actor | str) -> frozenset[int]:
    """Two parties by their identity, whichever comes first."""
    return frozenset((id(one), id(other)))
