/** What the service answers in JSON, as far as the drawing reads it, and how it is asked. */

export interface Reference {
  iri: string;
  href: string | null;
  name: string;
  kinds: string[];
}

export interface NetworkNode extends Reference {
  weight: number;
}

export interface NetworkEdge {
  subject: string;
  subject_name: string;
  relation: string;
  relation_label: string;
  object: string;
  object_name: string;
  symmetric: boolean;
  articles: number;
  assertions: number;
  denials: number;
  speakers: string[];
  speaker_count: number;
  publishers: string[];
  publisher_count: number;
  support_kinds: { code: string; label: string }[];
  first: string | null;
  last: string | null;
  weight: number;
  edge: string;
  href: string;
}

export interface NetworkView {
  nodes: NetworkNode[];
  edges: NetworkEdge[];
  left_out: number;
  considered: number | null;
  centre: { iri: string }[];
}

export interface Claim {
  iri: string;
  href: string;
  subject: Reference;
  relation_label: string;
  object: Reference;
  stance: "asserts" | "denies";
  status: string;
  speaker: { name: string; actor: Reference | null; own_voice: boolean; relay: Reference | null };
  quote: { exact: string };
  caveat: { exact: string } | null;
  article: {
    href: string;
    id: string;
    title: string | null;
    publisher: string | null;
    published: string | null;
  };
  support_kind: { code: string; label: string } | null;
  former: boolean;
}

export interface Page<Item> {
  items: Item[];
  total: number;
  next: string | null;
}

export interface PathStep {
  start: Reference;
  end: Reference;
  edge: NetworkEdge;
  reversed: boolean;
  claims: Claim[];
  denials: Claim[];
}

export interface Paths {
  start: Reference;
  end: Reference;
  paths: { steps: PathStep[] }[];
}

/** The service could not answer; `message` is a line for people. */
export class AnswerError extends Error {}

/** The JSON at an address of this service. Raises AnswerError with what the service says is wrong. */
export async function read<Answer>(address: string | URL, signal?: AbortSignal): Promise<Answer> {
  let response: Response;
  try {
    response = await fetch(address, { headers: { Accept: "application/json" }, signal: signal ?? null });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new AnswerError("The service cannot be reached.");
  }
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new AnswerError(problem(body) ?? `The service answered ${response.status}.`);
  return body as Answer;
}

function problem(body: unknown): string | null {
  if (body === null || typeof body !== "object") return null;
  const detail = "detail" in body ? body.detail : null;
  return typeof detail === "string" ? detail : null;
}

/** The id of an actor: the last part of its path, else of its IRI. */
export function idOf(actor: { iri: string; href?: string | null }): string {
  const place = actor.href ?? actor.iri;
  return decodeURIComponent(place.slice(place.lastIndexOf("/") + 1));
}
