"""Mends what English grammar rules out in a parse, before anything is read from it.

A participle behind a noun is passive ("the men accused of theft") and so has no object of its own, but for
verbs of giving. Where a parser gives it one, the noun is the subject of a verb in the past: "Police detained
two men" is a clause, not a phrase about police.

Likewise a subject has no preposition, which then opens its clause ("after soldiers fled"); what has a passive
auxiliary has a passive subject; and a clause with "whose" or "which" in its subject is about the noun before.
An infinitive behind whom somebody asks or orders is what they are asked to do. What is reported stands once:
of "X fled, Y said in a report that Z leaked" the last is no clause of "said" but one about the report.

So too with what stands before: a participle between a subject and a noun that is no predicate is the verb
("rebels looted shops"), "have" right before a participle its auxiliary ("have also imposed sanctions").

A finite verb has a subject: in "X backs Y, Reuters and the BBC reported" what the list seemed to go on with.

No comma stands between a subject and its verb ("raped women, torched barns"), who stands behind "said" opens
what is said, and a clause with "who" behind a post and its body is about the holder.

A gerund goes on a noun or another gerund, never a finite verb: in "accused them of murder and looting" the
looting is joined to the murder, and in "accused them of looting" it hangs on the accusing.
"""

from __future__ import annotations

from spacy.tokens import Doc, Token

from graph.extraction.coordination import part_clauses
from graph.extraction.gerunds import join_gerund, make_ground, make_noun_ground
from graph.extraction.headlines import make_deed, make_passive
from graph.extraction.owned import mend_owned
from graph.extraction.subjects import (
    CLAUSES,
    FINITE,
    VERBAL,
    free_subjects,
    give_object,
    labels,
    name_person,
    put_in_place,
    share_subject,
    take_deed,
    take_subjects,
    take_told,
    tell_of_holder,
)
from graph.extraction.telling import free_telling, make_disputed, make_told
from graph.extraction.titled import name_bearer

_NOMINAL = frozenset({"NOUN", "PROPN"})
_ASKING = frozenset(
    {
        "allow",
        "ask",
        "beg",
        "command",
        "compel",
        "direct",
        "encourage",
        "forbid",
        "force",
        "instruct",
        "invite",
    }
    | {"order", "permit", "persuade", "press", "pressure", "request", "tell", "urge", "warn"}
)
"""Verbs whose object does what an infinitive behind it tells: "asked the court to free them"."""
_LOOSE = frozenset({"parataxis", "advcl", "ccomp"})
_COMPLETE = VERBAL | {"mark", "cc"}
_ROLES = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "nmod", "appos", "compound"})
_HELPERS = frozenset({"aux", "aux:pass", "cop"})
_DETERMINING = frozenset({"det", "nmod:poss", "amod", "nummod", "case", "cop"})
_BORDERING = frozenset({"neighbouring", "neighboring"})
_DISPUTED = frozenset({"charges", "claims"})
_OPENING = frozenset({"after", "as", "because", "before", "once", "since", "until", "while"})
_DOUBLE = frozenset(
    {"allot", "ask", "award", "call", "deem", "deny", "dub", "give", "grant", "hand", "name", "offer", "owe"}
    | {"promise", "refuse", "send", "serve", "show", "teach", "tell", "term"}
)
"""Verbs whose passive keeps an object: "the men given asylum", "a man called Omar"."""


def mend(doc: Doc) -> Doc:
    """The document, its parse mended in place."""
    words = list(doc)
    for word in words:
        if word.ent_type_ == "PER" and word.pos_ == "PROPN" and word.dep_ not in ("flat", "compound"):
            name_bearer(word)
    for noun in words:
        opened = noun.dep_ in ("obl", "nmod") and _opener(noun) is not None
        if (opened or noun.dep_ in CLAUSES) and noun.pos_ in _NOMINAL and VERBAL.isdisjoint(labels(noun)):
            for verb in list(noun.rights):
                if _is_past(verb):
                    _make_subject(noun, verb)
                    break
    for word in words:
        if (word.dep_ == "amod" and _looks_past(word)) or (
            word.lower_ == "back" and word.dep_ in ("advmod", "amod", "compound")
        ):
            _make_perfect(word)
            _make_verb(word)
        elif word.dep_ == "ROOT" and word.tag_ == "NN" and word.is_lower:
            _make_root(word)
        elif word.dep_ == "ROOT" and word.tag_ == "NNS" and word.is_lower:
            make_deed(word)
        elif word.lower_ in _DISPUTED:
            make_disputed(word)
        elif word.lower_ in _BORDERING and word.dep_ != "amod":
            _make_adjective(word)
        elif word.dep_ == "conj" and word.head.pos_ == "PROPN":
            share_subject(word)
        elif word.dep_ == "ccomp":
            take_deed(word)
        elif word.dep_ == "obl:agent" and word.i and word.nbor(-1).lower_ in ("them", "whom"):
            _make_example(word)
    for verb in words:
        if verb.tag_ in FINITE and verb.dep_ in _LOOSE and _COMPLETE.isdisjoint(labels(verb)):
            take_subjects(verb)
        elif verb.tag_ in FINITE and verb.dep_ in CLAUSES and VERBAL.isdisjoint(labels(verb)):
            free_subjects(verb)
        elif verb.dep_ == "ccomp" and VERBAL.isdisjoint(labels(verb) - {"aux", "aux:pass"}):
            take_told(verb)
        make_passive(verb)
    for subject in words:
        if subject.dep_ in ("nsubj", "nsubj:pass") and subject.head != subject:
            _mend_clause(subject)
            if subject.dep_ == "nsubj":
                give_object(subject)
    for pronoun in words:
        if pronoun.lower_ == "whose" and pronoun.dep_ == "nmod:poss":
            mend_owned(pronoun)
        elif pronoun.lower_ == "who":
            tell_of_holder(pronoun)
        elif pronoun.dep_ in ("appos", "obj") and pronoun.pos_ == "PROPN":
            name_person(pronoun)
    for infinitive in words:
        if infinitive.tag_ == "VB" and infinitive.dep_ == "acl" and infinitive.head.dep_ in ("obj", "iobj"):
            asking = infinitive.head.head
            if asking.lemma_.lower() in _ASKING and infinitive.i > asking.i:
                infinitive.head, infinitive.dep_ = asking, "xcomp"
    for verb in words:
        if verb.dep_ == "conj" and (verb.tag_ in FINITE or verb.tag_ == "VBN"):
            free_telling(verb)
            take_told(verb)
        elif verb.dep_ == "acl:relcl" and verb.head.lower_ == "time":
            make_told(verb)
    for word in words:
        if word.tag_ == "VBG" and word.dep_ == "conj" and word.head.tag_ in FINITE:
            join_gerund(word)
        having = word.tag_ == "VBN" and any(child.lower_ == "having" for child in word.lefts)
        if (word.tag_ == "VBG" or having) and word.dep_ in ("advcl", "acl", "conj"):
            make_ground(word)
        elif word.lower_ == "of":
            make_noun_ground(word)
    part_clauses(words)
    return doc


def _is_past(verb: Token) -> bool:
    """Whether what hangs on a noun as a participle has an object right behind it, so that it is none."""
    if verb.dep_ != "acl" or verb.tag_ not in ("VBN", "VBD") or not VERBAL.isdisjoint(labels(verb)):
        return False
    if verb.lemma_.lower() in _DOUBLE or (verb.nbor(-1).is_punct and "appos" not in labels(verb.head)):
        return False
    return any(
        child.dep_ == "ccomp" or (child.dep_ == "obj" and child.left_edge.i == verb.i + 1)
        for child in verb.rights
    )


def _opener(noun: Token) -> Token | None:
    """What opens a clause, hung on a noun as if it were a preposition: "after a court ruled that"."""
    return next((c for c in noun.lefts if c.dep_ == "case" and c.lower_ in _OPENING), None)


def _make_subject(noun: Token, verb: Token) -> None:
    opener = _opener(noun)
    label = noun.dep_ if opener is None else "advcl"
    later = [child for child in noun.rights if child.i > verb.i]
    put_in_place(verb, noun, label)
    if opener is not None:
        opener.head, opener.dep_ = verb, "mark"
    noun.head, noun.dep_ = verb, "nsubj"
    for child in later:
        child.head = verb
    verb.tag_ = "VBD"


def _looks_past(word: Token) -> bool:
    return word.tag_ in ("VBN", "VBD") or (word.tag_ == "JJ" and word.lower_.endswith("ed"))


def _make_perfect(participle: Token) -> None:
    """Makes "have" the auxiliary of the participle right behind it: "have also imposed sanctions"."""
    noun = participle.head
    have = noun.head
    if noun.dep_ != "obj" or have.lower_ not in ("have", "has", "had") or not have.i < participle.i < noun.i:
        return
    between = participle.doc[have.i + 1 : participle.i]
    if participle.tag_ not in ("VBN", "VBD") or have.tag_ == "VBN" or "nsubj" not in labels(have):
        return
    if any(token.pos_ != "ADV" and token.lower_ not in ("all", "both") for token in between):
        return
    put_in_place(participle, have, have.dep_)
    for child in list(have.children):
        if child != participle:
            child.head = participle
    for token in between:
        if token.head == noun:
            token.head = participle
    have.head, have.dep_, have.pos_ = participle, "aux", "AUX"


def _make_verb(verb: Token) -> None:
    """Makes a participle before a noun the verb of the clause that the noun was: "rebels looted shops"."""
    noun = verb.head
    before = [*verb.lefts, *noun.lefts]
    subject = next((child for child in before if child.dep_ == "nsubj"), None)
    if subject is None or not subject.i < verb.i < noun.i or not _HELPERS.isdisjoint(labels(noun)):
        return
    if verb.i - subject.right_edge.i > 2 or noun.pos_ not in _NOMINAL or noun.dep_ in _ROLES:
        return
    clausal = [
        child
        for child in noun.children
        if child.i < verb.i or child.dep_ in ("punct", "advcl", "ccomp", "obl")
    ]
    put_in_place(verb, noun, noun.dep_)
    noun.head, noun.dep_ = verb, "obj"
    for child in clausal:
        child.head = verb
    subject.head = verb
    _tell_verb(verb, "VBP" if verb.lower_ == "back" else "VBD")


def _make_example(name: Token) -> None:
    """Puts X of "three were shot by police, among them X" beside the three: who did it stands behind "by"."""
    done_to = next((child for child in name.head.lefts if child.dep_ == "nsubj:pass"), None)
    if done_to is not None and "case" not in labels(name):
        name.head, name.dep_ = done_to, "appos"


def _make_root(noun: Token) -> None:
    """Makes a bare noun between names the verb between them: "A and B support C"."""
    doc = noun.doc
    if noun.i + 1 >= len(doc) or any(child.dep_ in _DETERMINING for child in noun.lefts):
        return
    names = [child for child in noun.lefts if child.dep_ == "compound" and child.pos_ == "PROPN"]
    behind = [child for child in noun.rights if child.pos_ == "PROPN" and child.left_edge.i == noun.i + 1]
    if len(names) != 1 or not behind or behind[0].dep_ not in ("appos", "flat", "obj"):
        return
    whole = names[0].left_edge.i == noun.sent.start and names[0].right_edge.i == noun.i - 1
    if whole and "conj" in labels(names[0]):
        names[0].dep_, behind[0].dep_ = "nsubj", "obj"
        _tell_verb(noun, "VBP")


def _tell_verb(word: Token, tag: str) -> None:
    if word.pos_ != "VERB":
        word.pos_, word.lemma_ = "VERB", word.lower_
    word.tag_ = tag


def _make_adjective(word: Token) -> None:
    """Makes "neighbouring" describe the state behind it, which then stands where the word did."""
    state = next((child for child in word.rights if child.dep_ == "obj" and child.i == word.i + 1), None)
    if state is None or word.head == word:
        return
    state.head, state.dep_ = word.head, "nmod" if word.dep_ == "acl" else "obl"
    for child in list(word.children):
        child.head = state
        child.dep_ = "case" if child.dep_ == "mark" else child.dep_
    word.head, word.dep_, word.tag_ = state, "amod", "JJ"


def _mend_clause(subject: Token) -> None:
    """Mends the labels of a subject and its clause, and gives the clause what opens it."""
    verb = subject.head
    first = next(token for token in subject.doc[subject.left_edge.i :] if not token.is_punct)
    there = labels(verb)
    if subject.dep_ == "nsubj" and "aux:pass" in there and "nsubj:pass" not in there:
        subject.dep_ = "nsubj:pass"
    if verb.dep_ == "advcl" and "mark" not in there and first.lower_ in _OPENING and first.dep_ == "case":
        first.head, first.dep_ = verb, "mark"
    noun = verb.head
    relative = first.tag_ in ("WDT", "WP", "WP$") and noun.i < first.i and noun.pos_ in _NOMINAL
    if relative and verb.dep_ in ("conj", "appos"):
        verb.dep_ = "acl:relcl"
    if verb.dep_ == "ccomp" and noun.dep_ == "parataxis" and noun.head.i < noun.i < subject.i:
        _make_relative(verb, reporting=noun)


def _make_relative(verb: Token, reporting: Token) -> None:
    """Hangs "that" and its clause on the noun before, where what is reported stands before the reporting."""
    that = next((child for child in verb.lefts if child.lower_ == "that"), None)
    if that is None or not that.i or that.nbor(-1).pos_ not in _NOMINAL:
        return
    noun = that.nbor(-1)
    if reporting.i < noun.i and reporting in noun.ancestors:
        verb.head, verb.dep_, that.dep_ = noun, "acl:relcl", "obj"
