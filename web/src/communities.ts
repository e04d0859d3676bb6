/** Groups of actors that are reported to back, lead or join one another more than others. */

import { UndirectedGraph } from "graphology";
import louvain from "graphology-communities-louvain";

import type { Network } from "./graph.ts";

export const SMALLEST = 3;

/** The groups with at least three members, largest first. By Louvain's method (Blondel and others 2008),
 *  over the weights of edges; `opposes` does not bind. The same for the same network. */
export function findGroups(network: Network): string[][] {
  const bonds = new UndirectedGraph();
  for (const node of network.nodes().sort()) bonds.addNode(node);
  for (const edge of network.edges().sort()) {
    const { relation, weight } = network.getEdgeAttributes(edge);
    const [source, target] = network.extremities(edge);
    if (relation === "opposes" || source === target) continue;
    bonds.updateEdge(source, target, (before) => ({ weight: Number(before["weight"] ?? 0) + weight }));
  }
  if (bonds.size === 0) return [];
  const groups = new Map<number, string[]>();
  for (const [node, group] of Object.entries(louvain(bonds, { rng: repeatable() }))) {
    if (bonds.degree(node) > 0) groups.set(group, [...(groups.get(group) ?? []), node]);
  }
  return [...groups.values()]
    .filter((group) => group.length >= SMALLEST)
    .sort((one, other) => other.length - one.length || ((one[0] ?? "") < (other[0] ?? "") ? -1 : 1));
}

/** Numbers in 0 to 1 that look drawn by lot and are the same each time (mulberry32). */
export function repeatable(seed = 7): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The same, each actor marked with the group it is in. */
export function group(network: Network): string[][] {
  const groups = findGroups(network);
  const groupOf = new Map(groups.flatMap((members, index) => members.map((key) => [key, index] as const)));
  network.updateEachNodeAttributes((key, values) => ({ ...values, group: groupOf.get(key) ?? -1 }), { attributes: ["group"] });
  return groups;
}
