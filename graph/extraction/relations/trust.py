"""Which candidates their words bear out by themselves, whatever the weights say."""

from __future__ import annotations

from graph.extraction.relations.candidates import Candidate
from graph.extraction.relations.patterns import trusted_patterns
from graph.extraction.relations.roles import TRUSTED
from graph.extraction.relations.tables import words
from graph.model import ACCUSATION

BROADEST = "humanRightsViolations"
"""What is recorded only where nothing more particular is told, and so never for certain."""
BELIEVED = TRUSTED | {
    f"{relation}/{how}" for relation in ("sanctionedBy", "wantedBy") for how in ("listed", "alike")
}


def is_trusted(candidate: Candidate) -> bool:
    """Whether the words that tie a candidate together bear it out by themselves."""
    if candidate.relation == ACCUSATION:
        tie = candidate.tie
        return (
            tie.path in words("accusedOf", "trusted")
            and tie.strength == "named"
            and candidate.subject.kind != "Person"
            and candidate.object != BROADEST
            and words("accusedOf", "befall").isdisjoint(tie.label.split())
        )
    return candidate.pattern in BELIEVED or candidate.pattern in trusted_patterns()


def is_outright(accusation: Candidate) -> bool:
    """Whether it is an act that is named outright and hangs directly on the accused."""
    if accusation.relation != ACCUSATION:
        return False
    tie = accusation.tie
    return tie.path in ("subject", "possessor", "by", "liable") and tie.strength == "named"
