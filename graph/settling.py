"""One article's claims made one of each: one party a name, one claim an IRI."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import fields, replace
from typing import get_args

from graph.iris import claim_iri
from graph.model import ActorKind, Claim, Party


def settle(claims: Iterable[Claim], base: str) -> list[Claim]:
    """The claims with each party in one form, and those of one IRI merged, in order of their IRIs.

    Of claims with equal IRI the first in the text stays, and takes details that it lacks from the next.
    Cues, which are not stored, are left out.
    """
    groups: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in unify(claims):
        groups[claim_iri(base, claim).value].append(replace(claim, cue=None))
    return [_merge(groups[iri]) for iri in sorted(groups)]


def unify(claims: Iterable[Claim], *, known: Iterable[Party] = ()) -> list[Claim]:
    """The claims with one party for each name of a person, of a body and of a source.

    It is the one in `known`; else it has the most telling kind, and all aliases in order.
    """
    claims = list(claims)
    forms: defaultdict[tuple[str, str], set[Party]] = defaultdict(set)
    for claim in claims:
        for party in claim.parties:
            forms[_form(party)].add(party)
    unified = {form: _unified(parties) for form, parties in forms.items()}
    unified |= {_form(party): party for party in known}

    def one(party: Party) -> Party:
        return unified[_form(party)]

    return [
        replace(
            claim,
            subject=one(claim.subject),
            object=claim.object if isinstance(claim.object, str) else one(claim.object),
            asserter=claim.asserter and one(claim.asserter),
            relay=claim.relay and one(claim.relay),
        )
        for claim in claims
    ]


def _form(party: Party) -> tuple[str, str]:
    return party.name, party.kind if party.kind in ("Person", "Source") else "body"


def _unified(parties: Iterable[Party]) -> Party:
    parties = list(parties)
    order = get_args(ActorKind)  # the catch-all Organization after all other kinds of body
    kind = min((party.kind for party in parties), key=order.index)
    aliases = {alias for party in parties for alias in party.aliases} - {parties[0].name}
    return Party(name=parties[0].name, kind=kind, aliases=tuple(sorted(aliases)))


def _merge(claims: list[Claim]) -> Claim:
    first, *others = sorted(claims, key=lambda claim: (claim.quote.start, claim.quote.end, repr(claim)))
    for other in others:
        missing = {
            field.name: getattr(other, field.name)
            for field in fields(Claim)
            if getattr(first, field.name) is None or getattr(first, field.name) is False
        }
        first = replace(first, **missing)
    return first
