"""Gives back the verbs of a list of clauses that a parser has taken for attributes.

Of "they shelled two camps, burned homes, looted shops and shot the guards" it makes a list of what was
shelled: camps, burned homes and looted shops. A participle that opens a noun phrase behind a comma or "and"
is a verb where the verb before has its objects already, and another clause or another such phrase follows.

A verb has one object or one list of them, and an apposition stands right behind what it explains: a name that
follows further off stands beside the noun before.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

_PAST = frozenset({"VBD", "VBN"})
_DESCRIBING = frozenset(
    {"arm", "attempt", "capture", "detain", "disable", "displace", "enforce", "force", "injure", "release"}
    | {"retire", "target", "train", "wound"}
)
"""Participles that tell of what sort people or deeds are: "wounded soldiers", "enforced disappearances"."""
_BEFORE = 16
"""Words before "and by X" within which "by Y" stands."""
_FINITE = frozenset({"VBD", "VBP", "VBZ"})
_TENSED = frozenset({"VBD", "VBN", "VBP", "VBZ"})


def part_clauses(words: Sequence[Token]) -> None:
    """Makes verbs of the participles that open the later clauses of a list, in place.

    A later clause without a subject goes to the clause before it that has one of its own: of "X shelled the
    town, and Y laid mines, recruited children" it is Y who recruited.
    """
    for word in words:
        if word.dep_ in ("obj", "appos") and word.pos_ == "PROPN":
            _put_beside(word)
        elif word.dep_ == "conj" and word.pos_ in ("PROPN", "NOUN"):
            _join_phrases(word)
        if word.dep_ == "obj" and word.head.tag_ in _TENSED:
            verb = word.head
            listed = [noun for noun in _listed(word) if _opens(noun, verb)]
            if listed and (listed[0] == word or len(listed) > 1 or _is_listed(verb, listed[0])):
                for noun in listed:
                    _make_clause(noun, verb)
    for word in words:
        if (
            word.dep_ == "conj"
            and word.tag_ in _FINITE
            and word.head.tag_ in _TENSED
            and not _has_subject(word)
        ):
            nearer = [clause for clause in word.head.rights if clause.i < word.i and clause.dep_ == "conj"]
            if nearer and nearer[-1].tag_ in _TENSED and _has_subject(nearer[-1], tag="NN"):
                word.head = nearer[-1]


def _put_beside(name: Token) -> None:
    """Puts a name behind a comma beside the noun before it, where it stands too far from what it hangs on.

    So in "jailed X for the murder of two monks, Y and Z", where the verb has its object already.
    """
    doc, comma = name.doc, name.left_edge.i - (not name.left_edge.is_punct)
    noun, whole = doc[comma - 1], name.head
    if name.dep_ == "obj":
        earlier = (child for child in name.head.rights if child.dep_ == "obj" and child.i < name.i)
        whole = next(earlier, name)
    if doc[comma].text != "," or noun.pos_ != "NOUN" or not whole.i < noun.i < name.i:
        return
    if not whole.is_ancestor(noun):
        name.head, name.dep_ = noun, "appos"


def _join_phrases(noun: Token) -> None:
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
        if (
            earlier.lower_ == case.lower_
            and earlier.dep_ == "case"
            and earlier.head.pos_ in ("PROPN", "NOUN")
        ):
            if earlier.head.i < first.i:
                noun.head = earlier.head
            return


def _has_subject(verb: Token, tag: str = "") -> bool:
    return any(child.dep_.startswith("nsubj") and child.tag_.startswith(tag) for child in verb.lefts)


def _listed(noun: Token) -> list[Token]:
    return [noun, *(child for child in noun.rights if child.dep_ == "conj")]


def _participle(noun: Token) -> Token | None:
    return next((child for child in noun.lefts if child.dep_ == "amod" and child.tag_ in _PAST), None)


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
        return verb.head.tag_ in _TENSED
    return any(child.dep_ == "conj" and child.i > noun.i and child.tag_ in _TENSED for child in verb.rights)


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
