"""What a check of a store has found wrong."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong: in which article (its IRI) and with which node of it, where that is known."""

    message: str
    article: str | None = None
    node: str | None = None

    def __str__(self) -> str:
        return ": ".join(filter(None, (self.node or self.article, self.message)))
