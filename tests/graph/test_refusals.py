"""What people are told of SPARQL that does not parse."""

import pyoxigraph
import pytest

from graph.refusals import refusal


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("SELECT ?x { ?x a onus:Claim }", "the prefix onus: is not declared"),
        ("PREFIX b: <http://b/> ASK { ?x b:c/ex:d ?y }", "the prefix ex: is not declared"),
        ("SELECT ?y { ?x ?p ?y } GROUP BY ?x", "The SELECT contains a variable that is unbound"),
        ("ASK { ?x a <http://a b> }", "an IRI is malformed, or relative without a BASE"),
        ("SELECT ?x { ?x ?p ?y } ORDER ?x", ""),
        ("SELECT ?x WHERE ?x ?p ?y", "expected {"),
        ("SELECT ?x { ?x ?p ?y ", "expected one of , . ; { {| } ~"),
        ("SELECT ?x { ?x ?p 'a\x1b[31m\u202e<b>'@@ }", ""),
        ("INSERT DATA { ?x a <http://a> }", "Variables are not allowed in INSERT DATA"),
    ],
)
def test_a_parser_tells_where_and_what_in_words_that_are_not_the_texts(text: str, told: str) -> None:
    store = pyoxigraph.Store()
    with pytest.raises(SyntaxError) as raised:
        (store.update if text.startswith("INSERT") else store.query)(text)
    place, _, what = str(refusal(str(raised.value), text)).partition(": ")
    assert place.startswith("SPARQL does not parse at line 1, column ")
    assert what == told
