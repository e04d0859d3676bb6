/** The answer of a CONSTRUCT as a network: things that triples join, by their labels. */

import { emptyNetwork, finish, type Network } from "./graph.ts";
import { KINDS } from "./palette.ts";
import { VOCABULARY } from "./places.ts";

export interface Term {
  termType: string;
  value: string;
}

export interface Statement {
  subject: Term;
  predicate: Term;
  object: Term;
}

const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const LABELS = ["http://www.w3.org/2004/02/skos/core#prefLabel", "http://www.w3.org/2000/01/rdf-schema#label", "http://purl.org/dc/terms/title"];

/** The last part of an IRI, for people. */
export function localName(iri: string): string {
  return iri.replace(/[/#]+$/, "").replace(/^.*[/#]/s, "") || iri;
}

/** A node for each thing that some triple joins to another, an edge for each such triple. */
export function triplesNetwork(statements: readonly Statement[], href: (iri: string) => string | null): Network {
  const network = emptyNetwork();
  const joins = statements.filter(({ predicate, object }) => object.termType !== "Literal" && predicate.value !== TYPE);
  for (const { subject, object } of joins) {
    for (const { value } of [subject, object]) {
      if (network.hasNode(value)) continue;
      network.addNode(value, {
        name: localName(value), kinds: [], href: href(value), x: Number.NaN, y: Number.NaN, size: 1, pinned: false, group: -1,
      });
    }
  }
  for (const { subject, predicate, object } of statements) {
    if (!network.hasNode(subject.value)) continue;
    if (LABELS.includes(predicate.value)) network.setNodeAttribute(subject.value, "name", object.value);
    const kind = object.value.startsWith(VOCABULARY) ? object.value.slice(VOCABULARY.length) : "";
    if (predicate.value === TYPE && kind in KINDS) network.setNodeAttribute(subject.value, "kinds", [kind]);
  }
  for (const { subject, predicate, object } of joins) {
    const key = `${subject.value} ${predicate.value} ${object.value}`;
    if (network.hasEdge(key)) continue;
    const relation = localName(predicate.value);
    network.addDirectedEdgeWithKey(key, subject.value, object.value, {
      relation, label: relation, symmetric: false, weight: 1, disputed: false, bend: 0, said: null,
    });
  }
  finish(network);
  return network;
}
