"""Gives verbs the subjects that a parser has hung elsewhere: on lists in front of them, on "had"."""

from __future__ import annotations

from spacy.tokens import Token

CLAUSES = frozenset({"ROOT", "ccomp"})
VERBAL = frozenset({"aux", "aux:pass", "cop", "nsubj", "nsubj:pass"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
PAST = frozenset({"VBD", "VBN"})
HELPING = frozenset({"aux", "aux:pass", "cop", "mark"})
_QUOTES = frozenset('"\u201c\u201d')
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
_SAYING = frozenset({"allege", "believe", "claim", "deny", "report", "say"})
"""Verbs that have no indirect object: whoever stands behind them opens what is said."""
_DONE_TO = frozenset(
    {"abduct", "arrest", "detain", "displace", "execute", "injure", "kidnap", "kill", "massacre", "murder"}
    | {"slaughter", "torture", "wound"}
)
"""Verbs that always have an object, or are passive."""
_CIRCUMSTANCES = frozenset({"after", "amid", "as", "at", "by", "during", "in", "near", "on", "since", "when"})


def labels(token: Token) -> set[str]:
    return {child.dep_ for child in token.children}


def put_in_place(word: Token, other: Token, label: str) -> None:
    """Hangs a word where another hangs, by that label, or makes it the root that the other was."""
    word.head, word.dep_ = (word, "ROOT") if other.head == other else (other.head, label)


def share_subject(verb: Token) -> None:
    """Gives a clause all its subjects: "A, B and others were held", joined to A with others alone."""
    first = verb.head
    subject = next((child for child in verb.lefts if child.dep_ in ("nsubj", "nsubj:pass")), None)
    if subject is None or first.dep_ not in CLAUSES or not VERBAL.isdisjoint(labels(first)):
        return
    joined = subject.doc[subject.left_edge.i - 1].dep_ == "cc" or subject.left_edge.dep_ == "cc"
    if not joined or verb.i < subject.i:
        return
    between = subject.doc[first.i : subject.i]
    if any(token.pos_ in ("VERB", "AUX", "ADP") for token in between):
        return
    put_in_place(verb, first, first.dep_)
    later = [child for child in first.rights if child.i > verb.i]
    first.head, first.dep_ = verb, subject.dep_
    subject.head, subject.dep_ = first, "conj"
    for child in later:
        child.head = verb


def take_subjects(verb: Token) -> None:
    """Gives a verb without a subject what stands before it behind a comma, as if in a list or apposition."""
    last = verb.nbor(-1) if verb.i else verb
    while last.dep_ not in ("conj", "appos") and last.head != last and last.head.right_edge.i == verb.i - 1:
        last = last.head
    if last.dep_ == "appos" and last.right_edge.i == verb.i - 1 and last.left_edge.text == ",":
        last.head, last.dep_ = verb, "nsubj"  # "…, a UN panel said"
        return
    listed = [child for child in last.head.rights if child.dep_ == "conj" and child.i < verb.i]
    if len(listed) < 2 or listed[-1] != last or last.right_edge.i != verb.i - 1:
        return
    first = listed[-2]
    if _is_behind_comma(first) and "cc" not in labels(first) and "cc" in labels(last):
        first.head, first.dep_ = verb, "nsubj"
        last.head = first
        if verb.dep_ == "advcl":
            verb.dep_ = "parataxis"


def free_subjects(verb: Token) -> None:
    """Gives a verb without a subject those that a phrase before took into its list: "According to X, Y and Z
    armed them".
    """
    opening = next((child for child in verb.lefts if child.dep_ == "obl"), None)
    if opening is None or opening.right_edge.i != verb.i - 1:
        return
    listed = [child for child in opening.rights if child.dep_ == "conj"]
    first = listed[0] if listed else None
    if first is None or not _is_behind_comma(first):
        return
    first.head, first.dep_ = verb, "nsubj"
    for other in listed[1:]:
        other.head = first


def take_deed(participle: Token) -> None:
    """Makes what somebody has done to others their own deed: "had two hundred people put to death"."""
    have = participle.head
    done = participle.dep_ == "ccomp" and participle.tag_ == "VBN" and have.lemma_.lower() == "have"
    subject = next((child for child in participle.lefts if child.dep_ == "nsubj"), None)
    if not done or subject is None or subject.i < have.i:
        return
    if not {"aux", "mark"}.isdisjoint(labels(participle)):
        return
    put_in_place(participle, have, have.dep_)
    for child in list(have.children):
        if child != participle:
            child.head = participle
    subject.dep_ = "obj"
    have.head, have.dep_, have.pos_ = participle, "aux", "AUX"


def give_object(subject: Token) -> None:
    """Gives a verb the object that the next of a list took for its subject: "…, raped women, torched barns".

    No comma stands between a subject and its verb, but behind what is set off by two.
    """
    later, start = subject.head, subject.left_edge.i
    _make_passive(subject)
    if start < 3 or later.tag_ not in PAST or later.i != subject.right_edge.i + 2:
        return
    verb, comma = subject.nbor(start - 1 - subject.i), later.nbor(-1)
    if comma.text != "," or verb.tag_ not in PAST or verb.pos_ != "VERB" or verb in subject.subtree:
        return
    among = subject.doc[start : subject.right_edge.i + 1]
    if any(token.text in (",", "(", "“", '"') for token in among) or not labels(later).isdisjoint(HELPING):
        return
    if not {"obj", "nsubj"}.isdisjoint(labels(verb)):
        return
    if later.dep_ != "conj" and later.head != verb and verb.head != later:
        return
    if verb.head == later or verb in later.subtree:
        put_in_place(verb, later, later.dep_)
    subject.head, subject.dep_ = verb, "obj"
    later.head, later.dep_ = verb, "conj"


def take_told(verb: Token) -> None:
    """Gives a reported clause its subject where it hangs on the verb of saying: "said guards there had beaten
    prisoners". So where it is joined to another verb: "denies it and says X, which killed ten, uses them".
    """
    if verb.dep_ == "conj" and verb.nbor(-1).text == "," and "cc" not in labels(verb):
        joined = (verb.head, *(other for other in verb.head.rights if other.dep_ == "conj"))
        for other in joined:
            named = [child for child in other.rights if child.dep_ in ("iobj", "obj")]
            if other.lemma_.lower() in _SAYING and named and named[-1].right_edge.i + 2 == verb.i:
                if VERBAL.isdisjoint(labels(verb)):
                    verb.head, verb.dep_ = other, "ccomp"
                break
    saying = verb.head
    if verb.dep_ != "ccomp" or saying.lemma_.lower() not in _SAYING:
        return
    told = next(
        (child for child in saying.rights if child.dep_ in ("iobj", "obj") and child.i < verb.i), None
    )
    if told is None or told.left_edge.i != saying.i + 1 or told.pos_ not in ("NOUN", "PROPN"):
        return
    if not {"nsubj", "nsubj:pass", "mark"}.isdisjoint(labels(verb)):
        return
    told.head, told.dep_ = verb, "nsubj:pass" if "aux:pass" in labels(verb) else "nsubj"
    for child in list(saying.rights):
        if told.i < child.i < verb.left_edge.i and child.dep_ == "obl":
            child.head, child.dep_ = told, "nmod"


def tell_of_holder(pronoun: Token) -> None:
    """Has a clause with "who" tell of the holder of a post, not of its body: "head of the Brigade, who"."""
    clause = pronoun.head
    body = clause.head
    if clause.dep_ != "acl:relcl" or pronoun.dep_ not in ("nsubj", "nsubj:pass") or body.pos_ != "PROPN":
        return
    post = body.head
    if body.dep_ in ("nmod", "nmod:poss") and post.tag_ == "NN" and post.lemma_.lower() in _POSTS:
        clause.head = post.head if post.dep_ == "appos" else post


def name_person(word: Token) -> None:
    """Has a name behind a title, a body or an opening bracket stand beside what it names."""
    if not _list_holder(word) and word.dep_ == "appos":
        _name_before(word)
        _name_holder(word)


def _name_holder(person: Token) -> None:
    """Has a person's name behind a post and its body name the holder: "the head of the Brigade, X, said".

    Behind another person's name it goes on a list: "charged X, the minister Y and Z".
    """
    body = person.head
    post = body.head
    if person.ent_type_ != "PER" or not _is_behind_comma(person):
        return
    if body.ent_type_ == "PER" and body.pos_ == "PROPN":
        if any(child.dep_ == "conj" and child.i > person.right_edge.i for child in body.rights):
            person.dep_ = "conj"
        return
    if body.dep_ == "nmod" and body.pos_ == "PROPN" and post.tag_ == "NN" and post.lemma_.lower() in _POSTS:
        holder = any(child.dep_ == "appos" for child in post.children) or post.dep_ == "appos"
        if not holder:
            person.head = post


def _name_before(short: Token) -> None:
    """Has a name alone in brackets name what stands right before: "the head of the “Republic” (RX), X"."""
    doc, index = short.doc, short.i - 2
    if index < 0 or short.i + 1 >= len(doc) or doc[index + 1].text != "(" or doc[short.i + 1].text != ")":
        return
    while index > 0 and doc[index].text in _QUOTES:
        index -= 1
    before = doc[index]
    while before.dep_ in ("flat", "compound") and before.head != short.head:
        before = before.head
    if before.pos_ == "PROPN" and before.dep_ == "nmod" and before.head == short.head:
        short.head = before


def _list_holder(person: Token) -> bool:
    """Has a person behind a title go on a list, not the title: "met the minister X and army chief Y".

    Parsers have the title or its body follow "and", and the person stand apart.
    """
    first = person.head
    if person.dep_ == "appos":
        listed = [child for child in first.rights if child.dep_ == "conj"]
    else:
        earlier = next((child for child in first.rights if child.dep_ == "obj" and child.i < person.i), None)
        listed = [] if earlier is None else [child for child in earlier.rights if child.dep_ == "conj"]
    before = next((noun for noun in listed if noun.right_edge.i + 1 == person.left_edge.i), None)
    title = person.nbor(-1) if person.i else person
    if before is None or title.is_punct or person.ent_type_ != "PER" or before.ent_type_ == "PER":
        return False
    if title == before:
        title.dep_ = "nmod:desc"
    elif title.dep_ != "nmod:desc" or title.head != person:
        return False
    person.head, person.dep_ = before.head, "conj"
    for child in list(before.lefts):
        if child.dep_ == "cc":
            child.head = person
    before.head = person if title == before else title
    if title != before:
        before.dep_ = "compound"
    return True


def _is_behind_comma(word: Token) -> bool:
    """Whether a phrase begins behind a comma, whether or not the comma hangs on it."""
    return "," in (word.left_edge.text, word.left_edge.nbor(-1).text)


def _make_passive(subject: Token) -> None:
    """Has those suffer an act for whom no auxiliary and no object stands: "Hundreds killed in raid"."""
    verb = subject.head
    if verb.lemma_.lower() not in _DONE_TO or verb.dep_ not in ("ROOT", "parataxis", "ccomp"):
        return
    after = verb.nbor(1) if verb.i + 1 < len(verb.doc) else verb
    if after.lower_ in _CIRCUMSTANCES and labels(verb).isdisjoint({"aux", "obj", "conj", "ccomp", "xcomp"}):
        subject.dep_ = "nsubj:pass"
