"""Finds the words that tell of speech, and by the tree around each who speaks and what is said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from graph.extraction.document import SpeechKind
from graph.extraction.voice.factuality import event_factuality
from graph.extraction.voice.syntax import NOMINAL, agent, child, children, is_passive, subject, subtree
from graph.extraction.voice.tables import table, words


@dataclass(slots=True)
class Cue:
    """A word that tells of speech: `speaker` heads the phrase naming who speaks, `content` what is said."""

    token: Token
    kind: SpeechKind
    speaker: Token | None
    content: set[int]
    takes_quotations: bool = False


def find_cues(doc: Doc) -> Iterator[Cue]:
    """Every cue of the document, in the order of the text."""
    unnamed = words("reporting", "adverbs", "unnamed")
    noun_kinds: dict[str, list[str]] = table("reporting")["nouns"]
    kind_of_noun: dict[str, SpeechKind] = {
        noun: kind
        for kind, nouns in noun_kinds.items()
        for noun in nouns  # type: ignore[misc]
    }
    for token in doc:
        lower = token.lower_
        if lower in _PHRASE_STARTS:
            yield from _phrase(doc, token)
        if token.pos_ == "VERB" or (token.pos_ == "AUX" and token.tag_.startswith("VB")):
            yield from _verb(token)
        elif token.pos_ == "NOUN":
            if token.lemma_.lower() in kind_of_noun:
                yield from _noun(token, kind_of_noun[token.lemma_.lower()])
            if lower in words("reporting", "phrases", "speaker_owns"):
                yield from _owned(token)
        elif lower in unnamed and token.head != token:
            yield Cue(token, "says", None, subtree(token.head, [token]))
        elif lower == "alleged" and token.dep_ == "amod":
            yield Cue(token, "says", None, subtree(token.head, [token]))


# Verbs


def _verb(verb: Token) -> Iterator[Cue]:
    lemma = _lemma(verb)
    kind = _verb_kind(verb, lemma)
    if kind is None or (kind in {"says", "denies", "accuses"} and event_factuality(verb) != "actual"):
        return
    if is_passive(verb) or (kind == "accuses" and _lacks_object(verb)):
        yield from _passive(verb, kind)
        return
    speaker = _speaker(verb)
    content = _clause_content(verb, speaker) if kind in {"says", "asks"} else set()
    if not content and (kind != "says" or lemma in words("reporting", "verbs", "says_of")):
        content = _rest(verb, speaker)
    if kind == "says" and not content and lemma in words("reporting", "verbs", "says_as"):
        content = _rest(verb, speaker)
    if kind == "says" and calls_untrue(verb, content):
        kind = "denies"
    takes = kind in {"says", "asks", "calls"} and lemma in words("reporting", "verbs", "says")
    takes = takes or kind == "denies"
    if speaker is None and not content:
        return
    yield Cue(verb, kind, speaker, content, takes)


def _passive(verb: Token, kind: SpeechKind) -> Iterator[Cue]:
    """ "X is said by Y to …", "X was accused of …": the agent speaks, where there is one."""
    speaker = agent(verb)
    content = _rest(verb, speaker)
    about = child(verb, "nsubj:pass", "nsubj")
    if about is None and verb.dep_ in {"acl", "acl:relcl"}:
        about = verb.head
        content.add(about.i)
    elif about is not None:
        content |= subtree(about)
    if verb.lemma_.lower() == "quote":
        return
    yield Cue(verb, kind, speaker, content)


def _lacks_object(verb: Token) -> bool:
    """Whether an accusing participle stands without auxiliary, as in headlines: "Rebels blamed for raid"."""
    return verb.tag_ in {"VBN", "VBD"} and not any(
        c.dep_ in {"obj", "ccomp", "xcomp", "iobj", "parataxis", "aux"} for c in verb.children
    )


def _verb_kind(verb: Token, lemma: str) -> SpeechKind | None:
    verbs = table("reporting")["verbs"]
    if _pleads_innocence(verb):
        return "denies"
    if lemma in verbs["denies"]:
        return "denies"
    if lemma in verbs["accuses"]:
        return "accuses"
    has_clause = child(verb, "ccomp", "parataxis") is not None
    if lemma in verbs["asks"] and any(_marked(c, "whether", "if") for c in children(verb, "ccomp", "advcl")):
        return "asks"
    if lemma == "call" and not any(
        _marked(c, "for", "on", "upon") for c in children(verb, "obl", "advcl", "xcomp")
    ):
        return "says"
    if lemma in verbs["says_as"] and not has_clause and _names_as(verb):
        return "says"
    if lemma in verbs["calls"] and (lemma not in verbs["says"] or child(verb, "xcomp") is not None):
        return "calls"
    if lemma in verbs["says"] or lemma in verbs["says_of"]:
        return "says"
    return None


def _names_as(verb: Token) -> bool:
    """Whether a verb says of its object that it is something: "called the raid a massacre"."""
    if child(verb, "obj", "nsubj:pass") is None and child(verb, "ccomp") is None:
        return False
    complements = [c for c in verb.children if c.dep_ in {"xcomp", "obl", "advcl", "ccomp"} and c.i > verb.i]
    return any(c.dep_ in {"xcomp", "ccomp"} or _marked(c, "as", "to") for c in complements)


def _pleads_innocence(verb: Token) -> bool:
    if verb.lemma_.lower() not in {
        "plead",
        "maintain",
        "profess",
        "protest",
        "proclaim",
        "insist",
        "assert",
        "enter",
    }:
        return False
    innocence = words("reporting", "pointing", "innocence")
    for other in verb.children:
        if other.i > verb.i and other.lemma_.lower() in innocence | {"plea"}:
            around = {t.lower_ for t in other.subtree} | {c.lower_ for c in verb.children}
            return "innocen" in other.lower_ or "not" in around or "innocent" in around
    return False


def calls_untrue(verb: Token, content: set[int]) -> bool:
    """Whether the speech is that some accusation is false: "called the claims baseless"."""
    untrue = words("reporting", "pointing", "untrue")
    answered = words("reporting", "pointing", "answered")
    doc = verb.doc
    lemma = verb.lemma_.lower()
    for index in sorted(content):
        word = doc[index]
        if word.lemma_.lower() not in untrue and word.lower_ not in untrue:
            continue
        if word.dep_ == "amod" or any(c.dep_ == "neg" or c.lower_ in {"not", "n't"} for c in word.children):
            continue
        if (
            word.head == verb
            or word.dep_ in {"xcomp", "obl"}
            or lemma in words("reporting", "verbs", "says_as")
        ):
            return True
        about = child(word, "nsubj", "nsubj:outer", "csubj")
        if about is not None and about.lemma_.lower() in answered:
            return True
    return False


def _speaker(verb: Token) -> Token | None:
    who = subject(verb)
    if who is None or who == verb:
        return _beside(verb)
    return who


def _beside(verb: Token) -> Token | None:
    """The noun next to a verb whose subject the parser did not find: ", said General X.\""""
    doc = verb.doc
    if (
        verb.i + 1 < len(doc)
        and verb.dep_ in {"ROOT", "parataxis", "ccomp", "dep"}
        and verb.tag_ in {"VBD", "VBZ", "VBP"}
    ):
        after = doc[verb.i + 1]
        if (
            verb.i
            and doc[verb.i - 1].pos_ == "PUNCT"
            and after.pos_ in {"PROPN", "NOUN", "DET", "ADJ", "PRON"}
        ):
            head = after
            while head.head.i > head.i and head.head.pos_ in NOMINAL and head.head.i - verb.i < 12:
                head = head.head
            return head if head.pos_ in NOMINAL else None
    return None


def _clause_content(verb: Token, speaker: Token | None) -> set[int]:
    """What a verb of saying governs as said: its clause, or the clause it is put into."""
    own = [] if speaker is None else [speaker]
    clauses = [c for c in children(verb, "ccomp") if c != speaker]
    if clauses:
        return set().union(*(subtree(c, own) for c in clauses))
    infinitive = child(verb, "xcomp")
    if infinitive is not None and verb.lemma_.lower() in {
        "claim",
        "admit",
        "boast",
        "confess",
        "acknowledge",
        "allege",
    }:
        return subtree(infinitive)
    if verb.dep_ == "parataxis" and verb.head != verb:
        return subtree(verb.head, [verb])
    if verb.dep_ == "advcl" and _marked(verb, "as") and verb.head != verb:
        return subtree(verb.head, [verb])
    beside = [c for c in children(verb, "parataxis") if not _speaks(c)]
    if beside:
        return set().union(*(subtree(c, own) for c in beside))
    return _around(verb, speaker)


def _around(verb: Token, speaker: Token | None) -> set[int]:
    """By commas alone, where the tree shows no clause: "Soldiers fired, X said"."""
    sentence = verb.sent
    first = verb.i
    if speaker is not None and speaker.i < verb.i and speaker.sent.start == sentence.start:
        first = speaker.left_edge.i
    before = verb.doc[first - 1] if first > sentence.start else None
    if before is not None and before.text in {",", "—", "–", "-"} and first - sentence.start > 3:
        return set(range(sentence.start, first - 1))
    if speaker is not None and speaker.i < verb.i and verb.i + 1 < sentence.end:
        after = verb.doc[verb.i + 1]
        if after.lower_ == "that" or after.text == ":":
            return set(range(verb.i + 1, sentence.end))
    return set()


def _rest(verb: Token, speaker: Token | None) -> set[int]:
    """All that hangs on a verb but its speaker and clauses that only stand beside it."""
    left_out = [] if speaker is None else [speaker]
    left_out += [c for c in verb.children if c.dep_ in {"parataxis", "nsubj", "discourse", "punct", "cc"}]
    left_out += [c for c in children(verb, "conj") if c.pos_ == "VERB"]
    left_out += [c for c in children(verb, "advcl") if _speaks(c) or c.i < verb.i]
    left_out += [
        c for c in children(verb, "obl", "obl:agent") if any(k.lower_ == "by" for k in children(c, "case"))
    ]
    return subtree(verb, left_out) - {verb.i}


def _speaks(verb: Token) -> bool:
    return _lemma(verb) in words("reporting", "verbs", "says")


def _lemma(verb: Token) -> str:
    particle = child(verb, "compound:prt")
    lemma = verb.lemma_.lower()
    if particle is not None and f"{lemma} {particle.lower_}" in _WITH_PARTICLE:
        return f"{lemma} {particle.lower_}"
    return lemma


def _marked(token: Token, *markers: str) -> bool:
    return any(c.lower_ in markers for c in children(token, "mark", "case", "advmod"))


_WITH_PARTICLE = frozenset(
    verb for verbs in table("reporting")["verbs"].values() for verb in verbs if " " in verb
)


# Nouns


def _noun(noun: Token, kind: SpeechKind) -> Iterator[Cue]:
    """ "X's claim that …", "allegations of … by X": what hangs on the noun is said."""
    content: set[int] = set()
    for other in children(noun, "acl", "ccomp", "acl:relcl", "nmod"):
        if other.i < noun.i:
            continue
        if other.dep_ == "nmod":
            if _marked(other, "of", "about", "against"):
                content |= subtree(other, [c for c in children(other, "nmod") if _marked(c, "by", "from")])
        elif other.dep_ == "acl:relcl" and not _marked(other, "that"):
            continue
        elif other.lemma_.lower() not in words("sources", "relayed"):
            if _lemma(other) in words("reporting", "verbs", "says") and other.tag_ == "VBG":
                continue
            content |= subtree(other)
    if not content or (kind == "says" and event_factuality(noun) != "actual"):
        return
    yield Cue(noun, kind, _owner(noun), content)


def _owner(noun: Token) -> Token | None:
    for other in children(noun, "nmod:poss"):
        return other
    for other in children(noun, "nmod", "obl"):
        if _marked(other, "by", "from") and other.i > noun.i:
            return other
    for other in children(noun, "amod", "compound", "nmod:desc"):
        if other.pos_ == "PROPN" or (other.pos_ == "ADJ" and other.text[:1].isupper()):
            return other
    if noun.dep_ == "obj" and noun.head.lemma_.lower() in {
        "make",
        "level",
        "bring",
        "issue",
        "publish",
        "repeat",
        "voice",
        "raise",
        "give",
        "file",
        "release",
        "deliver",
    }:
        return subject(noun.head)
    return None


# Phrases


_PHRASES: tuple[tuple[str, ...], ...] = tuple(
    tuple(p) for p in table("reporting")["phrases"]["speaker_follows"]
)
_PHRASE_STARTS = frozenset(phrase[0] for phrase in _PHRASES)


def _phrase(doc: Doc, token: Token) -> Iterator[Cue]:
    """ "according to X", "in the view of X": X speaks, the clause around is said."""
    for phrase in _PHRASES:
        end = token.i + len(phrase)
        if tuple(t.lower_ for t in doc[token.i : end]) != phrase:
            continue
        speaker = _next_noun(doc, end)
        if speaker is None or speaker.sent.start != token.sent.start:
            return
        if phrase == ("per",) and (speaker.pos_ != "PROPN" or doc[token.i - 1].pos_ in {"NUM", "NOUN"}):
            return
        yield Cue(token, "says", speaker, _host(token, speaker))
        return


def _owned(noun: Token) -> Iterator[Cue]:
    """ "in the ministry's view", "by his own account"."""
    owner = child(noun, "nmod:poss")
    if owner is None or child(noun, "case") is None or not _marked(noun, "in", "by", "on"):
        return
    yield Cue(noun, "says", owner, _host(noun, noun))


def _next_noun(doc: Doc, start: int) -> Token | None:
    for token in doc[start : start + 12]:
        if token.pos_ in NOMINAL:
            head = token
            while (
                head.head.i > head.i
                and head.head.pos_ in NOMINAL
                and head.dep_ in {"compound", "nmod:poss", "nmod:desc", "amod", "flat", "nmod"}
            ):
                head = head.head
            return head
        if token.pos_ in {"VERB", "AUX"} and token.tag_ not in {"VBN", "VBG"}:
            return None
    return None


def _host(cue: Token, speaker: Token) -> set[int]:
    """The clause that a phrase is put into; the whole sentence where the phrase stands at its edge."""
    sentence = cue.sent
    phrase = subtree(speaker) | {cue.i, speaker.i}
    edge = min(phrase) - sentence.start <= 2 or max(phrase) >= sentence.end - 3
    host = speaker
    while host.i in phrase and host.head != host:
        host = host.head
    if edge or host.i in phrase:
        return set(range(sentence.start, sentence.end)) - phrase
    while host.dep_ not in {"acl:relcl", "advcl", "ccomp", "parataxis", "ROOT"} and host.head != host:
        if host.dep_ == "conj" and child(host, "nsubj", "nsubj:pass") is not None:
            break
        host = host.head
    return subtree(host) - phrase
