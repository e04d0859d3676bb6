"""Which names are one actor: by what they tell, then by what people decided.

Pure: from a party and its article, and the standing decisions, to an IRI. The order in which articles
come plays no part.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from pyoxigraph import NamedNode

from graph.errors import IdentityError
from graph.iris import actor_iri, is_mention, mention_iri, source_iri
from graph.model import Party
from graph.naming import full_name, reference_actor
from graph.vocabulary import reference_actors


def default_actor(base: str, article: str, party: Party) -> NamedNode:
    """Whom a party of an article denotes as long as nobody decides otherwise.

    A reference actor by name; else the actor of that full name; else one that this article alone knows.
    A Source is always its article's own.
    """
    if party.kind == "Source":
        return source_iri(base, article, party.name)
    reference = reference_actor(party)
    if reference is not None:
        return reference.iri
    name = full_name(party)
    if name is None:
        return actor_iri(base, party, article=article)
    return actor_iri(base, replace(party, name=name))


@dataclass(frozen=True, slots=True)
class Same:
    """A standing decision that `one` (an actor, or a mention in one article) is the actor `other`."""

    one: NamedNode
    other: NamedNode


@dataclass(frozen=True, slots=True)
class Apart:
    """A standing decision that `one` (an actor, or a mention in one article) is not the actor `other`."""

    one: NamedNode
    other: NamedNode


@dataclass(frozen=True, slots=True)
class Identity:
    """The standing decisions of identity, in the order they were made; none of them by default.

    Raises IdentityError where they contradict each other: actors both merged and kept apart, or two
    reference actors merged.
    """

    base: str
    merges: tuple[Same, ...] = ()
    separations: tuple[Apart, ...] = ()
    _canonical: Mapping[NamedNode, NamedNode] = field(init=False, repr=False, compare=False)
    _apart: Mapping[NamedNode, frozenset[NamedNode]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        canonical = _canonical_of(merge for merge in self.merges if not is_mention(merge.one))
        for merge in self.merges:
            if is_mention(merge.one):
                canonical[merge.one] = canonical.get(merge.other, merge.other)
        apart: dict[NamedNode, set[NamedNode]] = {}
        for separation in self.separations:
            one = canonical.get(separation.one, separation.one)
            other = canonical.get(separation.other, separation.other)
            if one == other:
                ends = f"{separation.one.value} and {separation.other.value}"
                raise IdentityError(f"{ends} are kept apart, so they cannot be one")
            apart.setdefault(separation.one, set()).add(other)
        object.__setattr__(self, "_canonical", canonical)
        object.__setattr__(self, "_apart", {one: frozenset(others) for one, others in apart.items()})

    def canonical(self, iri: NamedNode) -> NamedNode:
        """The actor that an actor (or a mention decided upon) is taken to be: itself by default."""
        return self._canonical.get(iri, iri)

    def resolve(self, article: str, party: Party) -> NamedNode:
        """The actor, or the article's own source, that a party of that article denotes.

        Raises IdentityError where a mention is kept apart from whom it was merged with.
        """
        if party.kind == "Source":
            return source_iri(self.base, article, party.name)
        mention = mention_iri(self.base, article, party)
        apart = self._apart.get(mention, frozenset())
        if mention in self._canonical:
            return self._canonical[mention]
        actor = self.canonical(default_actor(self.base, article, party))
        if actor not in apart:
            return actor
        local = self.canonical(actor_iri(self.base, party, article=article))
        if local in apart:
            raise IdentityError(f"{mention.value} is kept apart from {local.value}, so it cannot be that")
        return local


def _canonical_of(merges: Iterable[Same]) -> dict[NamedNode, NamedNode]:
    """For everything merged, the actor it is: the group's reference actor, else the last merge's target."""
    groups: dict[NamedNode, list[NamedNode]] = {}  # each member to its group, shared; the head first
    for merge in merges:
        kept = groups.get(merge.other, [merge.other])
        joined = groups.get(merge.one, [merge.one])
        if kept is joined:
            continue
        kept.extend(joined)
        for member in kept:
            groups[member] = kept
    references = reference_actors()
    canonical = {}
    for member, group in groups.items():
        known = [actor for actor in group if actor in references]
        if len(known) > 1:
            raise IdentityError(f"{known[0].value} and {known[1].value} are two reference actors, never one")
        canonical[member] = known[0] if known else group[0]
    return canonical
