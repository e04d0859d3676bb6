/** The network as a graphology graph: nodes by IRI, edges by the key that all their claims share. */

import { MultiDirectedGraph } from "graphology";

import type { NetworkEdge, NetworkNode } from "./rest.ts";

export interface NodeValues {
  name: string;
  kinds: string[];
  href: string | null;
  x: number;
  y: number;
  size: number;
  /** Held where it is. */
  pinned: boolean;
  /** Which group it is in, largest first; -1 for none. */
  group: number;
}

export interface EdgeValues {
  relation: string;
  label: string;
  symmetric: boolean;
  weight: number;
  disputed: boolean;
  /** How far it is bent aside, in parts of its length, so that edges between the same two stand apart. */
  bend: number;
  /** What REST says of it; null for a plain triple. */
  said: NetworkEdge | null;
}

export type Network = MultiDirectedGraph<NodeValues, EdgeValues>;

export const BEND = 0.16;
const ROOMY = 250; // so many actors have room at their full size
const AMPLE = 9000; // pixels for each actor, so that it and its name have room at full size
const LEAST = 0.6; // of their full size, however small the screen

export function emptyNetwork(): Network {
  return new MultiDirectedGraph<NodeValues, EdgeValues>();
}

/** Add what is not there yet. An edge that is there already stays as it is.
 *  Where a node has no place, it gets one beside a neighbour that has. */
export function addToNetwork(network: Network, nodes: readonly NetworkNode[], edges: readonly NetworkEdge[]): void {
  for (const node of nodes) {
    if (!network.hasNode(node.iri)) {
      const { name, kinds, href } = node;
      network.addNode(node.iri, { name, kinds, href, x: Number.NaN, y: Number.NaN, size: 1, pinned: false, group: -1 });
    }
  }
  for (const edge of edges) {
    if (network.hasEdge(edge.edge) || !network.hasNode(edge.subject) || !network.hasNode(edge.object)) continue;
    network.addDirectedEdgeWithKey(edge.edge, edge.subject, edge.object, {
      relation: edge.relation,
      label: edge.relation_label,
      symmetric: edge.symmetric,
      weight: edge.weight,
      disputed: edge.denials > 0,
      bend: 0,
      said: edge,
    });
  }
  finish(network);
}

/** Leave out every node and edge that is not named. */
export function keepInNetwork(network: Network, nodes: ReadonlySet<string>, edges: ReadonlySet<string>): void {
  for (const edge of network.edges()) if (!edges.has(edge)) network.dropEdge(edge);
  for (const node of network.nodes()) if (!nodes.has(node)) network.dropNode(node);
}

function share(order: number): number {
  return Math.min(1, Math.max(0.35, Math.sqrt(ROOMY / order)));
}

/** How much smaller than their sizes the actors have to be drawn on so many pixels. */
export function crowding(network: Network, pixels: number): number {
  const { order } = network;
  return Math.min(1, Math.max(LEAST, Math.sqrt(pixels / order / AMPLE)) / share(order));
}

/** Sizes, bends and first places, after nodes and edges have come or gone. */
export function finish(network: Network): void {
  const room = share(network.order);
  network.forEachNode((node) => {
    let weight = 0;
    network.forEachEdge(node, (_, edge) => { weight += edge.weight; });
    network.setNodeAttribute(node, "size", Math.min(5 + 1.1 * Math.sqrt(weight), 15) * room);
  });
  bendParallels(network);
  placeNew(network);
}

function bendParallels(network: Network): void {
  const pairs = new Map<string, string[]>();
  network.forEachEdge((edge, _, source, target) => {
    const pair = source < target ? `${source} ${target}` : `${target} ${source}`;
    pairs.set(pair, [...(pairs.get(pair) ?? []), edge]);
  });
  for (const edges of pairs.values()) {
    edges.sort();
    for (const [index, edge] of edges.entries()) {
      const shift = index - (edges.length - 1) / 2;
      const forward = network.source(edge) < network.target(edge);
      network.setEdgeAttribute(edge, "bend", shift * BEND * (forward ? 1 : -1));
    }
  }
}

function placeNew(network: Network): void {
  const order = network.order;
  network.nodes().forEach((node, index) => {
    if (!Number.isNaN(network.getNodeAttribute(node, "x"))) return;
    const beside = network.findNeighbor(node, (_, values) => !Number.isNaN(values.x));
    // The golden angle spreads any number of points evenly, the same for the same network.
    const angle = index * 2.399963;
    const values = beside === undefined ? null : network.getNodeAttributes(beside);
    const distance = values === null ? 100 * Math.sqrt(order) * Math.sqrt((index + 1) / (order + 1)) : 40;
    network.mergeNodeAttributes(node, {
      x: (values?.x ?? 0) + distance * Math.cos(angle),
      y: (values?.y ?? 0) + distance * Math.sin(angle),
    });
  });
}
