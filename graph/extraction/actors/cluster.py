"""Names of one article that are one actor, while they are gathered."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.extraction.actors.keys import Key
from graph.extraction.actors.name import Name
from graph.extraction.actors.tables import Gender
from graph.extraction.document import Actor


@dataclass(eq=False, slots=True)
class Cluster:
    """An actor with its names in the text, their `keys`, where they start, and whose child somebody is."""

    actor: Actor
    keys: list[Key]
    names: list[Name] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    fathers: set[str] = field(default_factory=set)
    gender: Gender | None = None
