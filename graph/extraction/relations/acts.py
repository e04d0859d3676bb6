"""Words for alleged violations in a text, by the labels of the violation scheme.

A violation's labels are lemmas, alone or in phrases. Nouns stand together ("war crime"); after a verb the
rest of its phrase follows within a few words ("set the village on fire"). Labels "with victims" name the
violation only together with one of its victim words; the cue tells which of the two it found.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from graph.extraction.document import Document
from graph.extraction.inflection import participle, past
from graph.extraction.relations.grounds import CORRUPTION, ENABLING, OTHER, enabled_acts, other_grounds
from graph.extraction.relations.idioms import IDIOM, told_by_idiom
from graph.extraction.relations.tables import words as word_list
from graph.extraction.relations.tree import Tree
from graph.extraction.relations.victims import TOLD_BY_VICTIM, Strength, told_victim
from graph.vocabulary import violations

REACH = 7
"""How many words after a word of a verb's label the next may stand."""
GAP = 6
"""How many words after a word of a noun's label the next may stand."""
PASSED = frozenset({"DET", "PUNCT", "ADJ", "ADP", "PRON"})
MODIFYING = frozenset({"compound", "nmod:poss", "case"})
"""What may stand between two words of a noun's label: by part of speech, by dependency."""

BREACHED = {"armsEmbargoViolation": "embargoes", "ceasefireViolation": "truces"}
"""The words for what some acts breach, of which the article must tell."""
MODIFIERS = frozenset({"amod", "compound"})
PENALTY = 10
"""Words back from a penalty to the word of sentencing."""
PENALTIES = frozenset({"enslavement", "unlawfulKilling"})
"""What people may be sentenced to: forced labour, death."""
COMPLICITY, MERCENARIES = "complicity", "useOfMercenaries"
DONE_ALONE = frozenset({COMPLICITY, CORRUPTION, OTHER})
"""Acts in which nobody is said to have a hand: "instigated illegal protests", "allowed bribery"."""


@dataclass(frozen=True, slots=True)
class Act:
    """One place that tells of an act: its words, the anchor first, and the code it speaks for."""

    words: tuple[int, ...]
    code: str
    strength: Strength
    verbal: bool
    label: str


@dataclass(frozen=True, slots=True)
class Label:
    code: str
    words: tuple[str, ...]
    verbal: bool
    with_victims: bool


AGAINST = frozenset({"anti", "counter", "non"})
"""In front of an act these name what is done against it: "anti-kidnapping unit"."""

HARMLESS = frozenset({("whip", "up"), ("lash", "out")})
"""Verbs that do no violence with a particle behind them: "whipped up tension", "lashed out at critics"."""
SMALL_WORDS = word_list("words", "small")
FOUGHT, FIGHTERS = word_list("accusedOf", "fought"), word_list("accusedOf", "fighters")


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


def find_acts(document: Document, tree: Tree) -> list[Act]:
    """Every act named in the text, one for each place and code, the strongest label for it."""
    index, vague, moving = labels_by_word(), word_list("accusedOf", "vague"), word_list("accusedOf", "moved")
    untold = _untold(tree)
    best: dict[tuple[int, str], Act] = {}
    for start in range(tree.end):
        if start and tree.lower[start - 1] in AGAINST:
            continue
        if start > 1 and tree.lower[start - 1] == "-" and tree.lower[start - 2] in AGAINST:
            continue
        words_here = {tree.lemma[start], tree.lower[start]}
        if tree.pos[start] in ("VERB", "ADJ"):
            words_here.add(verb_forms().get(tree.lower[start], tree.lower[start]))
        for word in sorted(words_here):
            for label in index.get(word, ()):
                if label.with_victims and label.code in untold:
                    continue
                words = _match(label, start, tree)
                if words is None or _names_another(max(words), tree):
                    continue
                anchor = _verb(words, tree) if label.verbal else _head(words, tree)
                if _is_told_of_kin(anchor, tree) or _is_rebuttal(anchor, tree):
                    continue
                if label.code == MERCENARIES and not label.verbal and _is_called(anchor, document, tree):
                    continue
                if label.code in PENALTIES and _is_penalty(min(words), tree):
                    continue
                strength: Strength = "named"
                if label.with_victims or _has_target(anchor, tree):
                    strength = told_victim(label.code, anchor, document, tree)
                    if strength == "bare" and label.code in TOLD_BY_VICTIM:
                        continue
                    if strength != "victim" and label.words[0] in vague and not label.words[1:]:
                        continue
                    if strength != "victim" and label.words[0] in moving and len(label.words) == 2:
                        continue
                act = Act(
                    (anchor, *(w for w in words if w != anchor)),
                    label.code,
                    strength,
                    label.verbal,
                    " ".join(label.words),
                )
                known = best.get((anchor, label.code))
                if known is None or _rank(act) > _rank(known):
                    best[anchor, label.code] = act
    for verb in enabled_acts([anchor for anchor, code in best if code not in DONE_ALONE], tree):
        best.setdefault((verb, COMPLICITY), Act((verb,), COMPLICITY, "named", True, ENABLING))
    for ground, code, kind in other_grounds(best, tree):
        best[ground, code] = Act((ground,), code, "named", tree.pos[ground] == "VERB", kind)
    for place, code in list(told_by_idiom(best, tree)):
        best[place, code] = Act((place,), code, "victim", tree.pos[place] == "VERB", IDIOM)
    return [best[key] for key in sorted(best)]


def _untold(tree: Tree) -> set[str]:
    """The codes whose labels with victims tell nothing here: "sent guns", with no word of an embargo."""
    lemmas = {*tree.lemma, *tree.lower}
    return {
        code for code, breached in BREACHED.items() if lemmas.isdisjoint(word_list("accusedOf", breached))
    }


def _is_called(noun: int, document: Document, tree: Tree) -> bool:
    """Whether a noun only tells what a named body is: "the private military contractor known as X"."""
    mention = document.mention_of.get(noun)
    if mention is None or mention.form != "description" or tree.tag[noun] == "NNS":
        return False
    return any(other.form == "name" for other in mention.actor.mentions)


def _is_told_of_kin(noun: int, tree: Tree) -> bool:
    """Whether a noun only tells whose families are meant: "threatened relatives of the disappeared"."""
    if tree.lower[noun] != "disappeared" or tree.dep[noun] != "nmod":
        return False
    return tree.lemma[tree.head[noun]] in word_list("accusedOf", "kin")


def _is_rebuttal(word: int, tree: Tree) -> bool:
    """Whether an adjective only tells what a report is called: "rejected it as politically motivated"."""
    if "as" not in tree.markers(word):
        return False
    verbs = (verb for verb in tree.ancestors(word) if tree.lemma[verb] in word_list("accusedOf", "rebut"))
    told = (noun for verb in verbs for noun in tree.patients(verb))
    return any(tree.lemma[noun] in word_list("accusedOf", "reports") for noun in told)


def _is_penalty(start: int, tree: Tree) -> bool:
    """Whether an act is what somebody is sentenced to: "ten years of forced labour"."""
    before = range(max(start - PENALTY, tree.spans[tree.sentence[start]][0]), start)
    judged = next((i for i in reversed(before) if tree.lemma[i] in ("sentence", "condemn")), -1)
    return judged >= 0 and "to" in tree.lower[judged + 1 : start] and "for" not in tree.lower[judged:start]


def _has_target(noun: int, tree: Tree) -> bool:
    """Whether a noun tells what it tells of by its target alone: "assault on Kyiv"."""
    aimed = tree.lemma[noun] in word_list("accusedOf", "aimed")
    return aimed and bool(tree.marked(noun, ("on", "against"), "nmod"))


def _names_another(last: int, tree: Tree) -> bool:
    """Whether the noun of an act only names what stands behind it: "riot police", "detention centre"."""
    if tree.pos[last] == "VERB" or last + 1 >= tree.end:
        return False
    if tree.lower[last] == "corruption" and tree.lower[last + 1 : last + 3] == ["on", "earth"]:
        return True  # as Iran calls what it hangs people for
    if tree.lower[last] == "detention" and tree.dep[last] == "compound":
        return tree.lemma[last + 1] in word_list("accusedOf", "custody")
    if tree.lower[last] not in FOUGHT:
        return False
    return tree.lemma[last + 1] in FIGHTERS or tree.lower[last + 1] in FIGHTERS


def _verb(words: tuple[int, ...], tree: Tree) -> int:
    """The word that the others hang on: the verb of "arbitrarily detained"."""
    return words[1] if len(words) > 1 and tree.pos[words[0]] == "ADV" else words[0]


def _head(words: tuple[int, ...], tree: Tree) -> int:
    """The noun that the others hang on: "attacks" of "attacks on civilians", "crimes" of "war crimes"."""
    preposition = next((place for place, word in enumerate(words) if tree.pos[word] == "ADP"), 0)
    first = words[: preposition or len(words)]
    nouns = [word for word in first if tree.pos[word] in ("NOUN", "PROPN")] or words
    return min(nouns, key=lambda word: (sum(1 for _ in tree.ancestors(word)), -word))


def _rank(act: Act) -> tuple[int, int, str]:
    return (("bare", "near", "victim", "named").index(act.strength), len(act.words), act.label)


def _match(label: Label, start: int, tree: Tree) -> tuple[int, ...] | None:
    if not label.verbal:
        return _match_noun(label.words, start, tree)
    adverbial = len(label.words) > 1 and tree.pos[start] == "ADV"
    if tree.pos[start] not in ("VERB", "AUX", "ADJ") and not adverbial:
        return None
    if tree.lower[start] == "armed" and tree.dep[start] in MODIFIERS:
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
