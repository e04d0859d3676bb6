"""Who another sentence says did an act: who claims it or is blamed, or did what it is only called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from graph.extraction.document import Actor, Document
from graph.extraction.relations.agency import DOING, Link
from graph.extraction.relations.answers import answers, points_back
from graph.extraction.relations.carried import named_suspects, orders, same_charges
from graph.extraction.relations.climbing import is_called_so
from graph.extraction.relations.tree import Tree

ANSWERED = 2
"""Sentences behind an act within which somebody claims it or is blamed for it."""
CARRIED = 4
"""Sentences between what some are accused of and who they are, or who else is accused of it."""
ACCUSED = ("accused", "doer", "liable")
"""Ways of being met of those accused of an act."""
RECALLED = 2
"""Sentences back in which "the attack" that is called a crime was told of."""
VIOLENT = frozenset(
    {"abduction", "attackOnCivilians", "attackOnHumanitarianPersonnel", "attackOnProtectedObjects"}
    | {"destructionOfProperty", "extrajudicialExecution", "forcedDisplacement", "indiscriminateAttack"}
    | {"pillage", "sexualViolence", "terrorism", "unlawfulKilling"}
)
"""Acts that groups claim, and that are blamed on them."""


class Elsewhere:
    """Who is said to have done the acts of an article by other sentences than their own."""

    def __init__(self, document: Document, tree: Tree, agents: dict[int, list[Link]]) -> None:
        self.document, self.tree, self.agents = document, tree, agents
        self.blamed: defaultdict[int, list[tuple[int, Actor]]] = defaultdict(list)
        for verb, word in answers(tree):
            mention = document.mention_of.get(word)
            if mention is not None and mention.actor.kind != "Source":
                together = document.together(mention)
                self.blamed[tree.sentence[verb]] += [(verb, each.actor) for each in together]
        self.ordered: defaultdict[int, list[Actor]] = defaultdict(list)
        self.carried: defaultdict[int, list[Actor]] = defaultdict(list)
        for word, actors in named_suspects(document, tree):
            self._carry(word, actors, anew=True)
        for word, actors in same_charges(document, tree):
            self._carry(word, actors, anew=False)
        for word, actors in orders(document, tree):
            self._lay_to_last(word, actors)

    def doers(self, act: int, codes: Collection[str]) -> Iterator[tuple[str, list[Actor]]]:
        """Those who may have done an act of these codes, by how other sentences tell it."""
        if not VIOLENT.isdisjoint(codes):
            yield "blamed", self._claimants(act)
            yield "blamed", self.ordered.get(act, [])
        yield "blamed", self.carried.get(act, [])
        yield "predicate", self._recalled(act)

    def _carry(self, word: int, actors: list[Actor], *, anew: bool) -> None:
        """Lays to those accused at a word the acts that others were last accused of, where these are named
        `anew` only if the others had no names.
        """
        sentence = self.tree.sentence[word]
        laid: defaultdict[int, list[int]] = defaultdict(list)
        for act, links in self.agents.items():
            accused = [link for link in links if link.how.startswith(ACCUSED)]
            unnamed = all(link.mention.form != "name" for link in accused)
            if act < word and accused and (unnamed or not anew):
                laid[self.tree.sentence[act]].append(act)
        last = max(laid, default=-1)
        if 0 <= sentence - last <= CARRIED:
            for act in laid[last]:
                self.carried[act] += actors

    def _lay_to_last(self, word: int, actors: list[Actor]) -> None:
        """Lays the acts told last before a word to those at whose word they were done."""
        sentences = {act: self.tree.sentence[act] for act in self.agents if act < word}
        last = max(sentences.values(), default=-1)
        if 0 <= self.tree.sentence[word] - last <= RECALLED:
            for act, sentence in sentences.items():
                if sentence == last:
                    self.ordered[act] += actors

    def _claimants(self, act: int) -> list[Actor]:
        """Who soon claims a deed that nobody with a name is said to have done, or is blamed for it."""
        named = (link for link in self.agents[act] if link.how.split(":")[0] in DOING)
        if any(link.mention.form == "name" for link in named):
            return []
        sentence = self.tree.sentence[act]
        for number in range(sentence, sentence + ANSWERED + 1):
            found = [actor for verb, actor in self.blamed.get(number, ()) if verb > act]
            if found:
                return list(dict.fromkeys(found))
        return []

    def _recalled(self, act: int) -> list[Actor]:
        """Who did what an act is only the name of: "Kabul called the bombing a war crime"."""
        tree = self.tree
        meant = named_so(act, tree)
        if not any(points_back(word, tree) for word in meant):
            return []
        for other in sorted((other for other in self.agents if other < act), reverse=True):
            if tree.sentence[act] - tree.sentence[other] > RECALLED:
                return []
            found = [link for link in self.agents[other] if link.how in DOING | {"compound"}]
            actors = [each.actor for link in found for each in self.document.together(link.mention)]
            if actors and other not in meant:
                return list(dict.fromkeys(actor for actor in actors if actor.kind != "Person"))
        return []


def named_so(act: int, tree: Tree) -> list[int]:
    """What an act is only the name of: what is called so, investigated as one, or is one."""
    node = tree.first_conjunct(act)
    if tree.dep[node] == "nmod" and tree.lemma[tree.head[node]] in ("act", "form", "case"):
        node = tree.first_conjunct(tree.head[node])
    if is_called_so(node, tree):
        return tree.patients(tree.head[node])
    return tree.kids(node, "nsubj") if tree.kids(node, "cop") else []
