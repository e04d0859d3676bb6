"""Posts that come from somebody: whoever replaces a leader, whoever serves under the holder of a post."""

from __future__ import annotations

from collections.abc import Iterator

from graph.extraction.document import Actor, Mention
from graph.extraction.relations.candidates import Candidate
from graph.extraction.relations.holders import Held
from graph.extraction.relations.implied import LOYAL, Implied
from graph.extraction.relations.post import Post
from graph.extraction.relations.standing import Standing
from graph.extraction.relations.tables import words

UNDER = frozenset({"for", "to", "of"})


class Handed:
    """What people of one article are told to have from others."""

    def __init__(self, standing: Standing, implied: Implied) -> None:
        self.standing, self.implied, self.tree = standing, implied, standing.tree
        self.mention_of = standing.document.mention_of

    def serving(self, posts: list[tuple[Post, list[Held]]]) -> Iterator[Candidate]:
        """Who serves whoever holds a post that is told without a name: "the president's spokesman, X"."""
        by_head = {post.head: (post, held) for post, held in posts}
        by_start = {post.left: (post, held) for post, held in posts}
        for post, held in posts:
            if not held or post.bodies or post.sort not in LOYAL | {"envoy"}:
                continue
            superior, theirs = by_head.get(post.owner, (None, []))
            if superior is None and post.end < self.tree.end and self.tree.lower[post.end] in UNDER:
                superior, theirs = by_start.get(post.end + 1, (None, []))
            if superior is None or superior is post:
                continue
            for how, body in self._under(superior, theirs, [mention for mention, _ in held]):
                for mention, _ in held:
                    if body is not mention.actor:
                        pattern = f"{post.sort}-serves-{how}"
                        yield self.standing.candidate("memberOf", mention, body, post.head, pattern)

    def _under(
        self, superior: Post, theirs: list[Held], serving: list[Mention]
    ) -> Iterator[tuple[str, Actor]]:
        """The bodies that the holder of a post leads, by the post or by whoever holds it."""
        if superior.bodies:
            yield "body", superior.bodies[0].actor
            return
        known = {id(mention.actor) for mention in serving}
        led = [self.standing.led[id(m.actor)] for m, _ in theirs if id(m.actor) in self.standing.led]
        if led and not any(id(m.actor) in known for m, _ in theirs):
            yield "holder", led[0]
        elif superior.sort in ("ruler", "minister"):
            title = self.tree.lower[superior.start : superior.end]
            for mention in serving[:1]:
                states = self.implied.ruling.states_meant(
                    title, superior.start, mention.actor, shared=True, rules=False
                )
                yield from states[:2]
        elif superior.sort == "head":
            last = self.standing.last_state(superior.start)
            if last is not None:
                yield "state", last

    def replaced(self) -> Iterator[Candidate]:
        """Whoever has the post of another: "X was replaced by Y", "Y took over from X", "took his place"."""
        tree = self.tree
        for cue, lemma in enumerate(tree.lemma):
            if not tree.tag[cue].startswith("V"):
                continue
            if lemma in words("posts", "succeeding"):
                pairs = [(new, old) for new in self._following(cue) for old in tree.patients(cue)]
            elif lemma == "take":
                pairs = [(new, old) for new in tree.agents(cue) for old in self._left_by(cue)]
            else:
                continue
            for new, old in pairs:
                yield from self._same(self.mention_of.get(new), self.mention_of.get(old), cue)

    def _following(self, verb: int) -> list[int]:
        """Who comes after another: "X replaced Y", "replaced Y with X", "named X, replacing Y"."""
        tree = self.tree
        brought = tree.marked(verb, ("with",), "obl", "nmod")
        if brought or tree.tag[verb] != "VBG" or tree.kids(verb, "nsubj"):
            return brought or tree.agents(verb)
        main = tree.head[verb]
        return tree.patients(main) or tree.agents(main)

    def _left_by(self, verb: int) -> Iterator[int]:
        """Whose place is taken: "took over from X", "took his place"."""
        tree = self.tree
        if verb + 1 < tree.end and tree.lower[verb + 1] == "over":
            yield from tree.marked(verb, ("from",), "obl", "nmod")
        for place in tree.patients(verb):
            if tree.lower[place] in words("posts", "places"):
                yield from tree.kids(place, "nmod:poss")

    def _same(self, new: Mention | None, old: Mention | None, cue: int) -> Iterator[Candidate]:
        """What one of two people, the one in the other's place, leads: as far as it is told of either."""
        if new is None or old is None or new.actor is old.actor:
            return
        if new.actor.kind != "Person" or old.actor.kind != "Person":
            return
        for one, other in ((new, old), (old, new)):
            for body in self.standing.leads(other.actor)[:2]:
                if body not in self.standing.leads(one.actor) and body is not one.actor:
                    yield self.standing.candidate("leads", one, body, cue, "replaces")
