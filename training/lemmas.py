"""Lemma tables: WordNet's rules and words, corrected by the forms the treebanks attest."""

from __future__ import annotations

from collections import Counter, defaultdict

from spacy.lookups import Lookups, load_lookups

from training.treebanks import Paragraph

_LEAST = 2  # times a form must be seen
_MAJORITY = 0.7  # share of them with one lemma


def wordnet_tables() -> Lookups:
    """WordNet's words and exceptions with suffix rules, from the package spacy-lookups-data."""
    return load_lookups("en", ["lemma_rules", "lemma_exc", "lemma_index"])


def correct_lemmas(tables: Lookups, paragraphs: list[Paragraph]) -> None:
    """Adds to the tables of spaCy's rule lemmatizer what the treebanks attest.

    A form that the treebanks give one lemma becomes an exception of its part of speech: so auxiliaries,
    pronouns and contracted forms, which WordNet does not hold, have lemmas too.
    """
    exceptions = tables.get_table("lemma_exc")
    for (pos, form), lemmas in sorted(_attested(paragraphs).items()):
        lemma, times = min(lemmas.items(), key=lambda item: (-item[1], item[0]))
        if times >= _LEAST and times >= _MAJORITY * sum(lemmas.values()):
            exceptions.setdefault(pos, {})[form] = [lemma]


def _attested(paragraphs: list[Paragraph]) -> dict[tuple[str, str], Counter[str]]:
    attested: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for paragraph in paragraphs:
        for sentence in paragraph.sentences:
            for token in sentence.tokens:
                if token.upos in {"PROPN", "PUNCT", "SYM", "NUM", "X", "_"}:
                    continue
                form = token.form.lower()
                lemma = token.lemma if token.form == "I" else token.lemma.lower()
                for variant in {form, form.replace("'", "\u2019"), form.replace("\u2019", "'")}:
                    attested[token.upos.lower(), variant][lemma] += 1
    return attested
