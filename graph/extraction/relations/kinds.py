"""Kinds of actors that may stand on one side of a relation, and the states that an article tells of."""

from __future__ import annotations

from graph.extraction.document import Actor, Document

BANDS = frozenset({"ArmedGroup", "Organization"})
"""Those who may be rebels: little tells an armed band from an organisation."""
FORCES = frozenset({"ArmedGroup", "GovernmentBody"})
"""Those who may be a state's army, police or office."""
GROUPS = BANDS | FORCES
BELLIGERENTS = GROUPS | {"Person", "State"}
"""Those who fight, give orders to fire, and arm others: no courts, no media."""
ORGANIZATIONS = GROUPS | {"NonGovernmentalOrganization"}
COLLECTIVES = ORGANIZATIONS | {"IntergovernmentalOrganization"}
"""Whatever people or states join: no state, court or medium."""
BODIES = COLLECTIVES | {"Court", "MediaOrganization", "State"}
"""All but people and sources."""


def states_told(document: Document) -> list[Actor]:
    """The states of an article, that of which it speaks most first."""
    states = (actor for actor in document.actors if actor.kind == "State")
    return sorted(states, key=lambda actor: -len(actor.mentions))
