"""Where on this server the things of the graph are: between IRIs and paths, whatever the host."""

from dataclasses import dataclass
from urllib.parse import quote

from pyoxigraph import NamedNode

from ontology import VOCABULARY

_NOUNS = {"violation/": "violations/", "actor/": "actors/"}
"""Vocabulary IRIs that have a REST noun of their own; all others stand at their own path."""

_TAKEN = frozenset({
    "actors", "articles", "claims", "decisions", "docs", "graphs", "health", "metrics", "network", "ontology",
    "paths", "queries", "search", "sources", "sparql", "static", "timeline", "violations",
})  # fmt: skip
"""Paths of the service: a term of such a name has its place on the page of the vocabulary."""


@dataclass(frozen=True, slots=True)
class Links:
    """Paths for IRIs. `base` is the store's data base, `root` the path under which the service stands."""

    base: str
    root: str = ""

    def href(self, iri: NamedNode | str) -> str | None:
        """The path of a thing on this server; None for an IRI of somebody else."""
        text = iri if isinstance(iri, str) else iri.value
        if text.startswith(self.base):
            return f"{self.root}/{quote(text.removeprefix(self.base), safe='/#:@!$&()*+,;=~')}"
        if not text.startswith(VOCABULARY):
            return None
        local = text.removeprefix(VOCABULARY)
        for prefix, noun in _NOUNS.items():
            if local.startswith(prefix):
                return f"{self.root}/{noun}{local.removeprefix(prefix)}"
        if local in _TAKEN:
            return f"{self.root}/ontology#{local}"
        return f"{self.root}/{local}" if local else f"{self.root}/ontology"

    def path(self, path: str) -> str:
        """A path of the service, below where it stands."""
        return f"{self.root}/{path}"

    def iri(self, noun: str, identifier: str) -> NamedNode | None:
        """The IRI of data with that id: `iri("claims", "1f0c")`. None where no IRI can be made of it."""
        try:
            return NamedNode(f"{self.base}{noun}/{identifier}")
        except ValueError:
            return None


def local_id(iri: NamedNode | str) -> str:
    """The id in a path: the last segment of the IRI."""
    text = iri if isinstance(iri, str) else iri.value
    return text.rstrip("/").rsplit("/", 1)[-1]
