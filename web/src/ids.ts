/** The ids by which addresses name the actors of a network. */

import type { Network } from "./graph.ts";
import { idOf } from "./rest.ts";

export function idAt(network: Network, key: string): string {
  return idOf({ iri: key, href: network.getNodeAttribute(key, "href") });
}

/** The actor of an id; null where it is not in the network. */
export function keyOf(network: Network, id: string): string | null {
  return network.findNode((key) => idAt(network, key) === id) ?? null;
}

/** The id of the actor of a name, or the name itself, which the service looks up. */
export function idByName(network: Network, name: string): string {
  const key = network.findNode((_, values) => values.name === name);
  return key === undefined ? name : idAt(network, key);
}

/** The actor that somebody who types this means. */
export function keyByTyped(network: Network, typed: string): string | undefined {
  const wanted = typed.toLocaleLowerCase();
  const named = (test: (each: string) => boolean): string | undefined =>
    network.findNode((_, values) => test(values.name.toLocaleLowerCase()));
  return named((each) => each === wanted) ?? named((each) => each.includes(wanted));
}
