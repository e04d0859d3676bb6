"""Which words of a body's name its article calls it by."""

from __future__ import annotations

from spacy.tokens import Doc

from graph.extraction.actors import lexicon
from graph.extraction.actors.cluster import Cluster
from graph.extraction.actors.forms import SMALL_WORDS, is_short_form, without_small_words
from graph.extraction.actors.keys import Key, key_of
from graph.extraction.actors.name import Name
from graph.extraction.actors.runs import POSSESSIVES

EARLY = 400
"""Characters by which a word alone is too far before a name to be its short form."""


class ShortForms:
    """Where one text first has each name of a body, and which single words it introduces as names."""

    def __init__(self, doc: Doc, names: list[Name], bodies: list[Name], with_acronym: set[Key]) -> None:
        self.doc = doc
        self.with_acronym = with_acronym
        self.first: dict[Key, int] = {}
        self.introduced: set[Key] = set()
        state_ends = {name.span.end for name in names if name.kind == "State"}
        for name in bodies:
            bare = without_small_words(key_of(name.words))
            self.first.setdefault(bare, name.span.start_char)
            if len(bare) == 1 and self._is_introduced(name, state_ends):
                self.introduced.add(bare)

    def shortens(self, bare: Key, whole: Key, cluster: Cluster) -> bool:
        """Whether words of a body's name are its short form: "Wagner" of "Wagner Group", not all parts."""
        if not is_short_form(bare, whole):
            return False
        words = without_small_words(whole)
        if words[-1:] == bare and (bare in self.introduced or self._is_an_army(bare, cluster)):
            return False
        telling = lexicon.body_kind(" ".join(bare)) is not None
        if words[: len(bare)] != bare or len(words) == len(bare):
            early = len(bare) == 1 and self.first[bare] + EARLY < cluster.starts[0]
            return not early and (telling or len(bare) > 1 or words[-1] == bare[0])
        if words[-1] in lexicon.words().descriptors:
            return True
        if not telling and whole[len(bare)] not in SMALL_WORDS and lexicon.body_kind(" ".join(whole)):
            return False  # what is of a place, or bears its name: "Lee County Jail"
        return self.first[bare] >= cluster.starts[0]

    def _is_an_army(self, bare: Key, cluster: Cluster) -> bool:
        """Whether "the Army" is none of the rebels' who have an acronym: "the New People's Army (NPA)"."""
        groups = lexicon.groups()
        if bare[0] not in groups.armies or any(lexicon.demonym(key[0]) for key in cluster.keys):
            return False
        return any(key in self.with_acronym or groups.rebellious & {*key} for key in cluster.keys)

    def _is_introduced(self, name: Name, state_ends: set[int]) -> bool:
        """Whether words before a name tell who it is: "Lebanon's Hezbollah", "the rebel group Hezbollah"."""
        before = name.span.start - 1
        if before < 1:
            return False
        if self.doc[before].text in POSSESSIVES:
            return before in state_ends
        return self.doc[before].lower_ in lexicon.groups().collective and self.doc[before].tag_ == "NN"
