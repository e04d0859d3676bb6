"""The forms of English verbs by rule, for words that lemmatizers may take for other ones."""

from __future__ import annotations

import re

_HISSING = re.compile(r"(?:s|x|z|ch|sh|[^aeiou]o)$")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")
_VOWELS = re.compile(r"[aeiouy]+")
_SHORT = re.compile(r"(?:^|[^aeiou]|qu)[aeiou][bcdfgklmnprtvz]$")


def present(verb: str) -> str:
    """The form in -s: "denies", "dismisses", "says"."""
    if _CONSONANT_Y.search(verb):
        return verb[:-1] + "ies"
    return verb + ("es" if _HISSING.search(verb) else "s")


def past(verb: str) -> set[str]:
    """The forms in -ed; of longer verbs that may double their last letter both: "visited", "visitted"."""
    if _CONSONANT_Y.search(verb):
        return {verb[:-1] + "ied"}
    return {form + "ed" for form in _stems(verb.removesuffix("e"), verb)}


def participle(verb: str) -> set[str]:
    """The forms in -ing, as those of `past`: "denying", "agreeing", "admitting"."""
    if verb.endswith("ie"):
        return {verb[:-2] + "ying"}
    bare = verb if verb.endswith(("ee", "oe", "ye")) else verb.removesuffix("e")
    return {form + "ing" for form in _stems(bare, verb)}


def _stems(stem: str, verb: str) -> set[str]:
    """What the ending is put to: "rob" doubles, "admit" does too and "visit" not, by their stress."""
    if stem != verb or not _SHORT.search(verb):
        return {stem}
    return {stem + stem[-1]} if len(_VOWELS.findall(verb)) == 1 else {stem, stem + stem[-1]}
