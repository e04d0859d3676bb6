"""Gives back the verbs of a list of clauses that a parser has taken for attributes.

Of "they shelled two camps, burned homes, looted shops and shot the guards" it makes a list of what was
shelled: camps, burned homes and looted shops. A participle that opens a noun phrase behind a comma or "and"
is a verb where the verb before has its objects already, and another clause or another such phrase follows.

A noun behind "and" and a preposition goes on the list of the last one behind the same preposition.
"""

from __future__ import annotations

from spacy.tokens import Token

from graph.extraction.mending.grammar import FINITE, NOMINAL, PAST, TENSED

_DESCRIBING = frozenset(
    {"arm", "attempt", "capture", "detain", "disable", "displace", "enforce", "force", "injure", "release"}
    | {"retire", "target", "train", "wound"}
)
"""Participles that tell of what sort people or deeds are: "wounded soldiers", "enforced disappearances"."""
_BEFORE = 16
"""Words before "and by X" within which "by Y" stands."""


def part_clauses(noun: Token) -> None:
    """Makes verbs of the participles that open the later clauses of a list, by the object of its first."""
    verb = noun.head
    if noun.dep_ != "obj" or verb.tag_ not in TENSED:
        return
    openers = [other for other in _listed(noun) if _opens(other, verb)]
    if openers and (openers[0] == noun or len(openers) > 1 or _is_listed(verb, openers[0])):
        for opener in openers:
            _make_clause(opener, verb)


def hang_on_nearer(verb: Token) -> None:
    """Hangs a later clause without a subject on the clause before it that has one of its own.

    Of "X shelled the town, and Y laid mines, recruited children" it is Y who recruited.
    """
    first = verb.head
    if verb.dep_ != "conj" or verb.tag_ not in FINITE or first.tag_ not in TENSED or _has_subject(verb):
        return
    nearer = [clause for clause in first.rights if clause.i < verb.i and clause.dep_ == "conj"]
    if nearer and nearer[-1].tag_ in TENSED and _has_subject(nearer[-1], tag="NN"):
        verb.head = nearer[-1]


def join_phrases(noun: Token) -> None:
    """Joins a noun behind "and" and a preposition to the last one behind the same preposition.

    So in "imposed sanctions on X, a guard unit, and on Y", "was listed by X in 2011 and by Y in 2019".
    """
    doc, first = noun.doc, noun.left_edge
    first = doc[first.i + 1] if first.text == "," else first
    if first.i >= noun.i:
        return
    case = doc[first.i + 1]
    if first.dep_ != "cc" or case.dep_ != "case" or case.head != noun:
        return
    for index in range(first.i - 1, max(noun.sent.start, first.i - _BEFORE), -1):
        earlier = doc[index]
        if earlier.pos_ == "VERB":
            return
        same = earlier.lower_ == case.lower_ and earlier.dep_ == "case"
        if same and earlier.head.pos_ in NOMINAL:
            if earlier.head.i < first.i:
                noun.head = earlier.head
            return


def _has_subject(verb: Token, tag: str = "") -> bool:
    return any(child.dep_.startswith("nsubj") and child.tag_.startswith(tag) for child in verb.lefts)


def _listed(noun: Token) -> list[Token]:
    return [noun, *(child for child in noun.rights if child.dep_ == "conj")]


def _participle(noun: Token) -> Token | None:
    return next((child for child in noun.lefts if child.dep_ == "amod" and child.tag_ in PAST), None)


def _opens(noun: Token, verb: Token) -> bool:
    """Whether a noun opens with a participle that the verb's list of clauses may go on with."""
    participle = _participle(noun)
    if participle is None or not verb.i < participle.i:
        return False
    first = participle.i
    while noun.doc[first - 1].tag_ == "RB" and noun.doc[first - 1].head == participle:
        first -= 1
    before = noun.doc[first - 1]
    own = [child for child in noun.lefts if child.i < first and child.dep_ not in ("cc", "punct")]
    behind = before.dep_ == "cc" or (before.text == "," and noun.dep_ == "conj")
    sure = noun.dep_ == "obj" or participle.lemma_.lower() not in _DESCRIBING
    return behind and sure and not own and before.i > verb.i


def _is_listed(verb: Token, noun: Token) -> bool:
    """Whether a clause stands in a list whose "and" is still to come, or comes behind the noun."""
    if verb.dep_ == "conj" and all(child.dep_ != "cc" for child in verb.lefts):
        return verb.head.tag_ in TENSED
    return any(child.dep_ == "conj" and child.i > noun.i and child.tag_ in TENSED for child in verb.rights)


def _make_clause(noun: Token, verb: Token) -> None:
    participle = _participle(noun)
    assert participle is not None
    for child in list(noun.lefts):
        if child.i < participle.i:
            child.head = participle
    for child in verb.rights:
        if child.dep_ == "cc" and child.i == participle.left_edge.i - 1:
            child.head = participle
    participle.head, participle.dep_ = verb, "conj"
    noun.head, noun.dep_ = participle, "obj"
