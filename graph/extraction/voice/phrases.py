"""Speech told without a verb: "according to X", "X's claim that", "allegations of", "allegedly"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from graph.extraction.actors.lexicon import DASHES
from graph.extraction.document import SpeechKind
from graph.extraction.voice.cues import Cue
from graph.extraction.voice.factuality import factuality
from graph.extraction.voice.kinds import calls_untrue
from graph.extraction.voice.syntax import (
    NOMINAL,
    agent,
    ancestors,
    base_of,
    child,
    children,
    is_passive,
    lemma_of,
    marked,
    sentence_of,
    subject,
    subtree,
)
from graph.extraction.voice.tables import table, words

_NOUN_KINDS: tuple[SpeechKind, ...] = ("says", "accuses", "denies", "calls", "asks")
_PHRASES: tuple[tuple[str, ...], ...] = tuple(map(tuple, table("reporting")["phrases"]["speaker_follows"]))
_STARTS = {phrase[0]: [each for each in _PHRASES if each[0] == phrase[0]] for phrase in _PHRASES}
_INSIDE = frozenset({"compound", "nmod:poss", "nmod:desc", "amod", "flat", "nmod"})
_CLAUSES = frozenset({"acl:relcl", "advcl", "ccomp", "parataxis"})


def phrase_cues(doc: Doc) -> Iterator[Cue]:
    """The nouns, prepositions and adverbs that tell of speech, with their speakers and contents."""
    unnamed = words("reporting", "adverbs", "unnamed")
    owned = words("reporting", "phrases", "speaker_owns")
    for token in doc:
        lower = token.lower_
        if lower in _STARTS:
            yield from _preposition(doc, token)
        if lower == "for" and sentence_of(token).start >= token.i - 1:
            yield from _opinion(doc, token)
        if token.pos_ == "NOUN":
            if token.lemma_.lower() in words("sources", "pictures"):
                yield from _picture(token)
            kind = _noun_kind(token.lemma_.lower())
            if kind is not None:
                yield from _noun(token, kind)
            if lower in owned:
                yield from _owned(token)
            if token.lemma_ == "warrant":
                yield from _warrant(token)
        elif (lower in unnamed or (lower == "alleged" and token.dep_ == "amod")) and token.head != token:
            yield Cue(token, "says", None, subtree(token.head, [token]))


def _noun_kind(lemma: str) -> SpeechKind | None:
    return next((kind for kind in _NOUN_KINDS if lemma in words("reporting", "nouns", kind)), None)


def _noun(noun: Token, kind: SpeechKind) -> Iterator[Cue]:
    """ "X's claim that …", "allegations of … by X": what hangs on the noun is said."""
    content: set[int] = set()
    passed_on, says = words("sources", "relayed"), words("reporting", "verbs", "says")
    for other in children(noun, "acl", "ccomp", "acl:relcl", "nmod"):
        if other.i < noun.i:
            continue
        if other.dep_ == "nmod":
            if marked(other, "of", "about", "against"):
                content |= subtree(other, [c for c in children(other, "nmod") if marked(c, "by", "from")])
        elif other.dep_ == "acl:relcl" and not marked(other, "that"):
            continue
        elif base_of(other) not in passed_on and not (other.tag_ == "VBG" and lemma_of(other) in says):
            content |= subtree(other)
    if content and (kind != "says" or factuality(noun) == "actual"):
        yield Cue(noun, kind, _owner(noun), content)


def _owner(noun: Token) -> Token | None:
    """Whose words a noun tells of."""
    own = child(noun, "nmod:poss")
    if own is not None:
        return own
    for other in children(noun, "nmod", "obl"):
        if marked(other, "by", "from") and other.i > noun.i:
            return other
    for other in children(noun, "amod", "compound", "nmod:desc"):
        if other.pos_ == "PROPN" or (other.pos_ == "ADJ" and other.text[:1].isupper()):
            return other
    if noun.dep_ == "obl" and marked(noun, "on") and is_passive(noun.head):
        return agent(noun.head)  # "wanted by the court on charges of"
    if noun.dep_ == "obj" and lemma_of(noun.head) in words("reporting", "clauses", "handing"):
        return subject(noun.head)
    return None


def _preposition(doc: Doc, token: Token) -> Iterator[Cue]:
    """ "according to X": X speaks, the clause around is said."""
    for phrase in _STARTS[token.lower_]:
        end = token.i + len(phrase)
        if end > len(doc) or any(doc[token.i + n].lower_ != phrase[n] for n in range(1, len(phrase))):
            continue
        speaker = _next_noun(doc, end)
        if speaker is None or sentence_of(speaker).start != sentence_of(token).start:
            return
        if phrase == ("per",) and (speaker.pos_ != "PROPN" or doc[token.i - 1].pos_ in {"NUM", "NOUN"}):
            return
        content = _around(token, speaker)
        kind: SpeechKind = "denies" if calls_untrue(token, content) else "says"
        yield Cue(token, kind, speaker, content, takes_quotations=True)
        return


def _opinion(doc: Doc, token: Token) -> Iterator[Cue]:
    """ "For X, who studies the war, …": the view of a person whom the text introduces; of nobody else."""
    speaker = _next_noun(doc, token.i + 1)
    if speaker is None or not any(t.ent_type_ == "PER" for t in doc[token.i + 1 : token.i + 5]):
        return
    comma = next((t.i for t in doc[token.i + 1 : token.i + 10] if t.text == ","), None)
    if comma is None or comma + 1 >= len(doc):
        return
    titled = any(t.lemma_.lower() in words("reporting", "phrases", "experts") for t in doc[token.i : comma])
    if not titled and doc[comma + 1].lower_ not in {"who", "a", "an", "the"}:
        return
    verb = next((t for t in ancestors(speaker) if t.pos_ in {"VERB", "AUX"}), None)
    end = comma + 1
    if not titled:
        end = next((t.i + 1 for t in doc[comma + 2 : sentence_of(token).end] if t.text == ","), 0)
    if end and (verb is None or verb.i >= comma):
        yield Cue(token, "says", speaker, set(range(end, sentence_of(token).end)))


def _picture(noun: Token) -> Iterator[Cue]:
    """ "footage of X doing …", "a video has emerged of …": the picture tells what it is of."""
    content: set[int] = set()
    hosts = [noun]
    if noun.dep_ in {"nsubj", "nsubj:pass"} and base_of(noun.head) in words("sources", "appearing"):
        hosts.append(noun.head)
    for host in hosts:
        for other in children(host, "nmod", "obl", "acl", "advcl"):
            if other.i > host.i and marked(other, "of"):
                content |= subtree(other)
                if host is not noun:
                    content |= set(range(other.left_edge.i, sentence_of(noun).end))
    if content and any(noun.doc[i].pos_ == "VERB" or noun.doc[i].pos_ == "NOUN" for i in content):
        yield Cue(noun, "says", noun, content)


def _owned(noun: Token) -> Iterator[Cue]:
    """ "in the ministry's view", "by his own account"."""
    owner = child(noun, "nmod:poss")
    if owner is not None and marked(noun, "in", "by", "on"):
        yield Cue(noun, "says", owner, _around(noun.left_edge, noun))


def _warrant(noun: Token) -> Iterator[Cue]:
    """ "The court issued a warrant for X over Y": who issues or seeks it says so of X."""
    verb, sentence = noun.head, sentence_of(noun)
    if lemma_of(verb) not in words("reporting", "clauses", "warranting") or factuality(verb) != "actual":
        return
    if any(other.lower_ == "search" for other in noun.children):
        return
    if noun.dep_ in {"obj", "obl"} and not is_passive(verb):
        speaker, start = subject(verb), noun.i + 1
    elif noun.dep_ == "nsubj:pass":
        speaker, start = agent(verb), noun.left_edge.i
    else:
        return
    if speaker is None:
        return
    end = next((c.left_edge.i for c in verb.children if c.dep_ == "conj" and c.i > noun.i), sentence.end)
    content = set(range(start, end)) - subtree(speaker)
    if content:
        yield Cue(noun, "accuses", speaker, content)


def _next_noun(doc: Doc, start: int) -> Token | None:
    if start < len(doc) and doc[start].tag_ == "VB":
        start += 1  # "court documents", taken for a verb
    for token in doc[start : start + 12]:
        if _is_prefix(token):
            continue
        if token.pos_ in NOMINAL:
            head = token
            while head.dep_ in _INSIDE and head.head.i > head.i and head.head.pos_ in NOMINAL:
                head = head.head
            return head
        if token.pos_ in {"VERB", "AUX"} and token.tag_ not in {"VBN", "VBG"}:
            return None
    return None


def _is_prefix(token: Token) -> bool:
    """Whether a word only opens a compound: "London" of "the London-based X", "state" of "state-run"."""
    if token.i + 1 >= len(token.doc) or token.whitespace_ or token.nbor(1).text not in DASHES:
        return False
    return token.pos_ in NOMINAL or (token.i + 2 < len(token.doc) and token.nbor(2).tag_ in ("VBN", "VBD"))


def _around(cue: Token, speaker: Token) -> set[int]:
    """The clause that a phrase is put into; the whole sentence where the phrase opens or ends it."""
    doc, sentence = cue.doc, sentence_of(cue)
    start, end = cue.i, _phrase_end(speaker)
    phrase = set(range(start, end))
    whole = set(range(sentence.start, sentence.end)) - phrase
    if start - sentence.start <= 2 or end >= sentence.end - 2:
        return whole
    host = speaker
    while host.i in phrase and host.head != host:
        host = host.head
    while host.i not in phrase and host.dep_ not in _CLAUSES and host.head != host:
        if host.dep_ == "conj" and child(host, "nsubj", "nsubj:pass") is not None:
            break
        host = host.head
    if host.i in phrase or host.dep_ == "ROOT":
        return whole
    return {i for i in subtree(host) if not doc[i].is_space} - phrase


def _phrase_end(speaker: Token) -> int:
    """Where the phrase around a speaker ends: the next comma outside its name, or the sentence's end."""
    doc, sentence = speaker.doc, sentence_of(speaker)
    for index in range(speaker.i + 1, sentence.end):
        token = doc[index]
        if token.is_quote or token.text in {";", ":", "—", "–"} or token.text in {".", "!", "?"}:
            return index
        if token.text == "," and not _lists_on(speaker, index):
            return index + 1
    return int(sentence.end)


def _lists_on(speaker: Token, comma: int) -> bool:
    """Whether the phrase goes on behind a comma: "X, Y and Z", "X, the minister"."""
    return any(
        c.dep_ in {"conj", "appos"} and c.i > comma and c.left_edge.i <= comma + 1 for c in speaker.children
    )
