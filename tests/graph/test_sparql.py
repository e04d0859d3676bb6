"""Binding parameters, telling forms apart, refusing to fetch."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store, Triple

from graph.errors import ForbiddenQueryError, ParameterError, QueryError
from graph.sparql import bind, parameters, query_form, query_shape, refuse_fetching, serialise

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
NASTY = st.sampled_from(
    ['" } SERVICE <http://a/> {', "'''", '"""', "\\", "\\u0022", "$x", "?x", "#", "<", ">", "\r\n", "}"]
)
VALUE = st.lists(TEXT | NASTY).map("".join)
IRIS = st.from_regex(r"http://[a-z]{1,5}/[a-zA-Z0-9_~.$&'()*+,;=:@!%-]*", fullmatch=True).filter(
    lambda iri: "%" not in iri
)
NODES = IRIS.map(NamedNode)
LITERALS = st.one_of(
    VALUE.map(Literal),
    st.builds(lambda value, tag: Literal(value, language=tag), VALUE, st.sampled_from(["en", "ar", "fr-ca"])),
    st.builds(lambda value, iri: Literal(value, datatype=iri), VALUE, NODES),
    st.integers().map(Literal),
    st.booleans().map(Literal),
)
TERMS = st.one_of(NODES, LITERALS, st.builds(Triple, NODES, NODES, LITERALS))


@given(TERMS)
def test_the_engine_reads_a_bound_term_as_that_term(term: NamedNode | Literal | Triple) -> None:
    solutions = list(Store().query(bind("SELECT ?x { VALUES ?x { $value } }", {"value": term})))
    assert [solution["x"] for solution in solutions] == [term]


@given(TERMS)
def test_a_bound_term_finds_its_triple_and_no_other(term: NamedNode | Literal | Triple) -> None:
    store = Store()
    about, other = NamedNode("http://e/about"), NamedNode("http://e/other")
    store.add(Quad(about, about, term))
    store.add(Quad(other, about, Literal("something else entirely")))
    query = bind("SELECT ?s { ?s <http://e/about>$value. }", {"value": term})
    assert [solution["s"] for solution in store.query(query)] == [about]


@given(LITERALS)
def test_no_literal_makes_a_query_fetch(literal: Literal) -> None:
    refuse_fetching(bind("SELECT ?s { ?s ?p $value }", {"value": literal}))


def test_parameters_are_tokens_outside_strings_iris_and_comments() -> None:
    query = """SELECT ?a { # $comment
      ?a <http://e/$iri> '$short', "it's $short", '''a ' $long \\''' $long''' , $real ; ex:p\\$q $last . }"""
    assert parameters(query) == ("real", "last")


def test_a_parameter_without_value_matches_anything() -> None:
    store = Store()
    node = NamedNode("http://e/a")
    store.add(Quad(node, node, Literal("x")))
    store.add(Quad(node, node, Literal("y")))
    query = "SELECT ?s { ?s ?p $value VALUES ?s { $who } BIND($value AS ?found) }"
    assert len(list(store.query(bind(query, {})))) == 2
    bound = bind(query, {"value": Literal("y"), "who": node})
    assert len(list(store.query(bound))) == 1


def test_several_terms_stand_in_values_and_in_lists_only() -> None:
    one, two = NamedNode("http://e/1"), NamedNode("http://e/2")
    query = bind("SELECT ?x { VALUES ?x { $nodes } }", {"nodes": [one, two]})
    assert [solution["x"] for solution in Store().query(query)] == [one, two]
    query = bind(
        "SELECT ?x { VALUES (?x ?y) { (<http://e/1> 1) (<http://e/2> 2) (<http://e/3> 3) }"
        " FILTER(?x NOT IN($nodes) && ?y in (3, $last)) }",
        {"nodes": [one, two], "last": Literal(4)},
    )
    assert [solution["x"] for solution in Store().query(query)] == [NamedNode("http://e/3")]
    with pytest.raises(ParameterError, match="'nodes' takes one value"):
        bind("SELECT ?x { ?x ?y ?z FILTER(?x IN (1) || ?x = $nodes) }", {"nodes": [one, two]})
    with pytest.raises(ParameterError, match="'nodes' takes one value"):
        bind("SELECT ?x { ?x ?y $nodes }", {"nodes": [one, two]})


def test_an_integer_can_limit() -> None:
    query = bind(
        "SELECT ?x { VALUES ?x { 1 2 3 } } LIMIT $limit OFFSET $skip",
        {"limit": Literal(1), "skip": Literal(1)},
    )
    assert [solution["x"] for solution in Store().query(query)] == [Literal(2)]


def test_wrong_parameters_are_named() -> None:
    with pytest.raises(ParameterError, match=r"no parameter 'b' \(it has: a\)"):
        bind("ASK { ?s ?p $a }", {"b": Literal("x")})
    with pytest.raises(ParameterError, match="'a' is missing"):
        bind("ASK { ?s ?p $a }", {}, required=["a"])
    with pytest.raises(ParameterError, match="blank node"):
        bind("ASK { ?s ?p $a }", {"a": BlankNode("b")})
    with pytest.raises(ParameterError, match="blank node"):
        serialise(Triple(BlankNode("b"), NamedNode("http://e/p"), Literal("x")))


def test_queries_that_differ_in_values_have_one_shape() -> None:
    one = query_shape('SELECT * { <x:a> ex:says "so" } LIMIT 3 # once')
    assert one == query_shape("SELECT *\n{ <x:b> ex:says 'that' } LIMIT 44")
    assert one != query_shape('SELECT * { <x:a> ex:denies "so" } LIMIT 3')


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("SELECT ?s { ?s ?p ?o }", "SELECT"),
        ("select*{?s ?p ?o}", "SELECT"),
        ("# DELETE\nPREFIX select: <http://e/> BASE <http://e/> ASK {}", "ASK"),
        ("VERSION '1.2' PREFIX : <http://e/INSERT> construct where {}", "CONSTRUCT"),
        ("DESCRIBE <http://e/>", "DESCRIBE"),
        ("PREFIX e: <http://e/>\nINSERT DATA { e:a e:b 'SELECT' }", "UPDATE"),
        ("WITH <http://e/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "UPDATE"),
        ("load <http://e/>", "UPDATE"),
    ],
)
def test_the_form_is_the_first_word_after_the_prologue(text: str, form: str) -> None:
    assert query_form(text) == form


@pytest.mark.parametrize("text", ["", "# only\n", "supporters-of", "PREFIX a: <http://a/>", "'SELECT'"])
def test_other_text_has_no_form(text: str) -> None:
    with pytest.raises(QueryError, match="neither a SPARQL query nor an update"):
        query_form(text)


FETCHING = [
    "SELECT * { SERVICE <http://a/> { ?s ?p ?o } }",
    "SELECT * { service silent ?x { ?s ?p ?o } }",
    r"SELECT * { \u0053ERVICE <http://a/> { ?s ?p ?o } }",
    r"SELECT * { S\U00000045RVICE <http://a/> { ?s ?p ?o } }",
    r"SELECT * { ?s ?p 'a\u0027 . SERVICE <http://a/> { ?s ?p 'b' } }",
    "SELECT * { # comment\rSERVICE <http://a/> { ?s ?p ?o } }",
    "SELECT * { SERVICEex:x { ?s ?p ?o } }",
    "SELECT * { service:x #\n { ?s ?p ?o } }",
    "SELECT * { SERVICESILENTex:x { ?s ?p ?o } }",
    "SELECT * { ?a ?b trueSERVICE ex:x { ?s ?p ?o } }",
    "SELECT * { ?a ?b 1SERVICE ex:x {} }",
    "SELECT * { ?a ?b ?c FILTER(?a<?b)SERVICE#>\n ex:x { ?s ?p ?o } }",
    "SELECT * { ?a ?b ?c FILTER(?a<'>')SERVICE ex:x {} #'\n }",
    "SELECT * { ?a ?b ?c FILTER(?a<?b#>'''\n)SERVICE ex:x {} #'''\n }",
    "SELECT * { ?a ?b ?c FILTER(1<ex:b)SERVICE#>\n ex:x {} }",
    "SELECT * { ?a ?b ?c FILTER((1)<ex:b)SERVICE#>\n ex:x {} }",
    "SELECT * { ?a ?b ?c FILTER('x'@en<ex:b)SERVICE#>\n ex:x {} }",
    "ASK { ?s ?p '''a''' SERVICE ?x {} }",
    "ASK { ?s ?p 'a\\\\' SERVICE ?x {} }",
    "LOAD <http://a/>",
    "CLEAR ALL;LOAD SILENT <http://a/> INTO GRAPH <http://b/>",
    "PREFIX ex: <http://a/> LOADex:x",
    "PREFIX ex: <http://a/> INSERT DATA { ex:a ex:b ex:c } ; loadex:x",
    r"\u004cOAD <http://a/>",
]


@pytest.mark.parametrize("text", FETCHING)
def test_fetching_is_refused(text: str) -> None:
    with pytest.raises(ForbiddenQueryError, match="SERVICE and LOAD are not allowed here"):
        refuse_fetching(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s <http://example.org/service> 'SERVICE <http://a/> {}' } # LOAD <http://b/>",
        "SELECT ?service { ?service ?load $SERVICE FILTER(?service < ?load && ?load > 3) }",
        "PREFIX service: <http://a/load#> SELECT * { ?s service:load service:x ; a service:LOAD }",
        "SELECT * { ?s ex:SERVICE '''a ' SERVICE \\''' SERVICE''' }",
        "SELECT * { ?s ?p \"it's a SERVICE\"@en . _:service ?p 'LOAD' }",
        "SELECT * { ?s ?p <http://a/o'brien/SERVICE> , 'x' }",
        "INSERT DATA { <http://a/LOAD> <http://a/b> 'LOAD <http://a/>' }",
        "SELECT * { FILTER(?a<?b) ?s <http://a/load> ?o }",
    ],
)
def test_the_words_may_stand_in_strings_iris_names_and_comments(text: str) -> None:
    refuse_fetching(text)


GLUE = st.sampled_from(
    [" ", "", "\n", "#", "'", "'''", '"', "<", ">", "?a", "(", ")", "{", "}", "1", "true", "\\", ".", "&&",
     "FILTER", "ex:a", "<http://e/>", "SERVICE", "SILENT", "BIND", "AS", "service:x",
     "<?a>", "'x'", ")SERVICE", "#>\n", " ex:x{}"]
)  # fmt: skip


@given(st.lists(GLUE, max_size=12).map("".join))
def test_whatever_the_engine_would_fetch_for_is_refused(middle: str) -> None:
    prologue = "PREFIX ex: <http://127.0.0.1:9/> PREFIX service: <http://127.0.0.1:9/> "
    query = f"{prologue}SELECT * {{ ?s ?p ?o FILTER(?o<?s{middle} }}"
    store = Store()
    store.add(Quad(NamedNode("http://e/s"), NamedNode("http://e/p"), Literal(1)))
    try:
        refuse_fetching(query)
    except ForbiddenQueryError:
        return
    try:
        list(store.query(query))
    except (SyntaxError, ValueError):
        return
    except (OSError, RuntimeError) as error:  # the engine tried to fetch
        assert "service" not in str(error).casefold(), query  # noqa: PT017
        assert "port 9" not in str(error), query  # noqa: PT017
