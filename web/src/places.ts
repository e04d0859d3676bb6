/** Where on this server the things that IRIs name can be read (as api/links.py). */

export const VOCABULARY = "https://w3id.org/onus/";

const NOUNS: readonly [string, string][] = [["violation/", "violations/"], ["actor/", "actors/"]];

/** The address of a thing below `root`, given the base of the store's data; null for somebody else's. */
export function placeOf(iri: string, base: string, root: string): string | null {
  if (iri.startsWith(base)) return root + encodeURI(iri.slice(base.length));
  if (!iri.startsWith(VOCABULARY)) return null;
  const local = iri.slice(VOCABULARY.length);
  for (const [prefix, noun] of NOUNS) {
    if (local.startsWith(prefix)) return root + noun + encodeURI(local.slice(prefix.length));
  }
  return root + (local === "" ? "ontology" : encodeURI(local));
}
