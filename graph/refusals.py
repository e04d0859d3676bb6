"""What an engine says of SPARQL that it does not take, in one line for people."""

import re
from itertools import pairwise

from graph.errors import QueryError
from graph.sparql import tokens

_PLAINLY = {"IRI parsing failed": "an IRI is malformed, or relative without a BASE"}
"""What the engine says that needs other words."""


def refusal(message: str, text: str = "") -> QueryError:
    """An engine's complaint about a text as one line; of a parser's the position, and what is wrong where
    that can be told without the words of the text."""
    if position := re.search(r"error at (\d+):(\d+)", message):
        place = f"SPARQL does not parse at line {position[1]}, column {position[2]}"
        return QueryError(": ".join(filter(None, (place, _amiss(message, text)))))
    if position := re.search(r"SPARQL compiler, line (\d+): syntax error", message):  # Virtuoso
        return QueryError(f"SPARQL does not parse at line {position[1]}")
    return QueryError(f"the engine refuses the SPARQL: {message.strip().partition(chr(10))[0][:300]}")


def _amiss(message: str, text: str) -> str:
    """What a parser of Oxigraph's finds wrong; nothing where it only lists what might have followed."""
    expected = " ".join(message.split()).partition("expected ")[2].removeprefix("one of ")
    listed = expected.split(", ")
    said = [each for each in listed if re.fullmatch(r"[A-Z][A-Za-z]*(?: [A-Za-z*]+){2,}", each)]
    if said != ["Prefix not found"] and said:
        return "; ".join(_PLAINLY.get(each, each) for each in said)
    if undeclared := _undeclared_prefix(text):
        return f"the prefix {undeclared} is not declared"
    if said:
        return "a prefix is not declared"
    signs = [each.strip('"') for each in listed if each != "[_]"]  # any character
    if not signs or any(re.search(r"[\w\s\\\[\]]", each) for each in signs):
        return ""
    return f"expected {'one of ' if len(signs) > 1 else ''}{' '.join(signs)}"


def _undeclared_prefix(text: str) -> str | None:
    found = list(tokens(text))
    declared = {after.text for token, after in pairwise(found) if token.text.upper() == "PREFIX"}
    for before, token in pairwise(found):
        prefix = token.text.partition(":")[0] + ":"
        if token.kind == "prefixed" and prefix not in declared and before.text != "<":  # of no IRI
            return prefix[:40]
    return None
