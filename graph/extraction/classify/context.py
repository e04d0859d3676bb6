"""What is asked of one document again and again, worked out once."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

from graph.extraction.actors.lexicon import body_kind
from graph.extraction.document import Actor, Document, Speech
from graph.extraction.relations import Candidate, Tree, find_agents, find_harmed
from graph.extraction.relations.tables import words
from graph.extraction.voice import answers_for, speakers_of, stance_of
from graph.model import ACCUSATION

NAMED = frozenset({"Person", "State"})
NEVER = 99
SOON = 4
"""Sentences within which a denial follows what it answers."""
DESCRIBED = 12
"""Mentions of an actor that are looked at for what it is called."""
DESCRIBING = ("appos", "compound", "nmod:desc", "amod")
OF_THE_LAW = frozenset({"arbitraryDetention", "unfairTrial"})
"""What those seem to do who only arrest and try people for what they are accused of."""
GROUNDS = ("of", "with", "for", "on", "over")
SORTS = ("criminals", "critics", "civilians")
"""Sorts of people that are told apart by common nouns, and written in capitals among these."""
OUTRIGHT = frozenset(
    ["subject", "by", "possessor", "acl", "doer", "doer-of", "liable", "behind", "ahead", "means", "opening"]
)
PLACES = frozenset(["in", "at", "from", "near", "inside", "outside", "across", "around", "within"])


class Context:
    """What is asked of one document again and again, worked out once."""

    def __init__(self, document: Document, tree: Tree, candidates: Sequence[Candidate]) -> None:
        self.document, self.tree = document, tree
        self.codes_at: defaultdict[int, set[str]] = defaultdict(set)
        self.codes_in: defaultdict[int, set[str]] = defaultdict(set)
        self.doing: defaultdict[int, set[int]] = defaultdict(set)
        self.grounds: defaultdict[int, set[str]] = defaultdict(set)
        for candidate in candidates:
            if candidate.relation == ACCUSATION:
                if candidate.tie.how == "accused":
                    self.grounds[candidate.sentence].add(str(candidate.object))
                self.codes_at[candidate.anchor].add(str(candidate.object))
                self.codes_in[candidate.sentence].add(str(candidate.object))
                if candidate.tie.how in OUTRIGHT:
                    self.doing[id(candidate.subject)].add(candidate.sentence)
        self.told_of: dict[int, list[int]] = {
            id(actor): sorted({tree.sentence[mention.head.i] for mention in actor.mentions})
            for actor in document.actors
        }
        self.with_states = {
            sentence for a in document.actors if a.kind == "State" for sentence in self.told_of[id(a)]
        }
        self._voices: dict[int, tuple[str, int | None, str]] = {}
        self._speakers: dict[int, str] = {}
        self._heard: dict[int, list[Speech]] = {}
        self._answers: dict[tuple[int, int], bool] = {}
        counts = {id(actor): len(actor.mentions) for actor in document.actors}
        order = sorted(counts, key=lambda key: -counts[key])
        self.rank = {key: place for place, key in enumerate(order)}
        self.count = counts
        self.heads = sorted(mention.head.i for mention in document.mentions)
        self.sentences = max(1, len(tree.spans))
        self.headline = {m.head.i: id(m.actor) for m in document.mentions if tree.sentence[m.head.i] <= 1}
        self.in_headline = set(self.headline.values())
        self.speaks = Counter(id(speech.speaker) for speech in document.speeches if speech.speaker)
        self._harmed: dict[int, frozenset[int]] = {}
        self._patients: dict[int, list[str]] = {}
        self._agents: dict[int, frozenset[int]] = {}
        self._described: dict[int, frozenset[str]] = {}
        self._called: dict[int, str] = {}
        self.charged = _charged(document, tree)
        self.investigators = {
            id(candidate.subject)
            for candidate in candidates
            if candidate.relation == ACCUSATION
            and candidate.object in OF_THE_LAW
            and candidate.tie.how in OUTRIGHT
            and (self.grounds[candidate.sentence] or "CHARGED" in self.patients(candidate.anchor))
        }
        self.denials = [
            (tree.sentence[speech.cue.i], speech.speaker)
            for speech in document.speeches
            if speech.kind == "denies" and speech.speaker is not None
        ]
        self.located = {id(actor): located_share(actor, tree) for actor in document.actors}

    def gap(self, actor: Actor, sentence: int) -> int:
        """The sentences back to where an actor is last told of; NEVER where it is told of only later."""
        places = self.told_of.get(id(actor), [])
        place = bisect_right(places, sentence)
        return sentence - places[place - 1] if place else NEVER

    def chained(self, actor: Actor, sentence: int) -> str:
        """Whether an actor is told to do some act in the sentence, in one beside it, or elsewhere."""
        places = self.doing.get(id(actor), set())
        if sentence in places:
            return "here"
        return "beside" if {sentence - 1, sentence + 1} & places else "elsewhere" if places else "never"

    def harmed(self, anchor: int) -> frozenset[int]:
        """The actors that the act at a word is done to."""
        known = self._harmed.get(anchor)
        if known is None:
            mentions = (self.document.mention_of.get(word) for word in find_harmed(anchor, self.tree))
            known = frozenset(id(mention.actor) for mention in mentions if mention)
            self._harmed[anchor] = known
        return known

    def speaker(self, anchor: int) -> str:
        """What sort of actor tells of the event at a word; "own" where the article does."""
        self.voice(anchor)
        return self._speakers.get(anchor, "own")

    def own_denial(self, anchor: int, actor: Actor) -> bool:
        """Whether the actor itself, or somebody for it, denies what a word tells of."""
        return self.voice(anchor)[0] == "denies" and any(
            speech.speaker is not None and self.answers(speech.speaker, actor)
            for speech in self._around(anchor)
        )

    def is_disputed(self, anchor: int) -> bool:
        """Whether a word stands in what somebody is told to deny, by a verb of denying."""
        return any(speech.kind == "denies" for speech in self._around(anchor))

    def _around(self, anchor: int) -> list[Speech]:
        known = self._heard.get(anchor)
        if known is None:
            known = speakers_of(self.document, self.document.doc[anchor : anchor + 1])
            self._heard[anchor] = known
        return known

    def patients(self, anchor: int) -> list[str]:
        """What holds of those that the act at a word is done to: what they are called, whether accused."""
        known = self._patients.get(anchor)
        if known is None:
            found: set[str] = set()
            for word in find_harmed(anchor, self.tree):
                mention = self.document.mention_of.get(word)
                if mention is not None:
                    found |= self._description(mention.actor) | {mention.actor.kind}
                    if id(mention.actor) in self.charged:
                        found.add("CHARGED")
                elif self.tree.common[word]:
                    found.add(self.tree.lemma[word])
            known = sorted(found | _sorts(found)) or ["NOBODY"]
            self._patients[anchor] = known
        return known

    def called(self, actor: Actor) -> str:
        """Of what sort the nouns in and on an actor's mentions make it, "" for none."""
        known = self._called.get(id(actor))
        if known is None:
            known = min(_sorts(self._description(actor)), default="")
            self._called[id(actor)] = known
        return known

    def foreign(self, actor: Actor, sentence: int) -> str:
        """Which states a sentence tells of: the actor itself, only others, none."""
        if sentence in self.told_of.get(id(actor), ()):
            return "itself"
        return "others" if sentence in self.with_states else "none"

    def _description(self, actor: Actor) -> frozenset[str]:
        """The common nouns in and on an actor's mentions: "journalist", "activist"."""
        known = self._described.get(id(actor))
        if known is None:
            tree, found = self.tree, set()
            for mention in actor.mentions[:DESCRIBED]:
                head = mention.head.i
                words = (*range(mention.span.start, mention.span.end), *tree.kids(head, *DESCRIBING))
                found |= {tree.lemma[i] for i in words if tree.common[i] and tree.pos[i] == "NOUN"}
            known = frozenset(found)
            self._described[id(actor)] = known
        return known

    def agents(self, anchor: int) -> frozenset[int]:
        """The actors that words of the sentence tie to the act at a word as those who may have done it."""
        known = self._agents.get(anchor)
        if known is None:
            links = find_agents(anchor, self.document, self.tree)
            known = frozenset(id(link.mention.actor) for link in links if link.how in OUTRIGHT)
            self._agents[anchor] = known
        return known

    def answers(self, speaker: Actor, accused: Actor) -> bool:
        """Whether somebody may be answering for the accused; who judges others does not for itself."""
        key = (id(speaker), id(accused))
        known = self._answers.get(key)
        if known is None:
            known = answers_for(self.document, speaker, accused) and not self._judges(speaker)
            self._answers[key] = known
        return known

    def _judges(self, actor: Actor) -> bool:
        """Whether an actor is a court or called a judge."""
        if actor.kind == "Court":
            return True
        for mention in actor.mentions[:DESCRIBED]:
            start = max(mention.span.start - 1, 0)  # where its title may stand
            called = self.tree.lower[start : mention.span.end]
            if not words("people", "judges").isdisjoint(called):
                return True
        return False

    def denied(self, actor: Actor, sentence: int) -> str:
        """Whether somebody denies something for an actor in a sentence, soon behind it, or elsewhere."""
        behind = [place - sentence for place, speaker in self.denials if self.answers(speaker, actor)]
        if not behind:
            return "never"
        return "here" if 0 in behind else "soon" if any(0 < n <= SOON for n in behind) else "elsewhere"

    def times_harmed(self, candidates: Iterable[Candidate]) -> Counter[object]:
        """How many of the acts that these accuse of are done to each actor, by identity."""
        found: Counter[object] = Counter()
        for anchor in sorted({c.anchor for c in candidates if c.relation == ACCUSATION}):
            found.update(self.harmed(anchor))
        return found

    def voice(self, anchor: int) -> tuple[str, int | None, str]:
        """Stance of the event at a word, its innermost speaker, and the kind of speech."""
        known = self._voices.get(anchor)
        if known is None:
            doc = self.document.doc
            stance = stance_of(self.document, doc[anchor]) or "none"
            speech = next((speech for speech in self._around(anchor) if speech.speaker is not None), None)
            known = (stance, id(speech.speaker) if speech else None, speech.kind if speech else "own")
            self._voices[anchor] = known
            if speech is not None and speech.speaker is not None:
                self._speakers[anchor] = kind_of(speech.speaker)
        return known


def _sorts(nouns: Iterable[str]) -> set[str]:
    """The sorts of people that any of the nouns are for."""
    return {sort.upper() for sort in SORTS if not words("people", sort).isdisjoint(nouns)}


def kind_of(actor: Actor) -> str:
    """What sort of actor it is: of persons and states the kind, else what the name or description ends in."""
    return actor.kind if actor.kind in NAMED else sort_of(actor.name) or actor.kind


def _charged(document: Document, tree: Tree) -> frozenset[int]:
    """The actors that somebody is told to have charged with something or arrested for it."""
    found: set[int] = set()
    accusing = words("accusedOf", "accuse")
    for verb in range(tree.end):
        if tree.pos[verb] != "VERB" or tree.lemma[verb] not in accusing:
            continue
        if tree.marked(verb, GROUNDS, "obl", "advcl"):
            mentions = (document.mention_of.get(word) for word in tree.patients(verb))
            found.update(id(mention.actor) for mention in mentions if mention)
    return frozenset(found)


def located_share(actor: Actor, tree: Tree) -> float:
    """The share of an actor's mentions that tell where something is: "in Haiti"."""
    heads = [mention.head.i for mention in actor.mentions]
    return sum(1 for head in heads if tree.markers(head) & PLACES) / max(1, len(heads))


@lru_cache(10_000)
def sort_of(name: str) -> str:
    """What sort of body a name or description is of, by its last word: "police", "gang"; empty for others."""
    last = name.rsplit(" ", 1)[-1]
    if last.islower():
        return last
    lower = last.lower()
    return lower if " " in name and body_kind(lower) else ""
