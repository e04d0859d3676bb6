"""What is known while a text is walked: who was mentioned where, and what they have been called."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from spacy.tokens import Span, Token

from graph.extraction.actors import lexicon
from graph.extraction.actors.lines import elsewhere
from graph.extraction.actors.name import Name
from graph.extraction.actors.tables import Gender
from graph.extraction.actors.terms import Terms
from graph.extraction.actors.together import Lists
from graph.extraction.document import Actor, Document, Mention, MentionForm
from graph.model import ActorKind

if TYPE_CHECKING:
    from graph.extraction.actors.quoted import Quoted

BODIES: frozenset[ActorKind] = frozenset(get_args(ActorKind)) - {"Person", "State", "Source"}
WINDOW = 60
"""Mentions that are looked back on."""
PAIRED = 3
"""Sentences back within which "both men" finds two that were named."""
LISTED = 6
"""As `PAIRED`, for two bodies named in one list: "both groups"."""


@dataclass(eq=False, slots=True)
class Seen:
    """One mention as later descriptions and pronouns look back on it."""

    mention: Mention
    sentence: int
    subject: bool
    plural: bool
    placing: bool

    @property
    def actor(self) -> Actor:
        return self.mention.actor


_PLACING = frozenset({"in", "near", "across", "outside", "inside", "within", "throughout"})
_BEFORE = frozenset({"at", "before", "in", "to", "with"})


class Scene:
    """The mentions so far, by whom later ones are understood."""

    def __init__(self, document: Document, actors: dict[Name, Actor], quoted: Quoted) -> None:
        self.document = document
        self.doc = document.doc
        self.history: list[Seen] = []
        self.described: dict[str, dict[Actor, None]] = defaultdict(dict)
        self.gender: dict[Actor, Gender] = {}
        self.several: set[Actor] = set()
        self.terms = Terms()
        self.topics = Counter(actors.values())
        self.sentence_of = [0] * len(self.doc)
        self.lists = Lists(self.doc)
        self.quoted = quoted
        self._known: set[Actor] = set()
        self._elsewhere = elsewhere(self.doc)
        for number, sentence in enumerate(self.doc.sents):
            for index in range(sentence.start, sentence.end):
                self.sentence_of[index] = number

    def add(self, span: Span, head: Token, form: MentionForm, actor: Actor, quiet: bool = False) -> None:
        """Records a mention; a quiet one is not looked back on."""
        mention = Mention(span, head, form, actor)
        self.document.add_mention(mention)
        if form == "name" and actor.kind == "Person":
            self.lists.note(mention, self.sentence_of[head.i])
        if actor not in self._known:
            self._known.add(actor)
            self.document.actors.append(actor)
        if form == "description" and actor.kind != "Person":
            text = " ".join(span.text.split())
            if text != actor.name and text not in actor.aliases:
                actor.aliases.append(text)
        if not quiet and head.i not in self._elsewhere:
            plural = actor in self.several or (form == "name" and _is_plural(actor, span))
            plural = plural or (form == "description" and actor.kind == "State" and head.tag_ == "NNS")
            placing = actor.kind == "State" and is_placing(head)
            self.history.append(Seen(mention, self.sentence_of[head.i], leads_clause(head), plural, placing))

    def add_together(self, span: Span, head: Token, form: MentionForm, actors: Iterable[Actor]) -> None:
        """Records a mention of several at once: one for each, at the same place, and the name of none."""
        for actor in actors:
            known = list(actor.aliases)
            self.add(span, head, form, actor, quiet=True)
            actor.aliases = known

    def call(self, actor: Actor, noun: str) -> None:
        """Remembers that somebody has been called a general, a militia."""
        self.described[noun][actor] = None
        gender = lexicon.titles().gender.get(noun)
        if gender is not None and actor.kind == "Person":
            self.gender.setdefault(actor, gender)

    def back(self) -> Iterator[Seen]:
        """The latest mentions, the last first."""
        return reversed(self.history[-WINDOW:])

    def pair_before(self, token: Token) -> list[Actor]:
        """The two people named in the sentences right before, if there are just two: "both men"."""
        here, found = self.sentence_of[token.i], dict[Actor, None]()
        for distance in range(1, PAIRED + 1):
            for seen in self.back():
                person = seen.actor.kind == "Person" and seen.mention.form == "name"
                if person and here - seen.sentence == distance:
                    found[seen.actor] = None
            if len(found) > 1:
                break
        return list(reversed(found)) if len(found) == 2 else []

    def bodies_before(self, token: Token, within: int = LISTED) -> list[Actor]:
        """The two bodies that one list named last, so many sentences back at most: "both groups"."""
        here = self.sentence_of[token.i]
        for seen in self.back():
            if here - seen.sentence > within:
                break
            last = seen.mention.head
            if last.dep_ == "conj" and seen.mention.form == "name" and seen.actor.kind in BODIES:
                first = first_listed(last)
                heads = [first, *(child for child in first.children if child.dep_ == "conj")]
                held = [self.document.mention_of.get(head.i) for head in heads]
                named = [
                    m.actor for m in held if m is not None and m.form == "name" and m.actor.kind in BODIES
                ]
                if len(named) == len(heads) == 2:
                    return named
        return []

    def named_right_before(self, token: Token) -> list[Actor]:
        """The two bodies that the sentence before tells of, if it names nobody else: "both are"."""
        here, found = self.sentence_of[token.i], dict[Actor, None]()
        for seen in self.back():
            if seen.sentence != here - 1:
                continue
            if seen.actor.kind == "Person":
                return []
            if seen.actor in self.topics and seen.actor.kind in BODIES:
                found[seen.actor] = None
        return list(reversed(found)) if len(found) == 2 else []

    def salient(
        self,
        token: Token,
        agrees: Callable[[Seen], bool],
        reach: int,
        favoured: Container[Actor] = (),
    ) -> Actor | None:
        """The actor that a word most likely points back at: subjects, topics and what is near come first."""
        here = self.sentence_of[token.i]
        scores: dict[Actor, float] = {}
        for order, seen in enumerate(self.back()):
            distance = here - seen.sentence
            if distance > reach:
                break
            if not agrees(seen):
                continue
            score = -1.0 * min(distance, 3) - 0.08 * order
            score += 1.2 if seen.subject else 0.0
            score -= 1.5 if seen.placing or self._is_within(seen) else 0.0
            score += 0.4 if seen.mention.form != "description" else 0.0
            score += 0.6 if seen.actor in favoured else 0.0
            score += 0.35 * min(self.topics[seen.actor], 6) ** 0.5
            known = scores.get(seen.actor)
            scores[seen.actor] = score if known is None else max(known, score) + 0.25
        return max(scores, key=lambda actor: scores[actor], default=None)

    def _is_within(self, seen: Seen) -> bool:
        """Whether a body only tells what another is that is named: "X, a Y group"."""
        head = seen.mention.head
        if seen.actor.kind not in BODIES or head.dep_ not in ("compound", "amod") or head.head.i < head.i:
            return False
        around = self.document.mention_of.get(head.head.i)
        return around is not None and head.head.dep_ == "appos" and around.actor in self.topics


def _is_plural(actor: Actor, span: Span) -> bool:
    """Whether a group bears the name of its people: "the Houthis"."""
    return actor.kind == "ArmedGroup" and len(span) == 1 and span.text[1:].islower() and span.text[-1] == "s"


def is_placing(head: Token) -> bool:
    """Whether a noun only tells where something is or happens: "companies in Thailand"."""
    return any(child.dep_ == "case" and child.lower_ in _PLACING for child in first_listed(head).children)


def is_venue(head: Token) -> bool:
    """Whether a court is only where somebody goes to law: "filed a case at the court"."""
    return any(child.dep_ == "case" and child.lower_ in _BEFORE for child in head.children)


def is_subject(head: Token) -> bool:
    """Whether a noun is its clause's subject, alone or in a list."""
    return first_listed(head).dep_.startswith("nsubj")


def leads_clause(head: Token) -> bool:
    """Whether a name is its clause's subject or who the subject is: "the minister, X, accused"."""
    named = head.head if head.dep_ == "appos" and head.pos_ == "PROPN" and not head.head.ent_type_ else head
    return is_subject(named)


def first_listed(head: Token) -> Token:
    """The first of the list that a noun is in, or the noun itself."""
    while head.dep_ == "conj" and head.head.i != head.i:
        head = head.head
    return head
