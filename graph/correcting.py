"""A claim as a person corrects it, out of fields and values as people write them."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, replace
from typing import get_args

from graph.errors import CorrectionError
from graph.model import ACCUSATION, ActorKind, Claim, Party

ROLES = ("subject", "object", "asserter", "relay")
SETTABLE = {
    field.name: field.default
    for field in fields(Claim)
    if field.name not in ("article", "quote", "extractor", "caveat", "cue")
}
"""The fields that a correction may change, with what an empty value means for each."""

_TRUTHS = {"true": True, "yes": True, "false": False, "no": False}


def corrected(claim: Claim, others: Iterable[Claim], changes: Mapping[str, str]) -> Claim:
    """The claim with these values of fields, empty for none. Parties are looked up among the other claims.

    Of one whom they do not name, `subject_kind` (`object_kind`, …) tells the kind. Raises CorrectionError
    for an unknown field and a value that can be none of its field; what else the article and vocabulary ask
    of a claim, `extraction.gate` checks.
    """
    given = {name.strip(): _plain(name, value.strip()) for name, value in changes.items()}
    kinds = {role: given.pop(f"{role}_kind") for role in ROLES if f"{role}_kind" in given}
    for role in kinds:
        if not given.get(role):
            raise CorrectionError(f"{role}_kind goes with {role}, which is not given")
    relation = given.get("relation", claim.relation)
    known = {
        name: party for other in others for party in other.parties for name in (party.name, *party.aliases)
    }
    values: dict[str, object] = {}
    for name, value in given.items():
        if name not in SETTABLE:
            raise CorrectionError(f"no field {name[:80]!r}; there are {', '.join(SETTABLE)}")
        if not value:
            values[name] = SETTABLE[name]
            if values[name] is MISSING:
                raise CorrectionError(f"{name} cannot be empty")
        elif name in ROLES and (name, relation) != ("object", ACCUSATION):
            values[name] = _party(name, value, kinds.get(name), known)
        elif name == "deaths":
            if not re.fullmatch(r"\d{1,9}", value, re.ASCII):
                raise CorrectionError(f"deaths is a whole number, not {value[:80]!r}")
            values[name] = int(value)
        elif name == "former":
            if value.lower() not in _TRUTHS:
                raise CorrectionError(f"former is true or false, not {value[:80]!r}")
            values[name] = _TRUTHS[value.lower()]
        else:
            values[name] = value
    return replace(claim, **values)  # type: ignore[arg-type]


def _plain(name: str, value: str) -> str:
    if any(unicodedata.category(char) in ("Cc", "Cs") for char in value):
        raise CorrectionError(f"{name[:80]} has characters that no text has: {value[:80]!a}")
    return value


def _party(role: str, name: str, kind: str | None, known: Mapping[str, Party]) -> Party:
    if kind is None and name in known:
        return known[name]
    kinds: tuple[ActorKind, ...] = get_args(ActorKind)
    for candidate in kinds:
        if candidate == kind:
            return Party(name=name, kind=candidate)
    raise CorrectionError(f"{name[:80]!r} needs a kind: {role}_kind is one of {', '.join(kinds)}")
