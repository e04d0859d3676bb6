"""A claim as one JSON text, and back: how a correction keeps what a person put in a claim's place."""

import json
from dataclasses import asdict
from typing import Any

from graph.errors import DataError
from graph.model import Claim, Party, Quote


def write_claim(claim: Claim) -> str:
    """The claim as a JSON object with sorted keys, without what it lacks."""
    fields = {name: value for name, value in asdict(claim).items() if value is not None}
    return json.dumps(fields, ensure_ascii=False, sort_keys=True)


def read_claim(text: str) -> Claim:
    """The claim that `write_claim` wrote. Raises DataError for anything else."""
    try:
        fields: dict[str, Any] = json.loads(text)
        for name in ("subject", "object", "asserter", "relay"):
            if isinstance(fields.get(name), dict):
                party = fields[name]
                fields[name] = Party(**(party | {"aliases": tuple(party.get("aliases", ()))}))
        for name in ("quote", "caveat", "cue"):
            if isinstance(fields.get(name), dict):
                fields[name] = Quote(**fields[name])
        return Claim(**fields)
    except (ValueError, TypeError, AttributeError) as error:
        raise DataError(f"not a claim in JSON: {text[:80]!r}") from error
