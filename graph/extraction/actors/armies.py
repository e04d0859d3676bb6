"""Which named bodies of a text are the armed forces of states: no "group", and whom "the army" means."""

from __future__ import annotations

from bisect import bisect_left

from graph.extraction.actors import lexicon
from graph.extraction.actors.name import Name
from graph.extraction.actors.scene import Scene
from graph.extraction.document import Actor

_ARMED_FORCES = ("armed forces", "defence forces", "defense forces", "defence force", "defense force")
_STATELY = frozenset({"national", "royal", "imperial", "people", "people's", "federal", "regular", "state"})
"""In the name of an army that has no state's: "the National Army"."""


class Armies:
    """The armed forces that one text has names for.

    `by_state` gives those of each state that has one alone; `regular` are all armies that bear the name
    of a state or of a state's army; `rebellious` those that by their names are none of a state's; `bands`
    the armed groups whose names begin with no state's, as those of its forces do.
    """

    def __init__(self, names: list[Name], actors: dict[Name, Actor]) -> None:
        table = lexicon.groups()
        states = sorted((n for n in names if n.kind == "State"), key=lambda name: name.span.start)
        starts = [state.span.start for state in states]
        of_state: dict[Actor, dict[Actor, None]] = {}
        self.regular: set[Actor] = set()
        self.rebellious: set[Actor] = set()
        for name, actor in actors.items():
            forces = " ".join(name.words).endswith(_ARMED_FORCES)
            if len(name.words) < 2 or not (forces or table.armies & {*name.heads}):
                continue
            inside = states[bisect_left(starts, name.span.start) : bisect_left(starts, name.span.end)]
            inside = [state for state in inside if state is not name]
            if forces:
                for state in inside:
                    of_state.setdefault(actors[state], {})[actor] = None
            own = bool(inside) or not _STATELY.isdisjoint(name.words)
            if not table.rebellious.isdisjoint(name.words):
                self.rebellious.add(actor)
            elif own:
                self.regular.add(actor)
        self.by_state = {state: next(iter(own)) for state, own in of_state.items() if len(own) == 1}
        opening = set(starts)
        owned = {actors[n] for n in names if n in actors and n.kind != "State" and n.span.start in opening}
        self.bands = {actor for actor in actors.values() if actor.kind == "ArmedGroup"} - owned

    def is_foreign(self, army: Actor, scene: Scene) -> bool:
        """Whether an army not told of so far is that of another state than the one most named."""
        state = next((state for state, own in self.by_state.items() if own is army), None)
        if state is None or army.mentions:
            return False
        topics = scene.topics
        return any(other.kind == "State" and number > topics[state] for other, number in topics.items())

    def is_told_of(self, body: Actor, scene: Scene) -> bool:
        """Whether "the army" may mean a body: a state's, or one named before, no "White Army" militia."""
        called = scene.described
        if any(body in called.get(noun, ()) for noun in lexicon.groups().irregular):
            return False
        return body in self.regular or (bool(body.mentions) and army_told(scene) in (None, body))


def army_told(scene: Scene) -> Actor | None:
    """The army that the article tells of, if it tells of one: whose "soldiers" are."""
    nouns = lexicon.groups().armies
    armies = {actor: None for noun in nouns for actor in scene.described.get(noun, {})}
    return next(iter(armies)) if len(armies) == 1 else None
