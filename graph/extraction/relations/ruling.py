"""Which state somebody rules of whom only that is told: "the president", "the X administration"."""

from __future__ import annotations

from graph.extraction.actors.rulers import label_of, states_ruled
from graph.extraction.document import Actor
from graph.extraction.relations.standing import Standing, is_premier
from graph.extraction.relations.tables import table, words

BORDERING = frozenset({"neighbouring", "neighboring", "bordering"})


class Ruling:
    """The states that those who govern in one article without one may govern."""

    def __init__(self, standing: Standing) -> None:
        self.standing, self.tree = standing, standing.tree

    def states_meant(
        self, title: list[str], index: int, person: Actor, *, shared: bool = False, rules: bool = True
    ) -> list[tuple[str, Actor]]:
        """The states that a ruler without a country may rule, the likeliest first, each with why.

        That of which the article speaks most ("most"), or the last told before, in the same sentence
        ("same") or further off ("near"); "both" where these are one, "second" the one most told but for it;
        "taken" where it has another ruler, unless the post may be `shared`; "known" where somebody of this
        name has ruled it, and then no other, if who has the title `rules`.
        """
        fits = [a for a, _ in self.standing.states.most_common() if _may_have(a, title)]
        fits.sort(key=lambda actor: label_of(actor) is None)
        ruled = states_ruled(person.name) if rules else frozenset()
        known = [state for state in fits if label_of(state) in ruled]
        known = known or [state for state in self.standing.states if label_of(state) in ruled]
        if known or len(ruled) == 1:
            return [("known", state) for state in known[:1]]
        placed = ((start, actor) for start, _, actor in self.standing.placed if start < index)
        before = [place for place in placed if not self._borders(place[0], index)]
        acting = [place for place in before if self._acts_here(place[0], index)]
        start, last = next(((at, a) for at, a in reversed(acting or before) if a in fits), (-1, None))
        if last is None:
            found = [("most", state) for state in fits[:1]]
        elif last is fits[0]:
            found = [("both", last), *(("second", state) for state in fits[1:2])]
        else:
            near = "same" if self.tree.sentence[start] == self.tree.sentence[index] else "near"
            found = [("most", fits[0]), (near, last)]
            if near == "same":
                found.reverse()
        unlisted = next((state for state in fits if label_of(state) is None), None)
        if rules and not ruled and unlisted and all(unlisted is not state for _, state in found):
            found.append(("unlisted", unlisted))  # its ruler is in no list either
        return [
            (why if shared or not self.standing.has_other_ruler(state, person, title) else "taken", state)
            for why, state in found
        ]

    def ruled_by(self, person: Actor) -> Actor | None:
        """The state of the article that somebody of this name has ruled, whatever the article tells of it."""
        ruled = states_ruled(person.name)
        return next((state for state in self.standing.states if label_of(state) in ruled), None)

    def _borders(self, start: int, index: int) -> bool:
        """Whether a state only tells where a place is: "near the border with Chad", "neighbouring Chad"."""
        tree, before = self.tree, self.tree.lower[max(0, start - 2) : start]
        beside = not BORDERING.isdisjoint(before[-1:]) and tree.sentence[start] != tree.sentence[index]
        return before == ["border", "with"] or beside  # but "in neighbouring Chad, President X"

    def _acts_here(self, start: int, index: int) -> bool:
        """Whether a state is a subject of the same sentence: "Chad spoke, and Foreign Minister X left"."""
        tree = self.tree
        return tree.sentence[start] == tree.sentence[index] and tree.dep[start].startswith("nsubj")


def has_ruled(person: Actor, state: Actor) -> bool:
    """Whether somebody of this name has ruled a state."""
    return label_of(state) in states_ruled(person.name)


def rules_elsewhere(person: Actor, state: Actor) -> bool:
    """Whether somebody of this name has ruled states, and not this one of the lists."""
    ruled, label = states_ruled(person.name), label_of(state)
    return bool(ruled) and label is not None and label not in ruled


def _may_have(state: Actor, title: list[str]) -> bool:
    """Whether a state may have a ruler of this title."""
    label = label_of(state)
    states = table("posts")["states"]
    own: list[str] | None = states.get(" ".join(title))
    if label is None:
        return own is None
    if own is not None:
        return label in own
    if not words("posts", "monarchs").isdisjoint(title):
        return label in states["monarchies"]
    if title[-1] == "president":
        return label not in states["monarchies"]
    if "secretary" in title:
        return label in states["secretaries"]
    return not is_premier(title) or label not in states["presidential"]
