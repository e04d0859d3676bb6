"""What decisions are about, by name, and what corrections changed."""

from collections.abc import Mapping, Sequence

from pyoxigraph import NamedNode

from api.links import local_id
from api.models.claims import Change, Claim
from api.models.common import Reference
from api.records.claims import describe_claims, reference_to
from api.records.reader import Reader
from api.records.withheld import withheld_reader
from graph import model
from graph.decisions import Decision, Review, Undoing
from graph.iris import actor_iri, is_mention, revision_iri
from graph.nodes import nodes_of
from graph.terms import NAME
from graph.vocabulary import ALT_LABEL, PREF_LABEL, relations, support_kinds, violations


def claims_reviewed(reader: Reader, decisions: Sequence[Decision]) -> Mapping[NamedNode, Claim]:
    """The claims that these decisions review, and those that they put in their place, withheld or not."""
    reviews = [each.matter for each in decisions if isinstance(each.matter, Review)]
    wanted = [iri for each in reviews for iri in (each.claim, _replacement(reader, each)) if iri]
    withheld = [iri for iri in wanted if reader.decisions.is_withheld(iri)]
    described = _described(reader, [iri for iri in wanted if iri not in withheld])
    return described | _described(withheld_reader(reader), withheld) if withheld else described


def _described(reader: Reader, claims: Sequence[NamedNode]) -> dict[NamedNode, Claim]:
    described = describe_claims(reader, [iri.value for iri in dict.fromkeys(claims)])
    return {NamedNode(claim.iri): claim for claim in described.claims}


def correction_of(
    reader: Reader, decision: Decision, claims: Mapping[NamedNode, Claim]
) -> tuple[Reference | None, tuple[Change, ...]]:
    """Which of these claims a correction put in the place of another, if that stands; what it changed."""
    review = decision.matter
    if not isinstance(review, Review) or review.correction is None:
        return None, ()
    iri = _replacement(reader, review)
    if iri is None or review.claim not in claims:
        return None, ()
    changed = _changes(claims[review.claim], review.correction)
    return claim_reference(claims[iri]) if iri in claims else None, changed


def claim_reference(claim: Claim) -> Reference:
    """A claim by its summary."""
    return Reference(iri=claim.iri, href=claim.href, name=claim.summary, kinds=("Claim",))


def reference_of_matter(reader: Reader, decision: Decision, claims: Mapping[NamedNode, Claim]) -> Reference:
    """What a decision is about: one of these claims by its summary, or whoever it is by name."""
    match decision.matter:
        case Review(claim=iri):
            if iri in claims:
                return claim_reference(claims[iri])
            return _reference(reader, iri, local_id(iri), "Claim")
        case Undoing(decision=iri):
            return _reference(reader, iri, f"decision {local_id(iri)}", "Decision")
        case matter:
            return party(reader, matter.one)


def party(reader: Reader, iri: NamedNode) -> Reference:
    """An actor or mention by name; one that was merged has no page of its own any more."""
    if is_mention(iri):
        node = nodes_of(reader.describe("described-nodes", {"nodes": [iri]})).get(iri)
        return _reference(reader, iri, (node and node.find_text(NAME)) or local_id(iri), "Mention")
    canonical = reader.decisions.identity.canonical(iri)
    if canonical == iri:
        return reference_to(reader, iri.value)
    name = _former_name(reader, iri, canonical)
    return Reference(iri=iri.value, href=None, name=name, kinds=reference_to(reader, canonical.value).kinds)


def _replacement(reader: Reader, review: Review) -> NamedNode | None:
    if review.correction is None:
        return None
    return revision_iri(reader.links.base, review.claim, review.correction)


def _changes(before: Claim, after: model.Claim) -> tuple[Change, ...]:
    kinds, codes = support_kinds(), violations()
    speaker = before.speaker.actor
    target = codes[after.object_name].label if after.object_name in codes else after.object_name
    pairs: dict[str, tuple[object, object]] = {
        "subject": (before.subject.named, after.subject.name),
        "relation": (before.relation_label, relations()[after.relation].label),
        "object": (before.object.name if before.relation == "accusedOf" else before.object.named, target),
        "stance": (before.stance, after.stance),
        "status": (before.status, after.status),
        "speaker": (speaker and speaker.named, after.asserter and after.asserter.name),
        "relay": (before.speaker.relay and before.speaker.relay.named, after.relay and after.relay.name),
        "support_kind": (
            before.support_kind and before.support_kind.label,
            after.support_kind and kinds[after.support_kind].label,
        ),
        **{name: (getattr(before, name), getattr(after, name)) for name in _SAME},
        "former": ("yes" if before.former else None, "yes" if after.former else None),
    }
    return tuple(
        Change(field=name, was=_told(was), now=_told(now)) for name, (was, now) in pairs.items() if was != now
    )


_SAME = ("mode", "victims", "place", "date", "date_end", "deaths")


def _told(value: object) -> str | None:
    return None if value is None else str(value)


def _former_name(reader: Reader, iri: NamedNode, canonical: NamedNode) -> str:
    """The name that the IRI was made of, which the actor that it was merged into has; else what it tells."""
    node = nodes_of(reader.describe("described-nodes", {"nodes": [canonical]})).get(canonical)
    names = [*node.texts(PREF_LABEL), *node.texts(ALT_LABEL)] if node else []
    kinds: tuple[model.ActorKind, ...] = ("Person", "Organization")
    for name in names:
        if iri in (actor_iri(reader.links.base, model.Party(name=name, kind=kind)) for kind in kinds):
            return name
    return local_id(iri).rpartition("-")[0].replace("-", " ")


def _reference(reader: Reader, iri: NamedNode, name: str, kind: str) -> Reference:
    return Reference(iri=iri.value, href=reader.links.href(iri), name=name, kinds=(kind,))
