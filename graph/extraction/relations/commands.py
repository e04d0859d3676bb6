"""Leaders told apart from any title: "under X", "X in power", "Y's X and Z's W, the foreign ministers"."""

from __future__ import annotations

from collections.abc import Iterator

from graph.extraction.actors.runs import POSSESSIVES
from graph.extraction.document import Mention
from graph.extraction.relations.belongings import COMMANDS, Belongings
from graph.extraction.relations.bodies import ARTICLES, body_behind
from graph.extraction.relations.candidates import Candidate
from graph.extraction.relations.kinds import BANDS, GROUPS
from graph.extraction.relations.parties import is_described
from graph.extraction.relations.tables import words

UNDER = 14
"""Words between a body and "under" its leader, at most."""
TOLD = 4
"""Words that tell of a leader before the name, at most."""
RULERS = BANDS | {"Person"}
LASTING = ("for", "since", "until", "till", "from")
"""Before how long somebody ruled."""


class Commands:
    """Who is told to command or rule in the sentences of one article."""

    def __init__(self, belongings: Belongings) -> None:
        self.belongings, self.standing = belongings, belongings.standing
        self.holders = belongings.holders
        self.document, self.tree = belongings.document, belongings.tree
        self.mention_of = belongings.mention_of

    def read(self) -> Iterator[Candidate]:
        """Every leader so told."""
        several, power, ruling = words("posts", "several"), words("posts", "power"), words("posts", "rule")
        for cue, lower in enumerate(self.tree.lower):
            if lower == "under":
                yield from self._under(cue)
            elif lower in several:
                yield from self._several(cue)
            elif lower in power:
                yield from self._in_power(cue)
            elif lower in ruling:
                yield from self._ruled(cue)

    def _under(self, cue: int) -> Iterator[Candidate]:
        """ "The X Brigade, 900 men under Y", "Under Y, the X Brigade …", "under Y's command"."""
        tree = self.tree
        low, high = tree.spans[tree.sentence[cue]]
        start = cue + 1
        if tree.lower[start : start + 3] in COMMANDS:
            start += 3
        start += start < high and tree.lower[start] == "the"
        leader = self._leader(start, high)
        if leader is None or leader.span.end >= tree.end:
            return
        end = leader.span.end
        if tree.lower[end] in POSSESSIVES and tree.lower[end + 1 : end + 2] != ["command"]:
            return
        if tree.tag[end].startswith("NN"):
            return  # "under the X regime"
        bodies = [b for b in self._led(low, cue) if b.span.end < cue and cue - b.span.end <= UNDER]
        named = [b for b in bodies if b.form == "name"]
        for led in {id(b.actor): b for b in (*bodies[-1:], *named[-1:])}.values():
            yield self.standing.candidate("leads", leader, led, cue, "under-further")
        opens = cue == low or tree.lower[cue - 1] in (",", "and", "but")
        if opens and not bodies and tree.lower[end] == ",":
            body = body_behind(end + 1, high, self.document, tree)[0]
            if body is not None and body.actor is not leader.actor:
                yield self.standing.candidate("leads", leader, body, cue, "under-clause")

    def _leader(self, start: int, high: int) -> Mention | None:
        """The person whom a noun phrase names: "the strongman X", "a commander called X"."""
        index = self.holders.skip_titles(self.belongings.past_calling(start, high))
        leader = self.holders.named(index)
        while leader is None and index < min(high, start + TOLD):
            if not self.tree.tag[index].startswith(("JJ", "NN")):
                break
            index += 1
            leader = self.holders.named(index)
        return leader

    def _led(self, low: int, high: int) -> list[Mention]:
        """The bodies with leaders in a stretch of words, in text order."""
        before = self.standing.before(high)
        led = [b for b in before if b.span.start >= low and b.actor.kind in GROUPS]
        return [b for b in led if b.form == "name" or b.actor.kind == "ArmedGroup" or self._is_one(b)]

    def _is_one(self, body: Mention) -> bool:
        """Whether a description is of one body: "the committee", no "governments"."""
        return self.tree.tag[body.head.i] == "NN"

    def _several(self, cue: int) -> Iterator[Candidate]:
        """ "The presidents of X and Y, A and B", "X's A and Y's B, the foreign ministers", "A of X and …"."""
        tree = self.tree
        low, high = tree.spans[tree.sentence[cue]]
        named = (self.holders.named(index) for index in range(low, high))
        people = list({id(m): m for m in named if m is not None}.values())
        told: list[tuple[Mention, Mention]] = []
        for person in people:
            start, end = person.span.start, person.span.end
            if start - 2 >= low and tree.lower[start - 1] in POSSESSIVES:
                state = self.mention_of.get(start - 2)
            elif end + 1 < high and tree.lower[end] == "of":
                state = self.mention_of.get(end + 1 + (tree.lower[end + 1] == "the"))
            else:
                continue
            if state is not None and state.actor.kind == "State":
                told.append((person, state))
        if not told and tree.lower[cue + 1 : cue + 2] == ["of"]:
            behind = [m for m in people if m.span.start > cue]
            states = self._states(cue, behind[0].span.start if behind else cue)
            if len(states) > 1 and len(behind) >= len(states):
                told = list(zip(behind, states, strict=False))
        if len(told) == 1:  # "leaders, including A of X", no "A of X criticised the leaders"
            told = [each for each in told if each[0].span.start > cue]
        for person, state in told:
            yield self.standing.candidate("leads", person, state, cue, "several")

    def _states(self, start: int, end: int) -> list[Mention]:
        """The states named between two words, in text order."""
        found = {id(m): m for i in range(start, end) if (m := self.mention_of.get(i)) is not None}
        return [m for m in found.values() if m.actor.kind == "State"]

    def _in_power(self, cue: int) -> Iterator[Candidate]:
        """ "X took power in Y", "X's return to power", "brought X to power in Y", "X, in power since …"."""
        tree, head, before = self.tree, self.tree.head[cue], self.tree.lower[cue - 1]
        event = cue - 2 if before == "to" else cue - 1 - (before in ARTICLES)
        if cue > 1 and tree.lemma[event] in words("posts", "come" if before == "to" else "take"):
            who = tree.agents(event) or tree.kids(event, "nmod:poss", "nmod")
        elif before == "in":
            who = tree.kids(cue, "nsubj") or [head]
        elif before == "to" and tree.lemma[head] in words("posts", "brought"):
            who = tree.patients(head)
        else:
            return
        yield from self._ruler(who, cue, "power")

    def _ruled(self, cue: int) -> Iterator[Candidate]:
        """ "X, who had ruled for 17 years", "the long rule of X", "X's rule"."""
        tree = self.tree
        if tree.tag[cue].startswith("V"):
            lasting = tree.marked(cue, LASTING, "obl", "nmod")
            if any(map(self._lasts, lasting)) and not tree.patients(cue):
                yield from self._ruler(tree.agents(cue), cue, "rules")
        elif tree.lower[cue - 1] != "of":
            yield from self._ruler(tree.kids(cue, "nmod:poss", "nmod"), cue, "rule")

    def _lasts(self, word: int) -> bool:
        """Whether a word tells how long: "for 17 years", "since the coup", no "ruled for the miners"."""
        tree = self.tree
        timed = tree.lemma[word] in ("year", "decade", "month") or tree.tag[word] == "CD"
        return timed or not tree.markers(word).isdisjoint(("since", "until", "till"))

    def _ruler(self, who: list[int], cue: int, how: str) -> Iterator[Candidate]:
        """Whoever is told to rule, of the state named behind or of those that may be meant."""
        tree = self.tree
        high = tree.spans[tree.sentence[cue]][1]
        told = cue + 1 < high and tree.lower[cue + 1] in ("in", "of", "over")
        place = body_behind(cue + 2, high, self.document, tree)[0] if told else None
        ruler = next((m for m in map(self.mention_of.get, who) if m is not None), None)
        if ruler is None or ruler.actor.kind not in RULERS:
            return
        if how != "power" and ruler.actor.kind != "Person":
            return
        if is_described(ruler.actor) and ruler.actor.name.endswith("s"):
            return  # "the generals"
        if place is not None and place.actor is not ruler.actor:
            yield self.standing.candidate("leads", ruler, place, cue, how)
        elif not self.standing.rules(ruler.actor):
            yield from self.belongings.ruled(ruler, cue, how, ["ruler"])
