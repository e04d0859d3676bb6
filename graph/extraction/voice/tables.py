"""The word lists of this step, read once from the TOML files beside this module."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from graph.extraction.inflection import participle, past, present


@cache
def table(name: str) -> dict[str, Any]:
    """The table of that name ("reporting", "sources", "factuality"), as nested dictionaries."""
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8"))


@cache
def words(name: str, *keys: str) -> frozenset[str]:
    """The words under the given keys: `words("reporting", "verbs", "says")`."""
    found: Any = table(name)
    for key in keys:
        found = found[key]
    return frozenset(found)


NEGATIONS = words("factuality", "negation", "words")
"""What says that something is not so: "not", "n't", "never", "no"."""


@cache
def any_of(name: str, *paths: str) -> frozenset[str]:
    """The words under any of the given keys, each written with dots: `any_of("reporting", "verbs.says")`."""
    return frozenset[str]().union(*(words(name, *path.split(".")) for path in paths))


@cache
def reporting_verbs() -> frozenset[str]:
    """Every verb that may tell of speech; of verbs with a particle the verb alone."""
    kinds = table("reporting")["verbs"]
    every = [*words("reporting", "pointing", "pleading"), *(verb for kind in kinds for verb in kinds[kind])]
    return frozenset(verb.split()[0] for verb in every)


@cache
def verb_forms() -> dict[str, str]:
    """Verbs of saying, accusing and denying by their finite forms, which lemmatizers may miss."""
    found: dict[str, str] = dict(table("reporting")["forms"]["irregular"])
    for kind in ("says", "accuses", "denies"):
        for lemma in table("reporting")["verbs"][kind]:
            if " " not in lemma:
                found |= dict.fromkeys({present(lemma), *past(lemma)}, lemma)
    return found


@cache
def verb_participles() -> dict[str, str]:
    """Verbs of saying and denying by their forms in -ing."""
    lemmas = sorted(any_of("reporting", "verbs.says", "verbs.denies"))
    return {form: lemma for lemma in lemmas if " " not in lemma for form in participle(lemma)}
