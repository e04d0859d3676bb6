/** Where a network and the table below it are read from: the page's own address, and those of the actors whose
 *  neighbours were added. */

import { refreshFacts } from "./facts.ts";
import { type NetworkView, read } from "./rest.ts";

export class Source {
  private readonly root: string;
  private readonly facts: HTMLElement;
  /** The addresses that the table is of. */
  private tabled: string;

  /** `query` is what the table is of at first. */
  constructor(root: string, facts: HTMLElement, query: URLSearchParams) {
    this.root = root;
    this.facts = facts;
    this.tabled = this.addresses(query, []).join(" ");
  }

  /** The network of the page first, then those around each actor whose id is given. */
  async read(query: URLSearchParams, expanded: readonly string[], signal: AbortSignal): Promise<[NetworkView, ...NetworkView[]]> {
    const [main, ...around] = this.addresses(query, expanded);
    const [view, ...others] = await Promise.all(
      [read<NetworkView>(inJson(main), signal), ...around.map((address) => read<NetworkView>(inJson(address), signal))]);
    return [view, ...others];
  }

  /** Let the table say the same. */
  async table(query: URLSearchParams, expanded: readonly string[], signal: AbortSignal): Promise<void> {
    const addresses = this.addresses(query, expanded);
    if (addresses.join(" ") === this.tabled) return;
    this.tabled = addresses.join(" ");
    await refreshFacts(this.facts, addresses, signal);
  }

  private addresses(query: URLSearchParams, expanded: readonly string[]): [URL, ...URL[]] {
    const main = new URL(`?${query.toString()}`, location.href);
    main.hash = "";
    const around = new URLSearchParams(query);
    around.delete("depth");
    around.delete("limit");
    return [main, ...expanded.map((id) =>
      new URL(`${this.root}actors/${encodeURIComponent(id)}/network?${around.toString()}`, location.href))];
  }
}

function inJson(address: URL): URL {
  const json = new URL(address);
  json.searchParams.set("format", "json");
  return json;
}
