"""Who leads a body that is told to be theirs: "X's men", "fighters under X", "the X government"."""

from __future__ import annotations

from collections.abc import Iterator

from graph.extraction.actors import lexicon
from graph.extraction.actors.evidence import PRESIDENTIAL
from graph.extraction.actors.runs import POSSESSIVES
from graph.extraction.document import Document, Mention
from graph.extraction.relations.bodies import (
    ARTICLES,
    DASHES,
    before_whose,
    body_behind,
    has_members,
    past_bracket,
)
from graph.extraction.relations.candidates import Candidate
from graph.extraction.relations.holders import Holders
from graph.extraction.relations.implied import Implied
from graph.extraction.relations.kinds import BODIES, FORCES
from graph.extraction.relations.parties import is_described
from graph.extraction.relations.ruling import has_ruled, rules_elsewhere
from graph.extraction.relations.standing import Standing
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree

COMMANDS = [["the", noun, "of"] for noun in ("command", "leadership", "orders", "control", "rule")]
OWNED = frozenset({"ArmedGroup", "GovernmentBody", "Organization", "MediaOrganization"})
PERSONAL = frozenset({"his", "her"})
TELLING = ("JJ", "NN", "RB", "HYPH", "VBG", "VBN")
GOVERNED = words("posts", "governing") | words("posts", "of_leader")
"""Bodies that "of X" behind them tells the leader of."""
LED = words("posts", "own") | words("posts", "of_leader")
"""Units that a possessive tells the leader of."""
APART = 5
"""Words between a possessor and the body that is theirs."""


class Belongings:
    """Who is told by a possessive, "of", "under" or "ruling" to lead a body."""

    def __init__(self, standing: Standing, implied: Implied, holders: Holders) -> None:
        self.standing, self.implied, self.holders = standing, implied, holders
        self.document: Document = standing.document
        self.tree: Tree = standing.tree
        self.mention_of = standing.document.mention_of
        self.governments: dict[int, tuple[Mention, Mention, str]] = {}

    def read(self) -> Iterator[Candidate]:
        """Whose the bodies of an article are told to be, whatever posts it tells."""
        for body in self.document.mentions:
            if body.actor.kind in BODIES and body.form not in ("pronoun", "demonym"):
                yield from self._under(body)
                yield from self._owned(body)

    def governed(self) -> Iterator[Candidate]:
        """Rulers told by their government alone, or as in power: of which state that is."""
        for owner, body, how in self.governments.values():
            if not self.standing.rules(owner.actor):
                title = "president" if how == "administration" else "ruler"
                yield from self.ruled(owner, body.head.i, how, [title])
        yield from self._ruling()
        yield from self._rulers_by_state()

    def ruled(self, ruler: Mention, cue: int, how: str, title: list[str]) -> Iterator[Candidate]:
        """What state somebody rules of whom only that is told: those that may be meant."""
        states = self.implied.ruling.states_meant(title, cue, ruler.actor)
        for why, state in states if how in ("administration", "government") else states[:1]:
            if state is not ruler.actor and (how, why) != ("ruling", "most"):
                yield self.standing.candidate("leads", ruler, state, cue, f"{how}-implied-{why}")

    def _under(self, body: Mention) -> Iterator[Candidate]:
        """ "Fighters under Colonel X", "… are under the command of X", "… under a commander called X"."""
        tree, index = self.tree, body.span.end
        high = tree.spans[tree.sentence[body.span.start]][1]
        while index < high and (
            tree.lower[index] in words("posts", "before_under") or tree.tag[index] == "RB"
        ):
            index += 1
        if index >= high or tree.lower[index] != "under":
            return
        index += 1
        if tree.lower[index : index + 3] in COMMANDS:
            index += 3
        leader = self.holders.named(self.holders.skip_titles(self.past_calling(index, high)))
        stated = body.actor.kind == "State" and leader is not None
        if leader is not None and not (stated and rules_elsewhere(leader.actor, body.actor)):
            yield self.standing.candidate("leads", leader, body, leader.span.start - 1, "under")

    def past_calling(self, start: int, high: int) -> int:
        """The word behind "a commander called", if that is said of whoever follows."""
        tree = self.tree
        if start < high and tree.lower[start] in ("a", "an"):
            for index in range(start + 1, min(high - 1, start + 5)):
                if tree.lower[index] in words("posts", "called"):
                    return index + 1
        return start

    def _owned(self, body: Mention) -> Iterator[Candidate]:
        """ "X's men", "the X government", "X and his party"."""
        noun, before = self.tree.lower[body.head.i], self._owner_before(body)
        owner = before or self._of_owner(body)
        if owner is None:
            yield from self._owned_further(body)
        elif owner.actor is not body.actor:
            how = self._how_owned(body, owner, behind=before is None)
            if how and noun != "presidency":
                yield self.standing.candidate("leads", owner, body, body.head.i, f"own-{how}")
            ruling = how in ("administration", "government") and body.actor.kind != "State"
            if ruling and is_described(body.actor):
                self.governments.setdefault(id(owner.actor), (owner, body, how))

    def _owner_before(self, body: Mention) -> Mention | None:
        """X of "X's men", "the X government", "the X-led government", but of no "X-backed government"."""
        tree, start = self.tree, body.span.start
        owner = self.holders.named(start) if body.form == "description" else None
        if owner is None and start >= 2 and tree.lower[start - 1] in POSSESSIVES:
            owner = self.holders.person(self.mention_of.get(start - 2))
        if owner is not None and body.form == "description" and tree.lower[owner.span.end] in DASHES:
            return owner if tree.lower[owner.span.end + 1] in ("led", "headed") else None
        return owner

    def _how_owned(self, body: Mention, owner: Mention, *, behind: bool) -> str:
        """How a body is told to be somebody's, named before or `behind` it; else empty."""
        noun, end = self.tree.lower[body.head.i], body.span.end
        following = self.tree.lower[end] if end < self.tree.end else ""
        if noun in words("posts", "governing"):
            personal = noun in PRESIDENTIAL and body.actor.kind != "State"  # told by a president alone
            return "administration" if personal else "government"
        if is_described(body.actor) if behind else body.form == "description":
            if noun in words("posts", "own"):
                return "forces"
            if not behind and noun in words("posts", "of_leader"):
                return "called" if self.tree.lower[owner.span.end] in POSSESSIVES else ""  # "X's firm, Y"
            return ""
        if following in lexicon.titles().roles:
            return ""  # "X's CIA director"
        if behind or body.actor.kind in FORCES:
            return "named"
        told = following in words("posts", "joined") or (has_members(body.actor) and not self._goes_on(end))
        return "organization" if told else ""

    def _of_owner(self, body: Mention) -> Mention | None:
        """X of "the government of President X", "the Y militia of X", "the Y Front (YF) of X"."""
        tree, end = self.tree, body.span.end
        bracketed = body.form == "name" and end < tree.end and tree.lower[end] in (")", "]")
        if body.form == "name" and end < tree.end and tree.lower[end] in ("(", "["):
            end = past_bracket(end, tree.end, tree)
        end += bracketed
        if end + 1 >= tree.end or tree.lower[end] != "of":
            return None
        if not bracketed and tree.lower[body.head.i] not in GOVERNED:
            return None
        index = self.holders.skip_titles(end + 1 + (tree.lower[end + 1] in ARTICLES))
        if end + 2 < index < tree.end and tree.lower[index] == ",":
            index += 1  # "of the prime minister, X,"
        leader = self.holders.named(index)
        behind = leader.span.end if leader is not None else tree.end
        return None if behind < tree.end and tree.lower[behind] in POSSESSIVES else leader

    def _owned_further(self, body: Mention) -> Iterator[Candidate]:
        """Bodies named a few words behind their owner: "X's far-right Y Party", "his media firm Z"."""
        if body.form != "name" or body.actor.kind not in OWNED:
            return
        tree, index = self.tree, body.span.start - 1
        end = body.span.end
        unit = end < tree.end and tree.lower[end] in LED
        if self._goes_on(end) and not unit:
            return  # "his Facebook page", but "his Wolves regiment"
        low = max(tree.spans[tree.sentence[body.span.start]][0], index - APART)
        while index > low and tree.tag[index].startswith(TELLING) and self._is_lower(index):
            index -= 1
        owner: Mention | None = None
        armed = body.actor.kind == "ArmedGroup"
        how = "named" if armed else "organization"
        if index > low and tree.lower[index] in POSSESSIVES:
            generic = not words("posts", "generic").isdisjoint(tree.lower[index : body.span.start])
            beside = tree.lower[body.span.start - 1] in words("posts", "beside")  # "X's rival Y Party"
            if not beside and (generic or armed or has_members(body.actor)):
                owner = self.holders.person(self.mention_of.get(index - 1))
        elif (
            index >= low
            and tree.lower[index] == "whose"
            and body.actor.kind in ("ArmedGroup", "Organization")
        ):
            owner = before_whose(index, self.document, tree)
        elif index >= low and tree.lower[index] in PERSONAL:
            owner, how = self.mention_of.get(index), "his"
        if owner is not None and owner.actor.kind == "Person" and owner.actor is not body.actor:
            yield self.standing.candidate("leads", owner, body, body.head.i, f"own-{how}")

    def _goes_on(self, end: int) -> bool:
        """Whether a noun follows a body's name, so that it only tells of what sort that is."""
        return end < self.tree.end and self.tree.tag[end].startswith("NN")

    def _is_lower(self, index: int) -> bool:
        return self.document.doc[index].text[:1].islower() or self.tree.tag[index] == "HYPH"

    def _ruling(self) -> Iterator[Candidate]:
        """Parties that govern: "the ruling X", "Y's governing party, X"."""
        tree, mention_of = self.tree, self.mention_of
        for cue in range(tree.end):
            if tree.lower[cue] not in words("posts", "ruling"):
                continue
            high = tree.spans[tree.sentence[cue]][1]
            party, _ = body_behind(cue + 1, high, self.document, tree)
            if party is None or party.actor.kind == "State" or is_described(party.actor):
                continue
            index = cue - 1
            while index > 0 and tree.tag[index].startswith(("JJ", "RB")) and index not in mention_of:
                index -= 1
            index -= index > 0 and tree.lower[index] in POSSESSIVES
            state = mention_of.get(index)
            if state is not None and state.actor.kind == "State" and state.actor is not party.actor:
                yield self.standing.candidate("leads", party, state, cue, "ruling")
                continue
            end = party.span.end
            while end < high and tree.tag[end].startswith("NN"):
                end += 1  # "the ruling X party in Y"
            inside = end + 1 < high and tree.lower[end] in ("in", "of")
            state = body_behind(end + 1, high, self.document, tree)[0] if inside else None
            if state is not None and state.actor.kind == "State":
                yield self.standing.candidate("leads", party, state, cue, "ruling-in")
            else:
                yield from self.ruled(party, cue, "ruling", ["ruler"])

    def _rulers_by_state(self) -> Iterator[Candidate]:
        """Rulers told by their state alone: "Syria's Bashar al-Assad", "Bashar al-Assad's Syria"."""
        for person in self.document.mentions:
            start = person.span.start
            if not person.names_person or start < 2:
                continue
            state = self.mention_of.get(start - 2) if self.tree.lower[start - 1] in POSSESSIVES else None
            end = person.span.end
            behind = self.tree.lower[end] if end + 1 < self.tree.end else ""
            if state is None and (behind == "of" or behind in POSSESSIVES):
                state = self.mention_of.get(end + 1)  # "Yoweri Museveni of Uganda", "Viktor Orbán's Hungary"
            if state is not None and has_ruled(person.actor, state.actor):
                yield self.standing.candidate("leads", person, state, person.head.i, "ruler-possessive")
