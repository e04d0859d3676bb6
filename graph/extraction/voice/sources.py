"""Who speaks, given the word that names the speaker."""

from __future__ import annotations

from spacy.tokens import Token

from graph.extraction.actors.lexicon import titles
from graph.extraction.actors.pronouns import is_first_person
from graph.extraction.document import Actor, Document, Mention
from graph.extraction.voice.syntax import base_of, child, children, conjuncts, marked, subject
from graph.extraction.voice.tables import any_of, words

_MEMORY = 400  # tokens that "the report" reaches back
_REACH = 60  # tokens that "it said" reaches back to who spoke last
_NOBODY = words("sources", "nobody")
_POST = 16  # tokens that a post with its body takes
_POST_PARTS = frozenset({"ADJ", "ADP", "CCONJ", "DET", "NOUN", "PART", "PROPN"})
_CORE = frozenset({"ADJ", "NOUN", "PROPN", "NUM", "PART"})
_PHRASE = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART"})
_NOT_FIRST = frozenset({"PART"})
_AUTHORING = frozenset({"issue", "publish", "release", "compile", "write", "produce", "prepare", "file"})
_NO_NUMBERS = frozenset({"one", "another", "other"})


class Sources:
    """The speakers of one document: its actors, and sources of the article alone, each made once."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._together: dict[int, list[Actor]] = {}  # by the noun that means them all: "both men"
        for mention in document.mentions:
            self._together.setdefault(mention.head.i, []).append(mention.actor)
        self._made: dict[str, Actor] = {}
        self._owners: dict[str, Actor] = {}  # of a report noun, who was last named as its author
        self.last_cue = 0  # where
        self.last_plural = False
        self.last: Actor | None = None  # who spoke last: whom an unresolved "he" or "the statement" means

    def speakers(self, head: Token, verb: Token | None = None) -> list[Actor]:
        """Those whom a noun phrase names as speakers, by its head; none where it names nobody.

        `verb` is what they are the subject of, if any: "in support of X, a panel said" has the panel for it.
        """
        found: list[Actor] = []
        opens = verb is not None and _opens_clause(head, verb)
        for token in conjuncts(head):
            if token != head and (
                _describes(token) or (head.pos_ == token.pos_ == "PROPN" and not self._named(token))
            ):
                continue  # "said X, Y and Z rights researcher"
            actor = self._speaker(token, opens=opens)
            together = self._together.get(token.i, [])
            found += [a for a in (together if actor in together else [actor]) if a and a not in found]
        joined = self._joined_before(head)
        return [joined, *found] if joined is not None and joined not in found else found

    def _joined_before(self, head: Token) -> Actor | None:
        """X of "X and Y said", where the tree takes X for a part of Y's name."""
        known, doc = self._document.mention_of, self._document.doc
        mention = known.get(head.i)
        if mention is None or mention.form != "name" or mention.span.start < 2:
            return None
        link = doc[mention.span.start - 1]
        other = known.get(link.i - 1) if link.lower_ == "and" else None
        if other is None or other.form != "name" or other.head.dep_ != "compound":
            return None
        return other.actor if head.is_ancestor(other.head) else None

    def relay(self, head: Token) -> Actor | None:
        """Who passes a source's words on: "a report seen by Reuters"."""
        for participle in children(head, "acl", "acl:relcl", "amod", "conj"):
            if participle.lemma_.lower() not in words("sources", "relayed"):
                continue
            for other in children(participle, "obl:agent", "obl"):
                if any(c.dep_ == "case" and c.lower_ in {"by", "to", "with"} for c in other.children):
                    return self._named(other)
        return None

    def _speaker(self, head: Token, *, opens: bool = False) -> Actor | None:
        lower = head.lower_
        lemma = head.lemma_.lower()
        if head.pos_ == "PRON" or lower in _NOBODY:
            recent = self.last if head.i - self.last_cue < _REACH else None
            if lower == "it" and (self.last_plural or (recent is not None and recent.kind == "Person")):
                recent = None
            known = self._named(head)
            judging = lower == "it" and known is not None and known.kind == "Court"
            if recent is not None and lower in {"it", "they"} and not judging:
                return recent
            if known is not None:
                return known
            return self.last if lower in {"he", "she"} else None
        if head.pos_ not in {"NOUN", "PROPN", "ADJ", "NUM", "DET", "X"}:
            return None
        if lemma in words("sources", "statements"):
            known = self._owner(head) or self._issuer(head) or self.last
            told = head.i - head.left_edge.i > 1  # "a military statement"
            return known or (self._source(head) if told else None)
        if lemma in words("sources", "reports") or lemma in words("sources", "pictures"):
            return self._report(head)
        if lemma in any_of("reporting", "nouns.accuses", "nouns.says"):
            return self._owner(head)
        if lemma in words("sources", "spokespeople"):
            return self._named(head) or self._in_apposition(head) or self._owner(head) or self._source(head)
        if (
            not opens
            and head.dep_ == "appos"
            and (named := self._named(head.head))
            and self._is_name(head.head)
        ):
            return named  # "X, one of the groups that have documented"
        mention = self._document.mention_of.get(head.i)
        if not opens and (mention is None or (mention.form != "name" and mention.actor.kind != "Person")):
            named = self._in_apposition(head)
            if named is not None and named.kind not in {"State", "Source"}:
                return named
        described = mention is not None and mention.form == "description"
        if mention and described and _is_counted(mention):
            return self._source(head)  # "two diplomats" are themselves, not any diplomats
        return self._named(head) or (None if opens else self._in_apposition(head)) or self._source(head)

    def _report(self, head: Token) -> Actor | None:
        named = self._named(head)
        if named is not None and named.kind != "Source":
            return named
        handed = base_of(head.head) in words("reporting", "clauses", "handing")  # "X ran a story"
        owner = self._owner(head) or (self._issuer(head) if handed else None)
        if owner is not None:
            self._owners[head.lemma_] = owner
            return owner
        return self._earlier_owner(head) or named or self._source(head)

    def _earlier_owner(self, head: Token) -> Actor | None:
        """Whose report "the report" is: as the text told where it first spoke of one."""
        if not any(c.lower_ in {"the", "its", "their", "this"} for c in head.children):
            return None
        lemma = head.lemma_
        if lemma not in self._owners:
            for token in self._document.doc[max(0, head.i - _MEMORY) : head.i]:
                if token.lemma_ == lemma and token.pos_ in {"NOUN", "PROPN"}:
                    owner = self._owner(token) or self._issuer(token)
                    if owner is not None:
                        self._owners[lemma] = owner
                        break
        return self._owners.get(lemma)

    def _owner(self, head: Token) -> Actor | None:
        """Whose words they are: "X's claim", "a report by X", "the Y ministry's statement"."""
        for other in children(head, "nmod:poss"):
            if other.pos_ == "PRON" and (teller := _teller_behind(head)) is not None:
                return self._named(teller)
            actor = self._named(other) or (self._speaker(other) if other.pos_ != "PRON" else None)
            if actor is not None:
                return actor
        for other in children(head, "nmod", "obl", "obl:agent"):
            if any(c.dep_ == "case" and c.lower_ in {"by", "from", "for", "of"} for c in other.children):
                actor = self._named(other)
                if actor is not None:
                    return actor
                if any(c.dep_ == "case" and c.lower_ in {"by", "from"} for c in other.children):
                    return self._speaker(other)
        for participle in children(head, "acl"):
            if participle.lemma_ in _AUTHORING:
                for other in children(participle, "obl:agent", "obl"):
                    if any(c.dep_ == "case" and c.lower_ == "by" for c in other.children):
                        return self._named(other) or self._speaker(other)
        for other in children(head, "compound", "amod", "nmod:desc", "nmod"):
            if other.i < head.i and (other.pos_ == "PROPN" or other.ent_type_ or other.dep_ == "compound"):
                actor = self._named(other)
                if actor is not None and actor is not self._named(head):
                    return actor
        return None

    def _issuer(self, head: Token) -> Actor | None:
        """The subject of the verb that a statement hangs on: "X issued a statement saying"."""
        verb = head.head
        if head.dep_ not in {"obj", "obl"} or verb == head or marked(head, "according", "per"):
            return None  # "X was listed, according to the statement"
        who = subject(verb)
        return self._named(who) if who is not None and who != head else None

    def _in_apposition(self, head: Token) -> Actor | None:
        first = head.left_edge
        if not first.i or first.nbor(-1).text != ",":
            first = _first(head)
        bare = first.is_lower and first.tag_ in {"NN", "JJ"} and head.lemma_.lower() in titles().all
        if (bare or first.lower_ in {"a", "an", "one"}) and first.i > 1 and first.nbor(-1).text == ",":
            mention = self._document.mention_of.get(first.i - 2)  # "Oxfam, a group that …"
            if mention is not None and mention.form == "name" and mention.span.end == first.i - 1:
                return mention.actor
        for other in children(head, "appos", "flat", "nmod:desc"):
            actor = self._named(other) or self._titled(other.i)
            if actor is not None:
                return actor
        doc, comma = self._document.doc, head.right_edge.i + 1
        if comma + 1 < len(doc) and doc[comma].text == ",":
            return self._titled(comma + 1)
        return self._holder(head)

    def _titled(self, index: int) -> Actor | None:
        """The person whose name begins there, past the titles before it: "ACP Omar Sow"."""
        doc, known = self._document.doc, titles().all
        while index + 1 < len(doc) and index not in self._document.mention_of:
            if doc[index].is_lower or doc[index].lower_.rstrip(".") not in known:
                return None
            index += 1
        mention = self._document.mention_of.get(index)
        return mention.actor if mention is not None and mention.names_person else None

    def _holder(self, head: Token) -> Actor | None:
        """Who holds a post that is told first: "the head of information of the union, X, who came, said"."""
        doc = self._document.doc
        if head.lower_ not in titles().all:
            return None
        index = head.i + 1
        while index < min(len(doc), head.i + _POST) and doc[index].pos_ in _POST_PARTS:
            index += 1
        if index + 1 >= len(doc) or doc[index].text != ",":
            return None
        return self._titled(index + 1)

    def _named(self, head: Token) -> Actor | None:
        mention = self._document.mention_of.get(head.i)
        if mention is None or is_first_person(head):
            return None
        return mention.actor if _heads(mention, head) else None

    def _is_name(self, head: Token) -> bool:
        mention = self._document.mention_of.get(head.i)
        return mention is not None and mention.form == "name"

    def _source(self, head: Token) -> Actor | None:
        first = head.i
        doc = self._document.doc
        while (
            first > 0
            and head.i - first < 8
            and doc[first - 1].pos_ in _CORE
            and doc[first - 1].sent == head.sent
        ):
            first -= 1
        while first < head.i and (doc[first].pos_ in _NOT_FIRST or doc[first].lower_ in _NO_NUMBERS):
            first += 1
        named = self._document.mention_of.get(first)
        if named is not None and named.form == "name":
            first = min(first, named.span.start)  # "United" of "United Nations panel", taken for an adjective
        last = head
        flat = child(head, "flat")
        if flat is not None:
            last = max((*children(head, "flat"), head), key=lambda token: token.i)
        name = self._document.doc[first : last.i + 1].text
        if not any(char.isalpha() for char in name):
            return None
        if first == last.i and head.pos_ == "ADJ":
            return None  # "more evidence"
        key = name.casefold()
        if key not in self._made:
            self._made[key] = Actor(name, "Source")
        return self._made[key]


def _opens_clause(head: Token, verb: Token) -> bool:
    """Whether a phrase leads up to its verb from a comma on, with no comma between: "…, a UN panel said"."""
    if not head.i < verb.i or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return False
    if any(t.text == "," or t.tag_ in {"WDT", "WP", "WP$"} for t in head.doc[head.i + 1 : verb.i]):
        return False
    first = _first(head)
    return first.i > 1 and first.nbor(-1).text == "," and not first.nbor(-2).like_num  # "X, 31, a Y said"


def _first(head: Token) -> Token:
    """The first word of the noun phrase that a noun ends, whatever the tree makes of it."""
    first = head
    while first.i and (first.nbor(-1).pos_ in _PHRASE or first.nbor(-1).dep_ == "amod"):
        first = first.nbor(-1)
    return first


def _describes(noun: Token) -> bool:
    """Whether what a parser coordinates with a name only describes it: a bare common noun behind a comma."""
    if noun.head.pos_ != "PROPN" or not noun.is_lower:
        return False
    return any(token.text == "," for token in noun.doc[noun.head.i : noun.i])


def _teller_behind(head: Token) -> Token | None:
    """Who tells what a phrase that opens a sentence names: "in its report, X said"."""
    if head.dep_ != "obl":
        return None
    who = subject(head.head)
    return who if who is not None and who.i > head.i else None


def _is_counted(mention: Mention) -> bool:
    """Whether a number before a description counts it, not that of a year ("in 2021 prosecutors")."""
    before = mention.span.doc[mention.span.start - 1] if mention.span.start else None
    return before is not None and before.pos_ == "NUM" and not before.dep_.startswith("obl")


def _heads(mention: Mention, token: Token) -> bool:
    """Whether a mention is of what the token heads, not of a part of it."""
    return mention.head.i == token.i or mention.span.start <= token.i < mention.span.end
