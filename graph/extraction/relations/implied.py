"""Of which body a post is that is told without one: "the president", "Constable X", "the party's chair"."""

from __future__ import annotations

from collections.abc import Iterator

from graph.extraction.actors import lexicon
from graph.extraction.actors.rulers import states_ruled
from graph.extraction.document import Actor, Mention
from graph.extraction.relations.candidates import Candidate
from graph.extraction.relations.collectives import last_group, owner_noun
from graph.extraction.relations.kinds import BODIES
from graph.extraction.relations.parties import is_described
from graph.extraction.relations.post import STATELESS, Post, candidate_relation
from graph.extraction.relations.ruling import Ruling
from graph.extraction.relations.standing import Standing
from graph.extraction.relations.tables import table, words

LOYAL = frozenset({"member", "head", "soldier", "staff"})
"""Sorts of posts held under a person: "X's deputy", "her spokesman"."""


class Implied:
    """The bodies that posts of one article without any are of."""

    def __init__(self, standing: Standing) -> None:
        self.standing, self.document, self.tree = standing, standing.document, standing.tree
        self.ruling = Ruling(standing)

    def of(self, post: Post, mention: Mention) -> Iterator[Candidate]:
        """What somebody's post that is told without a body may come to."""
        leader = self.document.mention_of.get(post.owner)
        if self.tree.lower[post.head] in words("posts", "counterparts"):
            return
        if post.sort == "successor":
            if (
                leader is not None
                and id(leader.actor) in self.standing.led
                and leader.actor is not mention.actor
            ):
                yield self._candidate(post, mention, self.standing.led[id(leader.actor)], "of")
        elif leader is not None and leader.actor.kind == "Person" and leader.actor is not mention.actor:
            body = self.standing.led.get(id(leader.actor)) or self.ruling.ruled_by(leader.actor)
            if post.sort in LOYAL:
                yield from self._with(leader.actor, body, post, mention)
            elif body is not None and post.sort == "minister" and body.kind in ("State", "GovernmentBody"):
                yield self._candidate(post, mention, body, "of")
        elif post.sort in ("ruler", "minister"):
            yield from self._of_state(post, mention)
        elif post.sort == "police":
            force = self.standing.police()
            elsewhere = self._told_of(post) and self.tree.tag[post.end + 1].startswith("NNP")
            if force is not None and not elsewhere:  # "the former police chief of Y"
                yield self._candidate(post, mention, force, "implied")
        elif self._house_names(post):
            yield from self.house(post, mention)
        elif id(mention.actor) not in self.standing.held:
            placed = self.standing.is_placed(mention.actor)
            yield from self.near(post, mention)
            yield from self._of_seat(post, mention)
            army = self.standing.army(post.start) if post.sort == "soldier" and not placed else None
            if army is not None and army is not mention.actor:
                yield self.standing.candidate("memberOf", mention, army, post.head, "implied-army")

    def near(self, post: Post, mention: Mention) -> Iterator[Candidate]:
        """A post of a body that other words name: "the company's boss", "party chair", "spokesman"."""
        for how, body in self._bodies_meant(post):
            stated = bool(post.bodies) and body.kind == "State"  # "Kenya's army chief" rules no Kenya
            if body is not mention.actor and not stated:
                yield self._candidate(post, mention, body, how)

    def house(self, post: Post, mention: Mention) -> list[Candidate]:
        """Members of a house of parliament, where the article names theirs."""
        for house in self._house_names(post):
            for body in self.standing.bodies:
                if house in body.actor.name.lower():
                    return [self._candidate(post, mention, body.actor, "house")]
        return []

    def department(self, post: Post, mention: Mention) -> Iterator[Candidate]:
        """The ministry of a minister: "the foreign minister", where the article names a Foreign Ministry."""
        if post.sort != "minister":
            return
        tree, told = self.tree, words("posts", "departments")
        named = (i for i in range(post.start - 1, post.left - 1, -1) if i in self.document.mention_of)
        left = next(named, post.left - 1) + 1  # not in "Treasury Sanctions Rwandan Minister"
        portfolio = {
            tree.lower[i]
            for i in range(left, post.right)
            if tree.tag[i].startswith(("NN", "JJ")) and i not in self.document.mention_of
        }
        portfolio |= set(tree.lower[post.start : post.end]) - words("posts", "offices")
        for body in self.standing.bodies:
            parts = set(body.actor.name.lower().split())
            if body.actor.kind != "GovernmentBody" or not parts & told or self._is_of_another(body, post):
                continue
            if (parts - told) & portfolio:
                yield self._candidate(post, mention, body.actor, "department")
                return

    def _is_of_another(self, department: Mention, post: Post) -> bool:
        """Whether a ministry is another state's: told with it, or alone where most is told of it."""
        own = {id(body.actor) for body in post.bodies if body.actor.kind == "State"}
        start = department.span.start
        beside = (self.document.mention_of.get(i) for i in (start, start - 1, start - 2) if i >= 0)
        states = {id(m.actor) for m in beside if m is not None and m.actor.kind == "State"}
        if department.form == "name":
            states = states or {id(state) for state, _ in self.standing.states.most_common(1)}
        return bool(own and states and not own & states)

    def state_behind(self, post: Post, mention: Mention, body: Mention) -> Iterator[Candidate]:
        """The state for whose organ somebody speaks: "the government spokesman"."""
        if body.form != "description" or not self.tree.lower[post.head].startswith("spokes"):
            return
        if self.tree.lower[body.head.i] not in words("posts", "organs"):
            return
        beside = (self.document.mention_of.get(i) for i in (body.span.start, body.span.start - 1) if i >= 0)
        own = next((m.actor for m in beside if m is not None and m.actor.kind == "State"), None)
        if own is not None:
            yield self.standing.candidate("memberOf", mention, own, post.head, "organ-own")
        else:
            yield from self._spoken_for(post, mention, "both")

    def _of_seat(self, post: Post, mention: Mention) -> Iterator[Candidate]:
        """The state for whose ruler somebody speaks: "Presidential Spokesperson X"."""
        lower = self.tree.lower
        seats = words("posts", "seats").intersection(lower[max(0, post.start - 1) : post.head])
        if seats and lower[post.head].startswith("spokes"):
            yield from self._spoken_for(post, mention, "both", "most")

    def _spoken_for(self, post: Post, mention: Mention, *likely: str) -> Iterator[Candidate]:
        """The states for which somebody may speak of whom no state is told, as likely as that."""
        meant = self.ruling.states_meant([""], post.start, mention.actor, shared=True, rules=False)
        for why, state in meant:
            if why in likely:
                yield self.standing.candidate("memberOf", mention, state, post.head, f"organ-{why}")

    def _with(self, leader: Actor, body: Actor | None, post: Post, mention: Mention) -> Iterator[Candidate]:
        """What somebody belongs to who serves under a person: what that one leads, else belongs to."""
        how = f"{post.sort}-deputy"
        if body is not None:
            yield self.standing.candidate("memberOf", mention, body, post.head, how)
        for why, other in self.standing.others_of(leader, body):
            if other is not mention.actor:
                yield self.standing.candidate("memberOf", mention, other, post.head, f"{how}-{why}")

    def _candidate(self, post: Post, mention: Mention, body: Actor, how: str) -> Candidate:
        relation = candidate_relation(post, self.tree)
        return self.standing.candidate(relation, mention, body, post.head, f"{post.sort}-{how}")

    def _of_state(self, post: Post, mention: Mention) -> Iterator[Candidate]:
        known = post.sort == "ruler" and states_ruled(mention.actor.name)
        if self.standing.governs(mention.actor) and not post.deputy and not known:
            return
        if self._governs_named(post, mention.actor) or self._is_for_abroad(post):
            return
        if post.gap and not known and self.tree.lower[post.head] in words("posts", "local"):
            return  # "Harbour Town strongman X"
        if self._told_of(post) and post.sort == "ruler":
            yield from self.near(post, mention)  # "president of the press club"
            return
        title = self.tree.lower[post.start : post.end]
        shared = post.former or post.sort == "minister" or "elect" in title
        states = self.ruling.states_meant(
            title, post.start, mention.actor, shared=shared, rules=post.sort == "ruler"
        )
        unlikely = {"most", "second"} if post.deputy else {"second"} if post.sort == "minister" else set()
        for why, state in states:
            if why not in unlikely:
                yield self._candidate(post, mention, state, f"implied-{why}")

    def _bodies_meant(self, post: Post) -> Iterator[tuple[str, Actor]]:
        """The bodies that a post without one may be of: by the noun before it ("party chair"), or near."""
        tree = self.tree
        around = [*range(post.left, post.start), *range(post.end, post.right)]
        owner = owner_noun(post, self.document, tree)
        bare = (i for i in around if tree.tag[i].startswith("NN") and not self._is_told_apart(i))
        nouns = {tree.lower[i] for i in bare} | {owner} - {""}
        for index in range(post.left, post.start):
            nouns.update(table("posts")["adjectives"].get(tree.lower[index], ()))
        low = tree.spans[max(0, tree.sentence[post.start] - 2)][0]
        told = self.standing.before(post.left)[::-1]
        before = [body for body in told if body.span.start >= low]
        later = [b for b in self.standing.bodies if b.form == "name" and post.sort not in STATELESS]
        called = next((b.actor for b in (*told, *later) if _is_called(b.actor, nouns)), None)
        if called is not None:
            yield "implied-called", called
        opens = post.left == post.start > 0 and tree.sentence[post.start] != tree.sentence[post.start - 1]
        if post.sort == "member" and called is None and opens:
            speaking = self.subject_before(post.left)
            if speaking is not None:
                yield "implied-subject", speaking
                return
        generic = not words("posts", "generic").isdisjoint(nouns)
        owned = post.sort == "owner" and not post.gap and not self._told_of(post)
        if not generic and owner in words("posts", "collective") and called is None:
            for body in last_group(before, armed=owner in words("posts", "of_leader")):
                yield "implied-collective", body
        elif (post.sort == "member" and not post.bodies) or owned or generic:
            kinds = _kinds_told(nouns) if generic else BODIES
            meant = (b.actor for b in before if b.actor.kind in kinds and b.actor.kind != "State")
            nearest = next(filter(_is_one, meant), None)
            if nearest is not None and nearest is not called:
                yield "implied-generic" if generic else "implied-nearest", nearest

    def _is_told_apart(self, index: int) -> bool:
        """Whether a noun is that of a body told by more: "the municipal police chief"."""
        mention = self.document.mention_of.get(index)
        return (
            mention is not None
            and mention.form == "description"
            and mention.span.start < mention.head.i == index
        )

    def subject_before(self, index: int) -> Actor | None:
        """The body that the sentence before tells of: "The army denied it. Spokesman X said …"."""
        tree = self.tree
        low, high = tree.spans[tree.sentence[index - 1]]
        for word in range(low, high):
            mention = self.document.mention_of.get(word)
            if (
                mention is not None
                and tree.dep[word].startswith("nsubj")
                and tree.head[tree.head[word]] == tree.head[word]
            ):
                told = mention.form != "pronoun" and mention.actor.kind in BODIES
                return mention.actor if told and mention.head.i == word and _is_one(mention.actor) else None
        return None

    def _house_names(self, post: Post) -> list[str]:
        found: list[str] = table("posts")["houses"].get(self.tree.lower[post.head].rstrip("."), [])
        return found

    def _governs_named(self, post: Post, person: Actor) -> bool:
        """Whether the post tells whose a named government is: "the Government of Unity of the premier, X"."""
        body = self.document.mention_of.get(post.left - 2) if post.left > 1 else None
        return (
            body is not None
            and body.actor is self.standing.led.get(id(person))
            and not is_described(body.actor)
        )

    def _is_for_abroad(self, post: Post) -> bool:
        """Whether a minister's part of the world is told, and so no state: "Middle East Minister X"."""
        before = self.tree.lower[max(0, post.start - 2) : post.start]
        told = (" ".join(before), *before[-1:])
        return post.sort == "minister" and not lexicon.words().continents.isdisjoint(told)

    def _told_of(self, post: Post) -> bool:
        """Whether the text tells what a post is of, though it is no body: "the owner of the car"."""
        if post.end >= self.tree.end or self.tree.lower[post.end] not in words("posts", "of"):
            return False
        if post.sort != "ruler":
            return True
        following = self.tree.lower[post.end + 1 : post.end + 4]
        return self.tree.lower[post.end] == "of" and words("posts", "itself").isdisjoint(following)


def _kinds_told(nouns: set[str]) -> frozenset[str]:
    """The kinds of bodies that nouns before a title may mean: "party chair" is of no ministry."""
    known = lexicon.generic_kinds()
    return next((known[noun] for noun in sorted(nouns) if noun in known), BODIES)


def _is_called(body: Actor, nouns: set[str]) -> bool:
    """Whether a body's name ends or begins with one of the nouns."""
    parts = body.name.lower().split()
    groups = lexicon.groups()
    if not groups.rebellious.isdisjoint(parts):
        nouns = nouns - groups.armies  # "the army" is not the Liberation Army
    if "house" in nouns and "house of" in " ".join(parts):
        return True  # "House Speaker X", beside the House of Representatives
    return parts[-1] in nouns or (len(parts) > 1 and parts[0] in nouns)


def _is_one(body: Actor) -> bool:
    """Whether a body has a name, or is described by the noun of one body: "the party", no "protesters"."""
    last = body.name.rsplit(" ", 1)[-1]
    return not last.islower() or last in lexicon.groups().collective
