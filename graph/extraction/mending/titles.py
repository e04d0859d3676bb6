"""Gives whom a title names the place in the sentence that a parser gave the title or its body.

"charged Security Service (SS) director X" charges X: the bracket makes a parser take X for an apposition. A
clause with "who" behind a post and its body is about the holder, and a name behind a comma there is theirs.
"""

from __future__ import annotations

from spacy.tokens import Token

from graph.extraction.mending.grammar import SUBJECTS, is_behind_comma, put_in_place

_POSTS = frozenset(
    {
        "adviser",
        "aide",
        "boss",
        "chairman",
        "chief",
        "co-founder",
        "colonel",
        "commander",
        "deputy",
        "director",
    }
    | {"founder", "general", "governor", "head", "leader", "lieutenant", "major", "member", "minister"}
    | {"officer", "owner", "president", "secretary", "spokesman", "spokeswoman", "warlord"}
)
"""What one person is of a body."""
_TITLING = frozenset({"NOUN", "PROPN", "ADJ"})


def name_bearer(person: Token) -> None:
    """Hangs a person behind "Body (ACRONYM) title" where the body hung, and the body on the person."""
    if person.ent_type_ != "PER" or person.pos_ != "PROPN" or person.dep_ in ("flat", "compound"):
        return
    body = _bracketed_before(person)
    if body is None or person.dep_ == "ROOT" or body in person.subtree:
        return
    later = [child for child in body.rights if child.i > person.i]
    put_in_place(person, body, body.dep_)
    for child in [*(child for child in body.lefts if child.dep_ in ("case", "mark", "cc")), *later]:
        child.head = person
    body.head, body.dep_ = person, "compound"


def _bracketed_before(person: Token) -> Token | None:
    """The body whose name and, in brackets, acronym stand right before a person's title."""
    doc, close = person.doc, person.i - 1
    while close > 2 and doc[close].pos_ in _TITLING:
        close -= 1
    if close == person.i - 1 or doc[close].text != ")" or doc[close - 2].text != "(":
        return None
    for word in (doc[close - 1].head, doc[person.i - 1].head, person.head):
        if word.i < close - 2 and word.pos_ == "PROPN":
            between = doc[word.i : close - 2]
            return word if not any(token.text in (",", ";") for token in between) else None
    return None


def tell_of_holder(pronoun: Token) -> None:
    """Has a clause with "who" tell of the holder of a post, not of its body: "head of the Brigade, who"."""
    clause = pronoun.head
    body = clause.head
    if clause.dep_ != "acl:relcl" or pronoun.dep_ not in SUBJECTS or body.pos_ != "PROPN":
        return
    post = body.head
    if body.dep_ in ("nmod", "nmod:poss") and post.tag_ == "NN" and post.lemma_.lower() in _POSTS:
        clause.head = post.head if post.dep_ == "appos" else post


def list_holder(person: Token) -> None:
    """Has a person behind a title go on a list, not the title: "met the minister X and army chief Y".

    Parsers have the title or its body follow "and", and the person stand apart.
    """
    if person.ent_type_ != "PER":
        return
    first = person.head
    if person.dep_ == "appos":
        listed = [child for child in first.rights if child.dep_ == "conj"]
    else:
        earlier = next((child for child in first.rights if child.dep_ == "obj" and child.i < person.i), None)
        listed = [] if earlier is None else [child for child in earlier.rights if child.dep_ == "conj"]
    before = next((noun for noun in listed if noun.right_edge.i + 1 == person.left_edge.i), None)
    title = person.nbor(-1) if person.i else person
    if before is None or title.is_punct or before.ent_type_ == "PER":
        return
    if title == before:
        title.dep_ = "nmod:desc"
    elif title.dep_ != "nmod:desc" or title.head != person:
        return
    person.head, person.dep_ = before.head, "conj"
    for child in list(before.lefts):
        if child.dep_ == "cc":
            child.head = person
    if title == before:
        before.head = person
    else:
        before.head, before.dep_ = title, "compound"


def name_holder(person: Token) -> None:
    """Has a person's name behind a post and its body name the holder: "the head of the Brigade, X, said".

    Behind another person's name it goes on a list: "charged X, the minister Y and Z".
    """
    body = person.head
    post = body.head
    if person.ent_type_ != "PER" or not is_behind_comma(person):
        return
    if body.ent_type_ == "PER" and body.pos_ == "PROPN":
        if any(child.dep_ == "conj" and child.i > person.right_edge.i for child in body.rights):
            person.dep_ = "conj"
        return
    if body.dep_ == "nmod" and body.pos_ == "PROPN" and post.tag_ == "NN" and post.lemma_.lower() in _POSTS:
        holder = any(child.dep_ == "appos" for child in post.children) or post.dep_ == "appos"
        if not holder:
            person.head = post
