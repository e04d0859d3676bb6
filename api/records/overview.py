"""What stands out in the whole graph: whose word most rests on, and what is disputed most."""

from pyoxigraph import Literal

from api.models.home import Cited, Disputed
from api.records.claims import reference_to
from api.records.edges import edge_href, read_edges
from api.records.reader import Reader, number, text
from graph.ask import ask
from graph.vocabulary import relations


def cited_speakers(reader: Reader, limit: int) -> tuple[Cited, ...]:
    """The actors on whose word most claims rest."""

    def read() -> tuple[Cited, ...]:
        return tuple(
            Cited(
                **reference_to(reader, text(solution["speaker"])).model_dump(),
                claims=number(solution["claims"]),
                articles=number(solution["articles"]),
                said=f"{reader.links.path('claims')}?speaker={text(solution['speaker'])}",
            )
            for solution in ask(reader.store, "most-cited-speakers", {"limit": str(limit)})
        )

    return reader.keep(("cited", reader.links, limit), read, len)


def disputed_edges(reader: Reader, limit: int) -> tuple[Disputed, ...]:
    """Relations that some assert and some deny, those that most claims are about first."""
    found = reader.kept("disputed-edges", {"limit": Literal(limit)})
    keys = [text(solution["edge"]) for solution in found]
    rows = {row.key: row for row in read_edges(reader, keys=keys)} if keys else {}
    return tuple(
        Disputed(
            subject=reference_to(reader, rows[key].subject),
            relation=rows[key].relation,
            relation_label=relations()[rows[key].relation].label,
            object=reference_to(reader, rows[key].object),
            corroboration=rows[key].corroboration,
            href=edge_href(reader, key),
        )
        for key in keys
        if key in rows
    )
