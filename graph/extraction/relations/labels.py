"""The labels of violations, and where a text has their words.

A label's words are lemmas. Those of a noun stand together ("war crime"); after a verb the rest of its phrase
follows within a few words ("set the village on fire").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from graph.extraction.inflection import participle, past
from graph.extraction.relations.tables import words as words_of
from graph.extraction.relations.tree import Tree
from graph.vocabulary import violations

REACH = 7
"""How many words after a word of a verb's label the next may stand."""
GAP = 6
"""How many words after a word of a noun's label the next may stand."""
PASSED = frozenset({"DET", "PUNCT", "ADJ", "ADP", "PRON"})
MODIFYING = frozenset({"compound", "nmod:poss", "case"})
"""What may stand between two words of a noun's label: by part of speech, by dependency."""
HARMLESS = frozenset({("whip", "up"), ("lash", "out")})
"""Verbs that do no violence with a particle behind them: "whipped up tension", "lashed out at critics"."""
SMALL_WORDS = words_of("words", "small")


@dataclass(frozen=True, slots=True)
class Label:
    """One label of a violation: its words, whether of a verb, and whether it tells only with a victim."""

    code: str
    words: tuple[str, ...]
    verbal: bool
    with_victims: bool


@cache
def labels_by_word() -> dict[str, tuple[Label, ...]]:
    """Every label of every violation by the first word of it, longest first."""
    index: defaultdict[str, set[Label]] = defaultdict(set)
    for code, violation in sorted(violations().items()):
        groups = (
            (violation.alt_labels, False, False),
            ((violation.label,), False, False),
            (violation.verb_labels, True, False),
            (violation.nouns_with_victims, False, True),
            (violation.verbs_with_victims, True, True),
        )
        for texts, verbal, with_victims in groups:
            for text in texts:
                words = tuple(text.lower().replace("-", " ").split())
                if words[0] == "be" and len(words) > 1:
                    words = words[1:]
                index[words[0]].add(Label(code, words, verbal, with_victims))
    return {
        word: tuple(
            sorted(labels, key=lambda label: (-len(label.words), label.words, label.code, label.verbal))
        )
        for word, labels in sorted(index.items())
    }


@cache
def verb_forms() -> dict[str, str]:
    """The verbs of labels by their regular forms, which lemmatizers may take for other verbs': "raped"."""
    verbs = sorted(
        {label.words[0] for labels in labels_by_word().values() for label in labels if label.verbal}
    )
    found: dict[str, str] = {}
    for verb in verbs:
        found |= dict.fromkeys((past(verb) | participle(verb)) - set(verbs), verb)
    return found


def match(label: Label, start: int, tree: Tree) -> tuple[int, ...] | None:
    """The words of a text, from one on, that a label is found in."""
    if not label.verbal:
        return _match_noun(label.words, start, tree)
    adverbial = len(label.words) > 1 and tree.pos[start] == "ADV"
    if tree.pos[start] not in ("VERB", "AUX", "ADJ") and not adverbial:
        return None
    if tree.lower[start] == "armed" and tree.dep[start] in ("amod", "compound"):
        return None  # "the armed forces"
    if (tree.lemma[start], *tree.lower[start + 1 : start + 2]) in HARMLESS:
        return None
    if label.words[0] == "deny" and tree.kids(start, "ccomp", "xcomp"):
        return None  # "denied that it had blocked aid"
    found = _match_verb(label.words, start, tree)
    if found is None and not adverbial:
        found = _match_passive(label.words, start, tree)
    if found and len(found) > 1 and tree.dep[start] == "amod" and tree.head[start] not in found:
        return None  # "forced transfers of children": not children who are forced
    if found and adverbial and (tree.pos[found[1]] not in ("VERB", "ADJ") or found[1] > start + 2):
        return None
    return found


def _match_noun(words: Sequence[str], start: int, tree: Tree) -> tuple[int, ...] | None:
    """A noun's label, also where its later nouns have modifiers: "violation of the UN arms embargo"."""
    if len(words) == 1 and tree.pos[start] in ("VERB", "AUX"):
        return None
    found = [start]
    stop = tree.spans[tree.sentence[start]][1]
    for word in words[1:]:
        position = found[-1] + 1
        limit = min(stop, position + GAP)
        while position < limit and word not in (tree.lemma[position], tree.lower[position]):
            if tree.pos[position] not in PASSED and tree.dep[position] not in MODIFYING:
                return None
            position += 1
        if position >= limit:
            return None
        found.append(position)
    return tuple(found)


def _match_verb(words: Sequence[str], start: int, tree: Tree) -> tuple[int, ...] | None:
    """A verb's label, each word of it a little behind the one before; small words may be missing."""
    found = [start]
    stop = tree.spans[tree.sentence[start]][1]
    for word in words[1:]:
        position, limit = found[-1] + 1, min(stop, found[-1] + REACH)
        while position < limit and word not in (tree.lemma[position], tree.lower[position]):
            position += 1
        if position < limit:
            found.append(position)
        elif word not in SMALL_WORDS or word == words[-1] == "into":
            return None  # "forced transfers of children": not "forced children into"
    last = tree.first_conjunct(found[-1])
    if words[0] == "make" and tree.pos[last] == "VERB" and tree.head[last] != start:
        return None  # "made plans to build a road"
    return tuple(found) if len(found) > 1 or len(words) == 1 else None


def _match_passive(words: Sequence[str], start: int, tree: Tree) -> tuple[int, ...] | None:
    """A verb's label whose object is the subject of the passive: "the embargo has been broken"."""
    if len(words) == 1 or not tree.is_passive(start):
        return None
    for patient in tree.patients(start):
        phrase = {tree.lemma[word]: word for word in (*tree.children[patient], patient)}
        if words[-1] == tree.lemma[patient] and all(word in phrase for word in words[1:]):
            return (start, *(phrase[word] for word in words[1:]))
    return None
