/** The table below the drawing: always what the service writes, for the same filters and neighbours. */

/** Replace the table by that of the first address, with the rows that the others add. */
export async function refreshFacts(facts: HTMLElement, addresses: readonly URL[], signal: AbortSignal): Promise<void> {
  const pages = await Promise.all(addresses.map(async (address) => {
    const answer = await fetch(address, { headers: { Accept: "text/html" }, signal });
    if (!answer.ok) return null;
    return new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("facts");
  }));
  const [first, ...others] = pages;
  if (!first) return;
  const body = first.querySelector("tbody");
  const known = new Set([...first.querySelectorAll<HTMLElement>("tr[data-edge]")].map((row) => row.dataset["edge"]));
  for (const row of others.flatMap((page) => [...(page?.querySelectorAll<HTMLElement>("tr[data-edge]") ?? [])])) {
    if (known.has(row.dataset["edge"])) continue;
    known.add(row.dataset["edge"]);
    body?.append(row);
  }
  facts.replaceChildren(...first.childNodes);
}
