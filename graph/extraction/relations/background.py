"""Whom an act may be laid to that nothing ties to it: who stands near, acted before, is most accused."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from graph.extraction.document import Actor, Document, Mention
from graph.extraction.relations.agency import ACTING, Link, way_of
from graph.extraction.relations.candidates import FARTHEST
from graph.extraction.relations.harmed import find_harmed
from graph.extraction.relations.kinds import states_told
from graph.extraction.relations.nearby import nearest, tells_whose
from graph.extraction.relations.parties import is_described
from graph.extraction.relations.tables import words
from graph.extraction.relations.tree import Tree

Accused = tuple[Actor, int, str, int]
"""Whom an act may be laid to: the actor, the word it is met at (-1 for none), how, and how many words up."""

MAIN_ACTORS = 3
"""How many of the actors most accused in an article an act without an agent may be laid to."""
MANY = 6
"""Actors accused of whom those with one act alone are not the main ones."""
LATELY = 1
"""Sentences back in which those who did the last act may have done the next."""
PREVIOUS = 2
"""Parties of the sentence before to whom an act may be laid that nobody is said to do."""
LAYING = ACTING | {"compound", "custody", "doer-of", "ahead", "opening", "predicate"}
"""Ways of being met of those whose act it likely is."""
FIGHTING = frozenset({"ArmedGroup", "State"})
BYSTANDERS = frozenset({"Court", "IntergovernmentalOrganization", "MediaOrganization"})
BYSTANDERS |= {"NonGovernmentalOrganization"}
"""Those of whom articles mostly have what others did."""


class Background:
    """Those who may have done the acts of one article though nothing ties them together."""

    def __init__(
        self,
        document: Document,
        tree: Tree,
        agents: Mapping[int, Sequence[Link]],
        by_sentence: Mapping[int, list[Mention]],
    ) -> None:
        self.document, self.tree = document, tree
        self.agents, self.by_sentence = agents, by_sentence
        self.doers = {anchor: self._doers(anchor) for anchor in agents}
        self.harmed = Counter(
            mention.actor
            for anchor in agents
            for word in find_harmed(anchor, tree)
            if (mention := document.mention_of.get(word)) is not None
        )
        self.acts = sorted(anchor for anchor, doers in self.doers.items() if doers)

    def near(self, anchor: int, met: set[Actor]) -> Iterator[Accused]:
        """Those who stand near an act and have not been `met`, to whom they are added; where nobody is said
        to do it, also who did the last act, and the parties of the sentences before.
        """
        tree, sentence = self.tree, self.tree.sentence[anchor]
        acting = [link.mention for link in self.agents[anchor]]
        laid = any(way_of(link.how) == "accused" for link in self.agents[anchor])
        for mention in nearest(anchor, self.by_sentence.get(sentence, [])):
            actor, head = mention.actor, mention.head.i
            if actor in met or head == anchor or (laid and self._has_accuser(mention)):
                continue
            if self._tells_origin(mention):
                continue
            if not tells_whose(mention, acting, tree):
                met.add(actor)
                yield actor, head, "before" if head < anchor else "after", FARTHEST
        if self.doers[anchor]:
            return
        before = self._previous(sentence) if met else self._subjects(sentence - 1)
        for how, actors in (("recent", self._recent(anchor)), ("previous", before)):
            for actor in actors:
                if actor not in met:
                    met.add(actor)
                    yield actor, -1, how, FARTHEST

    def _tells_origin(self, mention: Mention) -> bool:
        """Whether a state is only told as where somebody is from: "the Australian Adam Kone"."""
        named = self.document.mention_of.get(self.tree.head[mention.head.i])
        return mention.form == "demonym" and named is not None and named.names_person

    def _has_accuser(self, mention: Mention) -> bool:
        """Whether a state is told only as the one whose accusers accuse: "Kenya's prosecutors charged X"."""
        tree, head = self.tree, mention.head.i
        accuser = head
        while tree.dep[accuser] in ("nmod:poss", "amod", "compound"):
            accuser = tree.head[accuser]
        if mention.actor.kind != "State" or accuser == head or tree.dep[accuser] != "nsubj":
            return False
        return tree.lemma[tree.head[accuser]] in words("accusedOf", "accuse")

    def main(self) -> Iterator[Accused]:
        """Those most accused in the article, and the state that it is about."""
        tied: Counter[Actor] = Counter(actor for doers in self.doers.values() for actor in doers)
        for actor in tied:
            tied[actor] -= self.harmed[actor]
        found = [actor for actor, times in tied.most_common() if times > (len(tied) > MANY)]
        found.sort(key=lambda actor: actor.kind in BYSTANDERS)
        main = found[:MAIN_ACTORS]
        for place, actor in enumerate(main):
            yield actor, -1, f"article{place}", FARTHEST
        for state in states_told(self.document)[:1]:
            if state not in main:
                yield state, -1, "state", FARTHEST

    def _doers(self, anchor: int) -> list[Actor]:
        """Those whom the sentence of an act ties to it as who does it."""
        harmed = set(find_harmed(anchor, self.tree))
        found = [
            mention.actor
            for link in self.agents[anchor]
            if way_of(link.how) in LAYING and link.at not in harmed
            for mention in self.document.together(link.mention)
        ]
        return list(dict.fromkeys(actor for actor in found if _may_act(actor)))

    def _recent(self, anchor: int) -> list[Actor]:
        """Who did the last act told before: of "the rebels shot two. A third was burned alive"."""
        place = bisect_left(self.acts, anchor)
        if not place:
            return []
        last = self.acts[place - 1]
        near = self.tree.sentence[anchor] - self.tree.sentence[last] <= LATELY
        likely = [actor for actor in self.doers[last] if actor.kind not in BYSTANDERS]
        return [actor for actor in likely if not self.harmed[actor]] if near else []

    def _subjects(self, sentence: int) -> list[Actor]:
        """The subjects of a sentence, for an act that has nobody near."""
        told = (m for m in self.by_sentence.get(sentence, []) if self.tree.dep[m.head.i].startswith("nsubj"))
        return [mention.actor for mention, _ in zip(told, range(PREVIOUS), strict=False)]

    def _previous(self, sentence: int) -> list[Actor]:
        """The forces of the sentence before that are named or described and suffer nothing themselves."""
        told = [m for m in self.by_sentence.get(sentence - 1, []) if m.actor.kind in FIGHTING]
        told.sort(key=lambda m: not self.tree.dep[m.head.i].startswith("nsubj"))
        found = {m.actor: None for m in told if m.form != "pronoun" and self.harmed[m.actor] == 0}
        return list(found)[:PREVIOUS]


def _may_act(actor: Actor) -> bool:
    """Whether an actor may be accused at all: no mere source, nor one person without a name."""
    return actor.kind != "Source" and not (actor.kind == "Person" and is_described(actor))
