"""Who holds which post: "President X", "the union's head, X", "X, a spokesman for the front", "X is …".

Heads lead their body; deputies, spokespeople, officers and envoys are members of theirs. Where a ruler's or a
minister's state is not named, the one that stands nearest before or that the article is about is meant, and
where a policeman's force is not, the police that the article speaks of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from graph.extraction.actors import lexicon
from graph.extraction.document import Actor, Document, Mention
from graph.extraction.relations.candidates import Candidate
from graph.extraction.relations.nearby import BODIES
from graph.extraction.relations.posts import (
    ARTICLES,
    DASHES,
    POSSESSIVES,
    QUOTES,
    Post,
    body_behind,
    find_posts,
    title_words,
)
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
LISTED = 12
"""People at most of whom one plural post is told."""
COMMANDS = [["the", noun, "of"] for noun in ("command", "leadership", "orders", "control", "rule")]
SAID = frozenset({"said", "says", "told", "added", "wrote"})
Held = tuple[Mention, str]


def read_roles(document: Document, tree: Tree) -> Iterator[Candidate]:
    """Posts and memberships of the people of an article."""
    return _Roles(document, tree).read()


class _Roles:
    def __init__(self, document: Document, tree: Tree) -> None:
        self.document, self.tree = document, tree
        self.mention_of = document.mention_of
        self.states = Counter(m.actor for m in document.mentions if m.actor.kind == "State")
        self.forces = Counter(
            m.actor for m in document.mentions
            if m.actor.kind in ("GovernmentBody", "ArmedGroup") and "police" in m.actor.name.lower().split()
        )  # fmt: skip
        self.placed = sorted(
            (m.span.start, i, m.actor) for i, m in enumerate(document.mentions) if m.actor.kind == "State"
        )
        self.speakers = {id(speech.speaker) for speech in document.speeches}
        self.led: dict[int, Actor] = {}

    def read(self) -> Iterator[Candidate]:
        unstated: list[tuple[Post, Held]] = []
        previous: tuple[int, list[Held]] = (-1, [])
        for post in find_posts(self.document, self.tree):
            holders = self._holders(post, previous)
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
        for post, (mention, side) in unstated:
            yield from self._unstated(post, mention, side)

    def _candidate(self, post: Post, mention: Mention, body: Mention | Actor, how: str) -> Candidate:
        leading = post.sort in LEADING or (post.sort == "soldier" and post.owner >= 0)
        one_of_many = self.tree.lower[post.left] in ("a", "an") and self.tree.lower[post.head] == "commander"
        relation = "leads" if leading and not post.deputy and not one_of_many else "memberOf"
        return self._found(relation, mention, body, post.head, f"{post.sort}-{how}")

    def _found(self, relation: str, person: Mention, body: Mention | Actor, cue: int, how: str) -> Candidate:
        actor, at = (body.actor, body.head.i) if isinstance(body, Mention) else (body, -1)
        if relation == "leads":
            self.led.setdefault(id(person.actor), actor)
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
            kind = "quoted" if self._only_quoted(mention.actor, body.actor) else side
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
            if id(mention.actor) not in self.led or post.deputy:
                for place, state in enumerate(self._states_meant(post)):
                    yield self._candidate(post, mention, state, f"implied{place}")
        elif post.sort == "police":
            for force, _ in self.forces.most_common(1):
                yield self._candidate(post, mention, force, "implied")

    def _states_meant(self, post: Post) -> list[Actor]:
        """The states that a ruler without a country may rule, the likeliest first."""
        title = [self.tree.lower[i] for i in range(post.start, post.end)]
        fits = [a for a, _ in self.states.most_common() if _has(a, title)]
        before = [actor for start, _, actor in self.placed if start < post.start and actor in fits]
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
                leader = self._named(self._skip_titles(index))
                if leader is not None:
                    yield self._found("leads", leader, body, leader.span.start - 1, "under")
            noun = self.tree.lower[body.head.i]
            start = body.span.start
            owner = self._named(start) if body.form == "description" else None
            if owner is None and start >= 2 and self.tree.lower[start - 1] in POSSESSIVES:
                owner = self._person(self.mention_of.get(start - 2))
            if owner is None and end < self.tree.end and self.tree.lower[end] == "of":
                owner = self._named(self._skip_titles(end + 1)) if noun in governing else None
            if owner is not None and owner.actor is not body.actor:
                how = (
                    "government" if noun in governing else "forces" if body.form == "description" else "named"
                )
                if how == "named" and body.actor.kind not in ("ArmedGroup", "GovernmentBody"):
                    continue
                if how != "forces" or noun in own:
                    yield self._found("leads", owner, body, body.head.i, f"own-{how}")

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

    # Holders

    def _holders(self, post: Post, previous: tuple[int, list[Held]]) -> list[Held]:
        """Who holds a post, each with how the text tells: by title, apposition, copula."""
        behind = self._named(self._skip_titles(post.right))
        if behind is not None:
            listed = self._listed(behind, post)
            if post.plural and len(listed) == 1 and post.right > post.end:
                return []  # "fighters to Libya in support of X"
            return [(mention, "title") for mention in listed]
        before = self._before(post, previous)
        behind = self._after_comma(post)
        its = self.tree.lower[post.owner] in ARTICLES if post.owner >= 0 else False
        if before and not (behind is not None and its):
            return before
        if behind is not None:
            return [(mention, "apposition") for mention in self._listed(behind, post)]
        called = self.mention_of.get(post.head)
        if called is None or called.form != "description" or called.actor.kind != "Person":
            return []
        return [(called, "called")] if any(m.form == "name" for m in called.actor.mentions) else []

    def _person(self, mention: Mention | None) -> Mention | None:
        named = mention is not None and mention.form == "name" and mention.actor.kind == "Person"
        return mention if named else None

    def _named(self, index: int) -> Mention | None:
        """The person whose name starts at a word."""
        mention = self.mention_of.get(index)
        if mention is None or mention.form != "name" or mention.actor.kind != "Person":
            return None
        return mention if index < mention.span.end and not self.document.doc[index].is_space else None

    def _skip_titles(self, index: int) -> int:
        """Past further titles, abbreviations and quotes before a name: "Gen. X", "(HOCSF), Dr. X"."""
        tree, start = self.tree, index
        while index < tree.end and index - start < 6:
            mention = self.mention_of.get(index)
            if mention is not None and mention.form == "name" and mention.actor.kind == "Person":
                return index
            lower = tree.lower[index]
            if lower.rstrip(".") in title_words() or lower in QUOTES or lower in (".", "-"):
                index += 1
            else:
                return index
        return index

    def _after_comma(self, post: Post) -> Mention | None:
        """The name behind "the head of the union," or "the spokesman in the state,"."""
        tree, index = self.tree, post.right
        high = tree.spans[tree.sentence[post.head]][1]
        if index < high and tree.lower[index] in ("in", "on"):
            while index < high and index - post.right < 5 and tree.lower[index] not in (",", "."):
                index += 1
        if index >= high or tree.lower[index] not in (",", ":", "("):
            return None
        mention = self._named(self._skip_titles(index + 1))
        if mention is None:
            return None
        end = mention.span.end
        if end < high and tree.lower[end] in SAID and high - end <= 4:
            return None  # "… met the minister, X said."
        return mention

    def _listed(self, first: Mention, post: Post) -> list[Mention]:
        """The people whom a plural title stands before: "journalists X and Y"."""
        found = [first]
        while post.plural and len(found) < LISTED:
            index = found[-1].span.end
            while index < self.tree.end and self.tree.lower[index] in (",", "and"):
                index += 1
            following = self._named(index) if index > found[-1].span.end else None
            if following is None:
                break
            found.append(following)
        return found

    def _before(self, post: Post, previous: tuple[int, list[Held]]) -> list[Held]:
        tree = self.tree
        low = tree.spans[tree.sentence[post.start]][0]
        index = post.left - 1
        while index > low and (tree.tag[index].startswith("RB") or tree.lower[index] in ARTICLES):
            index -= 1
        if index <= low:
            return []
        lower = tree.lower[index]
        if previous[0] in (index, index - 1) and (lower == "and" or (lower == "," and previous[0] == index)):
            return previous[1]
        if lower in words("posts", "openers") or lower in DASHES:
            return [(m, "apposition") for m in self._ending(index, post)]
        if lower in words("posts", "copulas"):
            below = (*tree.children[post.head], *tree.children[index])
            subjects = (self._subject(child) for child in below if tree.dep[child].startswith("nsubj"))
            found = [m for m in subjects if m is not None]
            return [(m, "copula") for m in found or self._ending(index, post)]
        if lower in words("posts", "naming"):
            verb = tree.head[post.head]
            people = [self._subject(i) for i in (tree.patients(verb) or tree.agents(verb))]
            return [(m, "naming") for m in people if m is not None]
        return []

    def _subject(self, index: int) -> Mention | None:
        if self.tree.lower[index] in ("who", "that") and index:
            index -= 1
            while index and self.tree.lower[index] == ",":
                index -= 1
        mention = self.mention_of.get(index)
        return mention if mention is not None and mention.actor.kind == "Person" else None

    def _ending(self, index: int, post: Post) -> list[Mention]:
        """The people whose names end before a word, ages and brackets between: "X, 72,", "X (31),"."""
        tree, last = self.tree, index - 1
        if last > 1 and tree.lower[last] in (")", "]"):
            last = next((i for i in range(last, max(0, last - 6), -1) if tree.lower[i] in ("(", "[")), 1) - 1
        if last > 1 and tree.lower[last].isdigit() and tree.lower[last - 1] == ",":
            last -= 2
        if tree.lower[last] in ("who", ","):
            last -= 1 + (tree.lower[last - 1] == ",")
        if last < 0:
            return []
        mention = self._person(self.mention_of.get(last))
        if mention is None or mention.span.end != last + 1:
            return []
        found = [mention]
        while post.plural and len(found) < LISTED:
            start = found[-1].span.start - 1
            while start > 0 and tree.lower[start] in (",", "and"):
                start -= 1
            other = self._person(self.mention_of.get(start))
            if other is None or start == found[-1].span.start - 1:
                break
            found.append(other)
        return found


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
