"""SPARQL text: its tokens, its form, its parameters, and whether it would fetch addresses.

A parameter is written `$name` and a variable `?name`; to SPARQL itself the two are one. `bind` puts
serialised terms in the place of parameters, so that a value is always one term and never syntax.

Grammar: https://www.w3.org/TR/sparql11-query/#sparqlGrammar
"""

import re
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal as OneOf
from typing import NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graph.errors import ForbiddenQueryError, ParameterError, QueryError

Term = NamedNode | BlankNode | Literal | Triple
QueryForm = OneOf["SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "UPDATE"]

QUERY_FORMS: tuple[QueryForm, ...] = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
UPDATE_KEYWORDS = frozenset(
    ["INSERT", "DELETE", "WITH", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY"]
)
KNOWN_SHAPES = 256
"""How many texts' shapes are kept: clients ask the same again and again."""

XSD_INTEGER = "http://www.w3.org/2001/XMLSchema#integer"

_LISTS = {"VALUES": ("{}", " "), "IN": ("()", ", ")}

_BASE = (  # PN_CHARS_BASE
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_CHARS = rf"{_BASE}_0-9·\u0300-\u036f\u203f-\u2040\-"  # PN_CHARS
_VARIABLE = rf"[{_BASE}_0-9][{_BASE}_0-9·\u0300-\u036f\u203f-\u2040]*"
_ESCAPED = r"\\[_~.\-!$&'()*+,;=/?#@%]|%[0-9A-Fa-f]{2}"
_LOCAL = rf"(?:[{_BASE}_:0-9]|{_ESCAPED})(?:(?:[{_CHARS}.:]|{_ESCAPED})*(?:[{_CHARS}:]|{_ESCAPED}))?"

TOKEN = re.compile(
    rf"""
    (?P<space>[ \t\r\n]++)
  | (?P<comment>\#[^\r\n]*+)
  | (?P<string>\"{{3}}(?:\"{{0,2}}(?:[^"\\]|\\.))*+\"{{3}} | '{{3}}(?:'{{0,2}}(?:[^'\\]|\\.))*+'{{3}}
             | "(?:[^"\\\r\n]|\\[^\r\n])*+" | '(?:[^'\\\r\n]|\\[^\r\n])*+')
  | (?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}})*+>)
  | (?P<parameter>\${_VARIABLE})
  | (?P<variable>\?{_VARIABLE})
  | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*(?:--[a-z]+)?)
  | (?P<blank>_:[{_BASE}_0-9](?:[{_CHARS}.]*[{_CHARS}])?)
  | (?P<prefixed>(?:[{_BASE}](?:[{_CHARS}.]*[{_CHARS}])?)?:(?:{_LOCAL})?)
  | (?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
  | (?P<word>[A-Za-z_][A-Za-z0-9_]*)
  | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_OPERANDS = frozenset(
    {"string", "iri", "parameter", "variable", "language", "blank", "prefixed", "number", "word"}
)
_CODEPOINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_FETCHING = re.compile("service|load")
_FROM = re.compile("from(?<![a-z_]from)(?![a-z0-9_])")
"""These two are searched for in folded text, which is quicker than to search without regard to case."""
_GROUP_FOLLOWS = re.compile(r"(?:[ \t\r\n]|#[^\r\n]*)*\{")


class Token(NamedTuple):
    """A piece of SPARQL: the kind is a group name of `TOKEN`, the start a code point offset."""

    kind: str
    text: str
    start: int


def tokens(text: str) -> Iterator[Token]:
    """All of the text as tokens by longest match, as the grammar has it; space and comments left out."""
    for match in TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind not in ("space", "comment"):
            yield Token(kind, match.group(), match.start())


def query_form(text: str) -> QueryForm:
    """What a SPARQL text is: one of the four query forms, or an update.

    Raises QueryError where the first word after the prologue begins neither.
    """
    found = tokens(text)
    for token in found:
        word = token.text.upper()
        if word in ("BASE", "VERSION"):
            next(found, None)
        elif word == "PREFIX":
            next(found, None)
            next(found, None)
        elif word in UPDATE_KEYWORDS:
            return "UPDATE"
        else:
            for form in QUERY_FORMS:
                if token.kind == "word" and word == form:
                    return form
            raise QueryError(f"neither a SPARQL query nor an update: it begins with {token.text[:40]!r}")
    raise QueryError("neither a SPARQL query nor an update: there is nothing in it")


def has_dataset(text: str) -> bool:
    """Whether a query names its own dataset, by FROM or FROM NAMED."""
    if not _FROM.search(text.casefold()):
        return False  # the usual case, at the speed of a search
    return any(token.kind == "word" and token.text.upper() == "FROM" for token in tokens(text))


def dataset_clause(text: str) -> tuple[str, tuple[str, ...]]:
    """The prologue of a query, and the names after FROM and FROM NAMED as they are written, each once.

    Also those that are only there once `\\u0046` and the like are decoded, as an engine may do first.
    """
    form = next((token.start for token in tokens(text) if token.text.upper() in QUERY_FORMS), 0)
    names = []
    for variant in (text, decode_codepoints(text)):
        found = list(tokens(variant))
        for index, token in enumerate(found):
            if token.kind == "word" and token.text.upper() == "FROM":
                after = [each for each in found[index + 1 : index + 3] if each.text.upper() != "NAMED"]
                names += [each.text for each in after[:1] if each.kind in ("iri", "prefixed")]
    return text[:form], tuple(dict.fromkeys(names))


@lru_cache(maxsize=KNOWN_SHAPES)
def query_shape(text: str) -> str:
    """What queries have in common that differ only in values: the IRIs, strings and numbers left out."""
    values = ("iri", "string", "number")
    return " ".join("_" if token.kind in values else token.text for token in tokens(text))


def parameters(text: str) -> tuple[str, ...]:
    """Names of the `$name` tokens, each once, in order of appearance."""
    return tuple(dict.fromkeys(token.text[1:] for token in tokens(text) if token.kind == "parameter"))


def bind(text: str, values: Mapping[str, Term | Sequence[Term]], *, required: Collection[str] = ()) -> str:
    """The query with each `$name` replaced by its value, as a serialised term.

    A parameter without a value stays a variable and matches anything; inside a VALUES block it becomes
    UNDEF, which does the same. Several terms for one parameter can stand in a VALUES block and in the
    brackets of IN. Integers are written as bare digits, so that they can stand after LIMIT and OFFSET.

    Raises ParameterError for a value that no token takes, a missing required one, a blank node (a
    variable to SPARQL), and several terms elsewhere.
    """
    known = parameters(text)
    for name in values:
        if name not in known:
            listing = ", ".join(known) or "none"
            raise ParameterError(f"the query has no parameter {name!r} (it has: {listing})")
    for name in required:
        if name not in values:
            raise ParameterError(f"the parameter {name!r} is missing")

    pieces: list[str] = []
    end = 0
    place = _Place()
    for token in tokens(text):
        place.enter(token)
        if token.kind != "parameter":
            continue
        name = token.text[1:]
        if name in values:
            replacement = _serialised(name, values[name], place.separator)
        elif place.separator == " ":
            replacement = "UNDEF"
        else:
            continue
        pieces += (text[end : token.start], replacement)
        end = token.start + len(token.text)
    return "".join((*pieces, text[end:]))


class _Place:
    """Whether several terms may stand here, and what parts them: in VALUES { } and in IN ( )."""

    def __init__(self) -> None:
        self.separator = ""
        self._brackets = ""  # those that are still to come
        self._within = ""  # the separator between them

    def enter(self, token: Token) -> None:
        """Go on to the next token of the text."""
        if token.kind == "word" and token.text.upper() in _LISTS:
            self._brackets, self._within = _LISTS[token.text.upper()]
        elif self._brackets and token.text == self._brackets[0]:
            self._brackets = self._brackets[1:]
            self.separator = self._within if self._brackets else ""


def serialise(term: Term) -> str:
    """A term in SPARQL syntax. Raises ParameterError for a blank node, which SPARQL reads as a variable."""
    match term:
        case NamedNode(value=iri):
            written = f"<{iri}>"
            if not (match := TOKEN.fullmatch(written)) or match.lastgroup != "iri":
                raise ParameterError(f"not an IRI: {iri[:100]!r}")
            return written
        case Literal(value=value, datatype=datatype):
            if datatype.value == XSD_INTEGER and re.fullmatch(r"-?[0-9]+", value, re.ASCII):
                return value
            return str(term)
        case Triple(subject=subject, predicate=predicate, object=target):
            return f"<<( {serialise(subject)} {serialise(predicate)} {serialise(target)} )>>"
        case _:
            raise ParameterError("a blank node cannot be the value of a parameter")


def replacement(graph_name: NamedNode, triples: Iterable[Triple]) -> str:
    """The update that makes a graph hold exactly these triples."""
    name = serialise(graph_name)
    lines = [f"{triple.subject} {triple.predicate} {triple.object} ." for triple in triples]
    drop = f"DROP SILENT GRAPH {name}"
    if not lines:
        return drop
    return "\n".join((f"{drop} ;", f"INSERT DATA {{ GRAPH {name} {{", *lines, "} }"))


def check_form(text: str, *forms: QueryForm) -> QueryForm:
    """Which of these forms a text has. Raises QueryError where it is of none, ForbiddenQueryError where it
    would fetch."""
    form = query_form(text)
    if form not in forms:
        raise QueryError(f"SPARQL of the form {' or '.join(forms)} is needed here, this is {form}")
    refuse_fetching(text)
    return form


def decode_codepoints(text: str) -> str:
    """The text with `\\u0053` and the like decoded; an escape of no character stays as it is."""

    def decoded(match: re.Match[str]) -> str:
        number = int(match[1] or match[2], 16)
        return chr(number) if number <= sys.maxunicode else match[0]

    return _CODEPOINT.sub(decoded, text)


def refuse_fetching(text: str) -> None:
    """Raise ForbiddenQueryError where the text holds SERVICE or LOAD outside strings, IRIs and comments.

    An engine may read one text in several ways: in `?a<?b)SERVICE#>` Oxigraph sees less-than and a
    keyword where longest match sees an IRI; it needs no space after a keyword (`SERVICEex:a`); and the
    standard lets an engine decode `\\u0053` before it reads. All readings must be free of both words, so
    a text is refused rather than let through, at the price of some that no engine would fetch for.
    """
    if not (_FETCHING.search(text.casefold()) or _CODEPOINT.search(text)):
        return  # the usual case, at the speed of a search
    decoded = decode_codepoints(text)
    for variant in (text,) if decoded == text else (text, decoded):
        _refuse_fetching_tokens(variant)


def _refuse_fetching_tokens(text: str) -> None:
    try:
        updates = query_form(text) == "UPDATE"
    except QueryError:
        updates = True  # whatever it is, it is no query
    pending = [(0, False)]  # where a token begins, and whether what stands before could be an operand
    seen = set(pending)
    while pending:
        start, after_operand = pending.pop()
        token = TOKEN.match(text, start)
        if token is None:
            continue
        kind, end = token.lastgroup, token.end()
        if kind in ("word", "prefixed") and (
            found := _FETCHING.search(token.group().partition(":")[0].casefold())
        ):
            fetches = kind == "word" or (
                updates if found.group() == "load" else _GROUP_FOLLOWS.match(text, end) is not None
            )
            if fetches:
                line = text.count("\n", 0, start) + 1
                raise ForbiddenQueryError(
                    f"SERVICE and LOAD are not allowed here: {token.group()[:40]!r} on line {line}"
                )
        if text.startswith("//", start):
            continue  # stands in no SPARQL: this was an IRI's "http://"
        following = []
        if kind in ("space", "comment"):
            following.append((end, after_operand))
        else:
            following.append((end, kind in _OPERANDS or token.group() in (")", "]", "*", "}")))
        if kind == "iri" and after_operand:
            following.append((start + 1, False))  # or a less-than sign
        for state in following:
            if state not in seen:
                seen.add(state)
                pending.append(state)


def _serialised(name: str, value: Term | Sequence[Term], separator: str) -> str:
    terms = value if isinstance(value, Sequence) else (value,)
    if not separator and isinstance(value, Sequence):
        raise ParameterError(f"the parameter {name!r} takes one value")
    return f" {separator.join(map(serialise, terms))} "  # spaces, so that nothing beside it joins the terms
