"""Who holds which post: "President X", "the union's head, X", "X, a spokesman for the front", "X is …".

Heads lead their body; deputies, spokespeople, officers and envoys are members of theirs. Where a ruler's or a
minister's state is not named, the one that stands nearest before or that the article is about is meant, and
where a policeman's force is not, the police that the article speaks of.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from graph.extraction.actors import lexicon
from graph.extraction.actors.kinds import PRESIDENTIAL
from graph.extraction.document import Actor, Document, Mention
from graph.extraction.relations.candidates import Candidate
from graph.extraction.relations.holders import Held, Holders
from graph.extraction.relations.nearby import BODIES
from graph.extraction.relations.posts import POSSESSIVES, Post, body_behind, find_posts
from graph.extraction.relations.tables import table, words
from graph.extraction.relations.tree import Tree

TRUSTED = frozenset(
    [
        *(
            f"leads/{sort}-{how}"
            for sort in ("ruler", "minister", "head")
            for how in ("title", "apposition", "copula")
        ),
        *(f"memberOf/{sort}-{how}" for sort in ("member", "envoy") for how in ("title", "apposition")),
        "leads/ruler-implied0",
        "leads/minister-implied0",
        "leads/owner-title",
        "leads/own-government",
        "leads/own-named",
        "leads/under",
        "memberOf/head-apposition",
        "memberOf/police-behind",
        "memberOf/ruler-title",
        "memberOf/minister-title",
        "memberOf/minister-apposition",
        "memberOf/soldier-apposition",
        "memberOf/soldier-behind",
    ]
)
"""Patterns of posts that are believed whatever the classifier says."""
LEADING = frozenset({"ruler", "minister", "head", "owner"})
COMMANDS = [["the", noun, "of"] for noun in ("command", "leadership", "orders", "control", "rule")]


def read_roles(document: Document, tree: Tree) -> Iterator[Candidate]:
    """Posts and memberships of the people of an article."""
    return _Roles(document, tree).read()


class _Roles:
    def __init__(self, document: Document, tree: Tree) -> None:
        self.document, self.tree = document, tree
        self.mention_of = document.mention_of
        self.holders = Holders(document, tree)
        self.states = Counter(m.actor for m in document.mentions if m.actor.kind == "State")
        self.forces = Counter(
            m.actor for m in document.mentions
            if m.actor.kind in ("GovernmentBody", "ArmedGroup") and _is_police(m.actor)
        )  # fmt: skip
        self.placed = sorted(
            (m.span.start, i, m.actor) for i, m in enumerate(document.mentions) if m.actor.kind == "State"
        )
        self.speakers = {id(speech.speaker) for speech in document.speeches}
        self.led: dict[int, Actor] = {}
        self.held: set[int] = set()
        self.ruling: set[int] = set()
        self.administrations: dict[int, tuple[Mention, Mention]] = {}
        self.bodies = sorted(
            (m for m in document.mentions if m.actor.kind in BODIES and m.form != "pronoun"),
            key=lambda m: m.span.start,
        )
        self.starts = [m.span.start for m in self.bodies]

    def read(self) -> Iterator[Candidate]:
        unstated: list[tuple[Post, Held]] = []
        previous: tuple[int, list[Held]] = (-1, [])
        for post in find_posts(self.document, self.tree):
            holders = self.holders.of(post, previous)
            previous = (post.right, holders)
            for mention, side in holders:
                behind = self._behind_name(mention) if side == "title" else None
                if behind is not None and (not post.bodies or post.bodies[0].actor.kind == "State"):
                    yield self._candidate(post, mention, behind, "behind")
                elif post.bodies:
                    yield from self._stated(post, mention, side)
                else:
                    unstated.append((post, (mention, side)))
        yield from self._commands()
        yield from self._attached()
        for post, (mention, side) in unstated:
            yield from self._unstated(post, mention, side)
        yield from self._administrations()

    def _candidate(self, post: Post, mention: Mention, body: Mention | Actor, how: str) -> Candidate:
        leading = post.sort in LEADING or (post.sort == "soldier" and post.owner >= 0)
        one_of_many = self.tree.lower[post.left] in ("a", "an") and self.tree.lower[post.head] == "commander"
        relation = "leads" if leading and not post.deputy and not one_of_many else "memberOf"
        return self._found(relation, mention, body, post.head, f"{post.sort}-{how}")

    def _found(self, relation: str, person: Mention, body: Mention | Actor, cue: int, how: str) -> Candidate:
        actor, at = (body.actor, body.head.i) if isinstance(body, Mention) else (body, -1)
        if relation == "leads":
            self.led.setdefault(id(person.actor), actor)
            if actor.kind == "State":
                self.ruling.add(id(person.actor))
        self.held.add(id(person.actor))
        ends = (person.head.i, at)
        return Candidate(
            person.actor, relation, actor, self.tree.sentence[cue], (cue,), ends, f"{relation}/{how}"
        )

    # Bodies

    def _stated(self, post: Post, mention: Mention, side: str) -> Iterator[Candidate]:
        seen: set[int] = set()
        for place, body in enumerate(post.bodies[: 1 if post.sort == "envoy" else 3]):
            if id(body.actor) in seen or body.actor is mention.actor:
                continue
            seen.add(id(body.actor))
            quoted = self._only_quoted(mention.actor, body.actor)
            if quoted and post.deputy:
                continue
            kind = "quoted" if quoted else side
            yield self._candidate(post, mention, body, f"{kind}{'' if place == 0 else '-second'}")

    def _only_quoted(self, person: Actor, body: Actor) -> bool:
        """Whether somebody of an organisation, university or court is only a source of the article."""
        if id(person) not in self.speakers:
            return False
        if body.kind in ("NonGovernmentalOrganization", "Court", "MediaOrganization"):
            return True
        return not words("posts", "quoted").isdisjoint(body.name.lower().split())

    def _unstated(self, post: Post, mention: Mention, side: str) -> Iterator[Candidate]:
        leader = self.mention_of.get(post.owner)
        if leader is not None and leader.actor.kind == "Person" and leader.actor is not mention.actor:
            if id(leader.actor) in self.led and post.sort in ("member", "head", "soldier", "staff"):
                body = self.led[id(leader.actor)]
                yield self._found("memberOf", mention, body, post.head, f"{post.sort}-deputy")
        elif post.sort in ("ruler", "minister"):
            if not self._governs(mention.actor) or post.deputy:
                title = [self.tree.lower[i] for i in range(post.start, post.end)]
                for place, state in enumerate(self._states_meant(title, post.start)):
                    yield self._candidate(post, mention, state, f"implied{place}")
        elif post.sort == "police":
            for force, _ in self.forces.most_common(1):
                yield self._candidate(post, mention, force, "implied")
        elif self.tree.lower[post.head].rstrip(".") in table("posts")["houses"]:
            yield from self._legislator(post, mention)
        elif id(mention.actor) not in self.held:
            for how, body in self._bodies_meant(post):
                if body is not mention.actor:
                    yield self._candidate(post, mention, body, how)

    def _bodies_meant(self, post: Post) -> Iterator[tuple[str, Actor]]:
        """The bodies that a post without one may be of: by the noun before it ("party chair"), or near."""
        tree = self.tree
        nouns = {tree.lower[i] for i in range(post.left, post.start) if tree.tag[i].startswith("NN")}
        start, end = bisect_left(self.starts, tree.spans[max(0, tree.sentence[post.start] - 2)][0]), post.left
        before = [body for body in self.bodies[start:] if body.span.start < end][::-1]
        called = next(
            (b.actor for b in self.bodies[::-1] if b.span.start < end and _is_called(b.actor, nouns)), None
        )
        if called is not None:
            yield "implied-called", called
        if post.sort not in ("member", "owner") or (
            post.sort == "owner" and (post.gap or self._told_of(post))
        ):
            return
        nearest = next((b.actor for b in before if b.actor.kind != "State" and _is_one(b.actor)), None)
        if nearest is not None and nearest is not called:
            yield "implied-nearest", nearest

    def _legislator(self, post: Post, mention: Mention) -> Iterator[Candidate]:
        """Members of a house of parliament, where the article names theirs."""
        for house in table("posts")["houses"][self.tree.lower[post.head].rstrip(".")]:
            for body in self.bodies:
                if house in body.actor.name.lower():
                    yield self._candidate(post, mention, body.actor, "house")
                    return

    def _told_of(self, post: Post) -> bool:
        """Whether the text tells what a post is of, though it is no body: "the owner of the car"."""
        return post.end < self.tree.end and self.tree.lower[post.end] in words("posts", "of")

    def _attached(self) -> Iterator[Candidate]:
        """People told by their body alone: "X of the Y movement"."""
        tree = self.tree
        for person in self.document.mentions:
            if person.form != "name" or person.actor.kind != "Person":
                continue
            start, end = person.span.start, person.span.end
            if end < tree.end and tree.lower[end] in ("of", "from") and self._same_sentence(start, end):
                body = body_behind(end + 1, tree.spans[tree.sentence[start]][1], self.document, tree)[0]
                if body is None:
                    continue
                if body.actor.kind == "ArmedGroup" or _has_members(body.actor):
                    yield self._found("memberOf", person, body, person.head.i, "attached")
                elif body.actor.kind == "Organization" and id(person.actor) not in self.speakers:
                    yield self._found("memberOf", person, body, person.head.i, "attached-silent")

    def _rules(self, person: Actor) -> bool:
        """Whether somebody is told to lead a state."""
        return id(person) in self.ruling

    def _governs(self, person: Actor) -> bool:
        """Whether somebody is told to lead a state or a part of one: a party's head may rule one besides."""
        led = self.led.get(id(person))
        return led is not None and led.kind in ("State", "GovernmentBody")

    def _states_meant(self, title: list[str], index: int) -> list[Actor]:
        """The states that a ruler without a country may rule, the likeliest first."""
        fits = [a for a, _ in self.states.most_common() if _has(a, title)]
        before = [actor for start, _, actor in self.placed if start < index and actor in fits]
        found = dict.fromkeys([*fits[:1], *before[-1:], *fits[:2]])
        return list(found)[:2]

    def _commands(self) -> Iterator[Candidate]:
        """Bodies told by whose they are: "fighters under Colonel X", "X's men", "the X government"."""
        own, governing = words("posts", "own"), words("posts", "governing")
        for body in self.document.mentions:
            if body.actor.kind not in BODIES or body.form in ("pronoun", "demonym"):
                continue
            end = body.span.end
            index = end + (end < self.tree.end and self.tree.lower[end] in (",", "is", "was"))
            if (
                index < self.tree.end
                and self.tree.lower[index] == "under"
                and self._same_sentence(end, index)
            ):
                index += 1
                if self.tree.lower[index : index + 3] in COMMANDS:
                    index += 3
                leader = self.holders.named(self.holders.skip_titles(index))
                if leader is not None:
                    yield self._found("leads", leader, body, leader.span.start - 1, "under")
            noun = self.tree.lower[body.head.i]
            start = body.span.start
            owner = self.holders.named(start) if body.form == "description" else None
            if owner is None and start >= 2 and self.tree.lower[start - 1] in POSSESSIVES:
                owner = self.holders.person(self.mention_of.get(start - 2))
            if owner is None and end < self.tree.end and self.tree.lower[end] == "of":
                owner = self.holders.named(self.holders.skip_titles(end + 1)) if noun in governing else None
            if owner is not None and owner.actor is not body.actor:
                how = (
                    "government" if noun in governing else "forces" if body.form == "description" else "named"
                )
                if how == "government" and noun in PRESIDENTIAL and body.actor.kind != "State":
                    how = "administration"  # told by its president's name alone
                if how == "named" and body.actor.kind not in ("ArmedGroup", "GovernmentBody"):
                    continue
                if how != "forces" or noun in own:
                    yield self._found("leads", owner, body, body.head.i, f"own-{how}")
                if how == "administration":
                    self.administrations.setdefault(id(owner.actor), (owner, body))

    def _administrations(self) -> Iterator[Candidate]:
        """Presidents told by their administration alone: "the X administration" is of some state."""
        for owner, body in self.administrations.values():
            states = [] if self._rules(owner.actor) else self._states_meant(["president"], body.span.start)
            for place, state in enumerate(states):
                yield self._found("leads", owner, state, body.head.i, f"administration-implied{place}")

    def _same_sentence(self, first: int, second: int) -> bool:
        return self.tree.sentence[first] == self.tree.sentence[second]

    def _behind_name(self, person: Mention) -> Mention | None:
        """The body behind a name: "Lt. X with the Ogden police"."""
        tree, index = self.tree, person.span.end
        high = tree.spans[tree.sentence[person.head.i]][1]
        index += index < high and tree.lower[index] == ","
        if index >= high or tree.lower[index] not in words("posts", "behind_name"):
            return None
        return body_behind(index + 1, high, self.document, tree)[0]


def _is_police(body: Actor) -> bool:
    """Whether a body is a police force, no man or station of one."""
    parts = body.name.lower().split()
    return "police" in parts and parts[-1] not in lexicon.titles().all | {"officers", "station", "union"}


def _is_called(body: Actor, nouns: set[str]) -> bool:
    """Whether a body's name ends or begins with one of the nouns."""
    parts = body.name.lower().split()
    return parts[-1] in nouns or (len(parts) > 1 and parts[0] in nouns)


def _is_one(body: Actor) -> bool:
    """Whether a body has a name, or is described by the noun of one body: "the party", no "protesters"."""
    last = body.name.rsplit(" ", 1)[-1]
    return not last.islower() or last in lexicon.groups().collective


def _has_members(body: Actor) -> bool:
    """Whether an organisation is of a sort that people are told to be of: a party, a movement, an acronym."""
    last = body.name.rsplit(" ", 1)[-1]
    return body.kind == "Organization" and (body.name.isupper() or last.lower() in words("posts", "joined"))


def _has(state: Actor, title: list[str]) -> bool:
    """Whether a state may have a ruler of this title."""
    found = lexicon.reference(state.name.lower())
    if found is None:
        return True
    states, label = table("posts")["states"], found.label.lower()
    if not words("posts", "monarchs").isdisjoint(title):
        return label in states["monarchies"]
    if title[-1] == "president":
        return label not in states["monarchies"]
    if "secretary" in title:
        return label in states["secretaries"]
    return "prime" not in title or label not in states["presidential"]
