/** How the drawing speaks: of what is alleged and by whom, never of guilt. */

import { counted } from "./dom.ts";
import type { Network } from "./graph.ts";
import type { Claim, NetworkEdge } from "./rest.ts";

const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** What an edge rests on: "Said in 3 articles by 4 speakers. Denied in 1 claim." */
export function borneOut(edge: NetworkEdge): string {
  const said = `Said in ${counted(edge.articles, "article")} by ${counted(edge.speaker_count, "speaker")}`;
  const when = edge.first === null ? "" : edge.first === edge.last ? `, ${day(edge.first)}` : `, ${day(edge.first)} to ${day(edge.last)}`;
  return `${said}${when}.${edge.denials > 0 ? ` Denied in ${counted(edge.denials, "claim")}.` : ""}`;
}

/** An edge in one line, for a tooltip. */
export function inOneLine(edge: NetworkEdge): string {
  const who = edge.speakers.slice(0, 3).join(", ") + (edge.speaker_count > 3 ? " and others" : "");
  const denied = edge.denials > 0 ? ` Denied in ${counted(edge.denials, "claim")}.` : "";
  return `${edge.subject_name} ${edge.relation_label} ${edge.object_name}, according to ${who || "a source without a name"}; `
    + `${counted(edge.articles, "article")}.${denied}`;
}

/** What the speaker of a claim does: "says", "alleges", "denies". */
export function saying(claim: Claim): string {
  if (claim.stance === "denies") return "denies it";
  if (claim.speaker.own_voice) return "";
  return claim.status === "reported" ? "says" : "alleges";
}

/** An ISO date as precise as it is: "18 September 2019", "September 2019", "2019". */
export function day(date: string | null): string {
  const [year, month, number] = (date ?? "").slice(0, 10).split("-");
  if (!year) return "undated";
  const name = month === undefined ? undefined : MONTHS[Number(month) - 1];
  return [number === undefined || name === undefined ? null : String(Number(number)), name, year].filter(Boolean).join(" ");
}

/** How much a drawing shows; nothing where it is empty. */
export function summary(network: Network, leftOut: number): string {
  const { order, size } = network;
  if (order === 0) return "";
  const disputed = network.filterEdges((_, edge) => edge.disputed).length;
  return [
    counted(order, "actor"),
    counted(size, "alleged relation"),
    disputed > 0 ? `${disputed} disputed` : "",
    leftOut > 0 ? `${leftOut.toLocaleString("en")} less connected actors left out` : "",
  ].filter(Boolean).join(" · ");
}
