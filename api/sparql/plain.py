"""An ordinary RDF dataset, for `onus serve --plain`: its default graph is its own, not the union."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, parse

from graph.errors import DataError
from graph.refusals import refusal
from graph.sparql import check_form, tokens
from graph.store.engine import Engine

GraphName = NamedNode | DefaultGraph
Document = tuple[bytes, RdfFormat]


class Dataset(NamedTuple):
    """What an update is asked to work on (`using-graph-uri`, `using-named-graph-uri`)."""

    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()


class PlainStore:
    """Oxigraph over a directory of its own. Each method is one transaction."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._engine = Engine(path)

    def update(self, text: str, base: str, dataset: Dataset) -> None:
        """Run a SPARQL update. Raises QueryError where it does not parse or names a second dataset."""
        check_form(text, "UPDATE")
        text = with_dataset(text, dataset)
        with self._engine.writing() as store:
            try:
                store.update(text, base_iri=base)
            except SyntaxError as error:
                raise refusal(str(error), text) from error

    def holds(self, name: GraphName) -> bool:
        """Whether the graph exists; the default graph always does."""
        with self._engine.reading() as store:
            return isinstance(name, DefaultGraph) or store.contains_named_graph(name)

    def replace_graph(self, name: GraphName, documents: Sequence[Document], base: str) -> bool:
        """Make the graph hold exactly what the documents say; whether it was there before."""
        return self._write(name, documents, base, clear=True)

    def add_to_graph(self, name: GraphName, documents: Sequence[Document], base: str) -> bool:
        """Merge the documents into the graph; whether it was there before."""
        return self._write(name, documents, base, clear=False)

    def remove_graph(self, name: GraphName) -> bool:
        """Remove the graph; whether it was there."""
        existed = self.holds(name)
        with self._engine.writing() as store:
            store.remove_graph(name)
        return existed

    def checkpoint(self, path: Path) -> None:
        """Copy the store as it is now to a new folder; unchanging files are hard-linked."""
        with self._engine.writing() as store:  # it writes out first what is only in the log
            store.backup(path)

    def close(self) -> None:
        """Let go of the directory."""
        self._engine.close()

    def _write(self, name: GraphName, documents: Sequence[Document], base: str, *, clear: bool) -> bool:
        quads = [quad for document in documents for quad in parse_graph(document, base)]
        existed = self.holds(name)
        place = "DEFAULT" if isinstance(name, DefaultGraph) else f"GRAPH {name}"
        lines = [f"{quad.subject} {quad.predicate} {quad.object} ." for quad in quads]
        body = "\n".join(lines) if place == "DEFAULT" else "\n".join((f"{place} {{", *lines, "}"))
        steps = [f"CLEAR SILENT {place}"] if clear else []
        if place != "DEFAULT":
            steps.append(f"CREATE SILENT {place}")
        with self._engine.writing() as store:
            store.update(" ;\n".join((*steps, f"INSERT DATA {{ {body} }}")))
        return existed


def parse_graph(document: Document, base: str) -> list[Quad]:
    """The triples of a document. Raises DataError with the place where it does not parse."""
    data, data_format = document
    try:
        return list(
            parse(data, data_format, base_iri=base, without_named_graphs=True, rename_blank_nodes=True)
        )
    except (SyntaxError, ValueError) as error:
        raise DataError(f"the {data_format.name} does not parse: {error}") from error


def with_dataset(text: str, dataset: Dataset) -> str:
    """The update with the dataset of the request written into each of its operations as USING clauses.

    Raises QueryError where the update names a dataset itself (USING or WITH), which the protocol forbids.
    https://www.w3.org/TR/sparql11-protocol/#update-dataset
    """
    if not any(dataset):
        return text
    clauses = [f"USING <{iri}>" for iri in dataset.default_graphs]
    clauses += [f"USING NAMED <{iri}>" for iri in dataset.named_graphs]
    for iri in (*dataset.default_graphs, *dataset.named_graphs):
        if re.search(r'[<>"{}|^`\\\x00-\x20]', iri):
            raise DataError(f"not an IRI: {iri[:100]!r}")
    using = " ".join(clauses)
    pieces, done, depth, previous, opened = [], 0, 0, "", 0
    shortcut = False  # inside DELETE WHERE { … }, which takes no USING: written out in full
    for token in tokens(text):
        word = token.text.upper() if token.kind == "word" else token.text
        if depth == 0 and word in ("USING", "WITH"):
            raise refusal(f"{word} in an update whose request names its dataset")
        if word == "{":
            if depth == 0:
                opened = token.start
            depth += 1
        elif word == "}":
            depth -= 1
            if depth == 0 and shortcut:
                pattern = text[opened : token.start + 1]
                pieces += [text[done:opened], pattern, f" {using} WHERE ", pattern]
                done, shortcut = token.start + 1, False
        elif depth == 0 and word == "WHERE":
            if previous == "DELETE":
                pieces.append(text[done : token.start])
                done, shortcut = token.start + len(token.text), True
            else:
                pieces += [text[done : token.start], f"{using} "]
                done = token.start
        previous = word
    return "".join((*pieces, text[done:]))
