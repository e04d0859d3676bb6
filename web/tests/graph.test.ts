import assert from "node:assert/strict";
import { test } from "node:test";

import { findGroups } from "../src/communities.ts";
import { addToNetwork, emptyNetwork } from "../src/graph.ts";
import { placeLabels } from "../src/labels.ts";
import { arrange } from "../src/layout.ts";
import type { NetworkEdge, NetworkNode } from "../src/rest.ts";
import { emptyView, readView, writeView } from "../src/state.ts";
import { drawSvg, escape } from "../src/svg.ts";

function actor(name: string): NetworkNode {
  return { iri: `https://data.example/actors/${name}`, href: `/actors/${name}`, name, kinds: ["State"], weight: 2 };
}

function edge(subject: string, relation: string, object: string, denials = 0): NetworkEdge {
  return {
    subject: actor(subject).iri, subject_name: subject, relation, relation_label: relation,
    object: actor(object).iri, object_name: object, symmetric: relation === "opposes",
    articles: 1, assertions: 1, denials, speakers: ["A"], speaker_count: 1, publishers: ["P"], publisher_count: 1,
    support_kinds: [], first: "2020-01-01", last: "2020-01-01", weight: 2,
    edge: `${subject}-${relation}-${object}`, href: "/claims?edge=0",
  };
}

function network(edges: NetworkEdge[]) {
  const made = emptyNetwork();
  const names = new Set(edges.flatMap((each) => [each.subject_name, each.object_name]));
  addToNetwork(made, [...names].map(actor), edges);
  return made;
}

test("edges between the same two are bent apart, a single one is straight", () => {
  const made = network([edge("a", "supports", "b"), edge("b", "opposes", "a"), edge("a", "leads", "c")]);
  // Seen from one end: an edge the other way round has its sides swapped.
  const sideOf = (key: string): number => made.getEdgeAttribute(key, "bend") * (made.source(key) < made.target(key) ? 1 : -1);
  assert.notEqual(sideOf("a-supports-b"), sideOf("b-opposes-a"));
  assert.equal(made.getEdgeAttribute("a-leads-c", "bend"), 0);
});

test("adding the same again changes nothing", () => {
  const made = network([edge("a", "supports", "b")]);
  addToNetwork(made, [actor("a")], [edge("a", "supports", "b")]);
  assert.deepEqual([made.order, made.size], [2, 1]);
});

test("opposing does not bind a group, supporting does", () => {
  const triangle = (x: string, y: string, z: string): NetworkEdge[] => [edge(x, "supports", y), edge(y, "supports", z), edge(z, "leads", x)];
  const made = network([...triangle("a", "b", "c"), ...triangle("d", "e", "f"), edge("a", "opposes", "d")]);
  const groups = findGroups(made).map((group) => group.map((key) => key.slice(-1)).sort().join(""));
  assert.deepEqual(groups.sort(), ["abc", "def"]);
});

test("no two actors stand on each other, and the same network stands the same", () => {
  const plan = {
    aspect: 1.5,
    nodes: Array.from({ length: 30 }, (_, index) => ({ key: String(index), x: Math.cos(index) * 50, y: Math.sin(index) * 50, size: 8 })),
    edges: Array.from({ length: 19 }, (_, index) => ({ source: index, target: (index * 7 + 1) % 20, pull: 1 })),
  };
  const places = arrange(plan);
  assert.deepEqual(arrange(plan), places);
  for (let one = 0; one < 30; one++) {
    for (let other = 0; other < one; other++) {
      const apart = Math.hypot(
        (places[2 * one] ?? 0) - (places[2 * other] ?? 0), (places[2 * one + 1] ?? 0) - (places[2 * other + 1] ?? 0));
      assert.ok(apart > 10, `${one} and ${other} are ${apart} apart`);
    }
  }
});

test("no label covers another", () => {
  const points = Array.from({ length: 200 }, (_, index) => ({
    key: String(index), text: `Actor number ${index}`, x: (index * 37) % 500, y: (index * 91) % 300, radius: 5,
  }));
  const labels = placeLabels(points, 14, (text) => text.length * 7, null);
  assert.ok(labels.length > 20 && labels.length < 200);
  for (const one of labels) {
    for (const other of labels) {
      const apart = one === other || one.left + one.width <= other.left || other.left + other.width <= one.left
        || Math.abs(one.baseline - other.baseline) >= 14;
      assert.ok(apart, `${one.text} covers ${other.text}`);
    }
  }
});

test("a name leaves arrowheads to be seen, and is nearer to its actor than to any other", () => {
  const dot = (key: string, x: number, y: number, radius = 6) => ({ key, text: "name of it", x, y, radius });
  const heads = [{ left: 195, top: 108, right: 205, bottom: 118 }, { left: 195, top: 82, right: 205, bottom: 92 }];
  const [alone] = placeLabels([dot("a", 200, 100)], 14, () => 60, heads);
  assert.ok(alone && alone.left > 206 && alone.over.length === 0); // beside it, not below or above
  const [large, small] = [dot("large", 200, 100, 14), dot("small", 232, 100)];
  const labels = placeLabels([large, small], 14, () => 60, []);
  assert.deepEqual(labels.map(({ key }) => key), ["large", "small"]);
  assert.ok((labels[1]?.left ?? 0) > 232, "the smaller one makes way");
});

test("a large actor's name covers heads rather than be missing, and tells which", () => {
  const heads = Array.from({ length: 400 }, (_, at) => {
    const [x, y] = [100 + 10 * (at % 20), 10 * Math.floor(at / 20)];
    return { left: x, top: y, right: x + 5, bottom: y + 5 };
  });
  const points = [{ key: "a", text: "large", x: 200, y: 100, radius: 12 }, { key: "b", text: "small", x: 200, y: 112, radius: 4 }];
  const labels = placeLabels(points, 14, () => 60, heads);
  assert.deepEqual(labels.map(({ key }) => key), ["a"]);
  assert.ok(labels.every(({ over }) => over.length > 0 && over.every((each) => heads.includes(each))));
});

test("a view survives the address, whatever its ids hold", () => {
  const view = {
    ...emptyView(), path: ["a&b=c", "d#e"] as [string, string], expanded: ["ü,1", "x y"],
    pinned: new Map<string, [number, number]>([["p,1", [-12, 40]]]), groups: true,
  };
  assert.deepEqual(readView(`#${writeView(view)}`), view);
});

test("an address that holds nonsense is an empty view", () => {
  assert.deepEqual(readView("#pin=1,x,y&from=a&%%%"), emptyView());
});

test("hostile names are text in the picture, denied edges are dashed", () => {
  const made = network([edge('<script>alert("1")</script>', "supports", "b\u0000\ud800", 1), edge("c", "leads", "d")]);
  const svg = drawSvg(made, { title: "<b>", address: 'http://x/"&', groups: false });
  assert.ok(!svg.includes("<script") && !svg.includes("<b>") && !svg.includes("\u0000") && !svg.includes("\ud800"));
  assert.equal(svg.match(/stroke-dasharray/g)?.length, 2); // the edge, and the key
  assert.equal(escape("a<b>&\"'"), "a&#60;b&#62;&#38;&#34;&#39;");
});
