"""What an article tells of its people's posts so far, and which bodies it speaks of."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter

from graph.extraction.actors import lexicon
from graph.extraction.document import Actor, Document, Mention
from graph.extraction.relations.bodies import DASHES
from graph.extraction.relations.candidates import Candidate
from graph.extraction.relations.kinds import BODIES, FORCES
from graph.extraction.relations.parties import is_described
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree

QUOTED = frozenset({"NonGovernmentalOrganization", "Court", "MediaOrganization"})
ARMIES = ("army", "military", "armed forces", "defence forces", "defense forces", "defence force")
NO_FORCE = frozenset({"officers", "station", "union"})
"""Last words of what is of a police force, and none: "Police Union"."""


class Standing:
    """The bodies of one article, and whom its people are found to lead or belong to."""

    def __init__(self, document: Document, tree: Tree) -> None:
        self.document, self.tree = document, tree
        states = [m for m in document.mentions if m.actor.kind == "State" and not _tells_seat(m)]
        told = dict.fromkeys((m.actor, m.span.start) for m in states)
        self.states = Counter(actor for actor, _ in told)  # "US authorities" tells of it once
        self.placed = sorted((m.span.start, i, m.actor) for i, m in enumerate(states) if m.form != "pronoun")
        self.bodies = sorted(
            (m for m in document.mentions if m.actor.kind in BODIES and m.form != "pronoun"),
            key=lambda m: m.span.start,
        )
        self.starts = [m.span.start for m in self.bodies]
        self.speakers = {id(speech.speaker) for speech in document.speeches}
        self.led: dict[int, Actor] = {}
        self.known_of: dict[tuple[int, str], list[Actor]] = {}
        self.held: set[int] = set()
        self.rulers: dict[tuple[int, bool], set[int]] = {}

    def candidate(
        self, relation: str, person: Mention, body: Mention | Actor, cue: int, how: str
    ) -> Candidate:
        """A triple of a person (or a body that leads another), and that it is told."""
        actor, at = (body.actor, body.head.i) if isinstance(body, Mention) else (body, -1)
        if relation == "leads":
            known = self.led.get(id(person.actor))
            if known is None or (is_described(known) and not is_described(actor)):
                self.led[id(person.actor)] = actor
        self.held.add(id(person.actor))
        self.note(relation, person.actor, actor)
        ends = (person.head.i, at)
        return Candidate(
            person.actor, relation, actor, self.tree.sentence[cue], (cue,), ends, f"{relation}/{how}"
        )

    def note(self, relation: str, person: Actor, body: Actor) -> None:
        """Keeps what somebody is told to lead or belong to."""
        known = self.known_of.setdefault((id(person), relation), [])
        if body not in known:
            known.append(body)

    def others_of(self, person: Actor, body: Actor | None) -> list[tuple[str, Actor]]:
        """What else somebody leads ("second"), or belongs to where that is all one knows ("fellow")."""
        led = self.leads(person)
        joined = [] if led or body else self.known_of.get((id(person), "memberOf"), [])
        found = [("second", other) for other in led] + [("fellow", other) for other in joined]
        return [(how, other) for how, other in found if other is not body][:2]

    def leads(self, person: Actor) -> list[Actor]:
        """What somebody is told to lead so far."""
        return self.known_of.get((id(person), "leads"), [])

    def is_placed(self, person: Actor) -> bool:
        """Whether it is told what somebody leads or belongs to."""
        return any((id(person), relation) in self.known_of for relation in ("leads", "memberOf"))

    def note_ruler(self, person: Actor, state: Actor, title: list[str]) -> None:
        """Keeps who is told to rule which state, presidents and prime ministers apart."""
        self.rulers.setdefault((id(state), is_premier(title)), set()).add(id(person))

    def has_other_ruler(self, state: Actor, person: Actor, title: list[str]) -> bool:
        """Whether a state is told to be ruled, under such a title, by somebody else."""
        return bool(self.rulers.get((id(state), is_premier(title)), set()) - {id(person)})

    def governs(self, person: Actor) -> bool:
        """Whether somebody is told to lead a state or a part of one: a party's head may rule one besides."""
        led = self.led.get(id(person))
        return led is not None and led.kind in ("State", "GovernmentBody")

    def rules(self, person: Actor) -> bool:
        """Whether somebody is told to lead a state."""
        led = self.led.get(id(person))
        return led is not None and led.kind == "State"

    def only_quoted(self, person: Actor, body: Actor) -> bool:
        """Whether somebody of an organisation, university or court is only a source of the article."""
        if id(person) not in self.speakers:
            return False
        if body.kind in QUOTED:
            return True
        return not words("posts", "quoted").isdisjoint(body.name.lower().split())

    def before(self, index: int) -> list[Mention]:
        """The bodies mentioned before a word, in text order."""
        return self.bodies[: bisect_left(self.starts, index)]

    def last_state(self, index: int) -> Actor | None:
        """The state told of last before a word."""
        return next((actor for start, _, actor in reversed(self.placed) if start < index), None)

    def police(self) -> Actor | None:
        """The police that the article speaks of most."""
        counted = Counter(m.actor for m in self.bodies if m.actor.kind in FORCES and is_police(m.actor))
        return next((actor for actor, _ in counted.most_common(1)), None)

    def army(self, index: int) -> Actor | None:
        """The army that is told of last before a word, in its sentence or the one before."""
        low = self.tree.spans[max(0, self.tree.sentence[index] - 1)][0]
        told = reversed(self.before(index))
        near = (m.actor for m in told if m.span.start >= low and m.actor.kind == "ArmedGroup")
        return next((actor for actor in near if is_army(actor)), None)


def _tells_seat(mention: Mention) -> bool:
    """Whether a state is only named for where a body has its seat: "a UK-based watchdog"."""
    doc, end = mention.span.doc, mention.span.end
    return end + 1 < len(doc) and doc[end].text in DASHES and doc[end + 1].lower_ == "based"


def is_army(body: Actor) -> bool:
    """Whether a force is a state's army, by its name or what it is called."""
    return body.name.lower().endswith(ARMIES)


def is_premier(title: list[str]) -> bool:
    """Whether a title is of the head of a government, rather than of a state."""
    return not {"prime", "premier", "pm", "taoiseach", "chancellor"}.isdisjoint(title)


def is_police(body: Actor) -> bool:
    """Whether a body is a police force, no man or station of one."""
    parts = body.name.lower().split()
    if "police" not in parts or parts[-1] in NO_FORCE:
        return False
    return parts[-1] not in lexicon.titles().all
