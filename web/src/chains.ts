/** Chains of alleged relations within a network. */

import { addToNetwork, type Network } from "./graph.ts";
import type { Paths, Reference } from "./rest.ts";

/** Add all chains that were found; whether there are more actors now. */
export function addChains(network: Network, found: Paths): boolean {
  const steps = found.paths.flatMap((path) => path.steps);
  const ends = steps.flatMap((step): Reference[] => [step.start, step.end]);
  const before = network.order;
  addToNetwork(network, ends.map((each) => ({ ...each, weight: 0 })), steps.map((step) => step.edge));
  return network.order > before;
}

/** The actors and the edges of one chain. */
export function chainOf(found: Paths, index: number): [Set<string>, Set<string>] {
  const steps = found.paths[index]?.steps ?? [];
  return [new Set(steps.flatMap((step) => [step.start.iri, step.end.iri])), new Set(steps.map((step) => step.edge.edge))];
}
