/** What actors and alleged relations look like, by kind. The light colours are those of the printed SVG
 *  (graph/drawing.py); shapes tell kinds apart without colour. */

export interface Look {
  light: string;
  dark: string;
}

export interface KindLook extends Look {
  label: string;
  /** Corners of a regular polygon; 0 is a circle. */
  corners: number;
  /** Turned by so many degrees from standing on a corner. */
  turn: number;
}

export interface Paper {
  paper: string;
  ink: string;
  muted: string;
  accent: string;
}

export type Scheme = "light" | "dark";

export const KINDS: Readonly<Record<string, KindLook>> = {
  Person: { label: "person", corners: 0, turn: 0, light: "#8c510a", dark: "#e0a458" },
  ArmedGroup: { label: "armed force", corners: 4, turn: 0, light: "#7b3294", dark: "#c58be0" },
  State: { label: "state", corners: 4, turn: 45, light: "#01665e", dark: "#4fb8a8" },
  GovernmentBody: { label: "government body", corners: 6, turn: 0, light: "#35978f", dark: "#8fdbd0" },
  IntergovernmentalOrganization: { label: "intergovernmental organisation", corners: 8, turn: 22.5, light: "#2166ac", dark: "#6aaef0" },
  NonGovernmentalOrganization: { label: "non-governmental organisation", corners: 5, turn: 0, light: "#4393c3", dark: "#9fd0f0" },
  MediaOrganization: { label: "media organisation", corners: 3, turn: 180, light: "#6f6f6f", dark: "#b5b5b5" },
  Court: { label: "court", corners: 3, turn: 0, light: "#053061", dark: "#8fa9dd" },
  Organization: { label: "organisation", corners: 6, turn: 30, light: "#bf812d", dark: "#f0cf8e" },
};

export const OTHER_KIND: KindLook = { label: "other", corners: 0, turn: 0, light: "#555555", dark: "#aaaaaa" };

export const RELATIONS: Readonly<Record<string, Look>> = {
  supports: { light: "#1b7837", dark: "#5fc27e" },
  leads: { light: "#2166ac", dark: "#6aaef0" },
  memberOf: { light: "#9970ab", dark: "#c9a6da" },
  opposes: { light: "#d6604d", dark: "#f08a76" },
  wantedBy: { light: "#b2182b", dark: "#ff6b78" },
  sanctionedBy: { light: "#e08214", dark: "#f5ae5c" },
  metWith: { light: "#8a8a8a", dark: "#a5a5a5" },
  accusedOf: { light: "#b2182b", dark: "#ff6b78" },
};

export const OTHER_RELATION: Look = { light: "#555555", dark: "#aaaaaa" };

/** Colours of groups, told apart also by those who see less of them (Okabe and Ito 2008, and lighter kin). */
export const GROUPS: readonly Look[] = [
  { light: "#0072b2", dark: "#56b4e9" },
  { light: "#d55e00", dark: "#f0884a" },
  { light: "#009e73", dark: "#3fd0a6" },
  { light: "#b0558f", dark: "#e39ac9" },
  { light: "#8a6d00", dark: "#e6c840" },
  { light: "#5b4fb0", dark: "#a69cf0" },
  { light: "#3f7d20", dark: "#8fcf6c" },
  { light: "#a33b3b", dark: "#f08f8f" },
];

export const UNGROUPED: Look = { light: "#9a958a", dark: "#777a82" };

export function kindLook(kinds: readonly string[]): KindLook {
  return (kinds[0] === undefined ? undefined : KINDS[kinds[0]]) ?? OTHER_KIND;
}

export function relationLook(relation: string): Look {
  return RELATIONS[relation] ?? OTHER_RELATION;
}

/** A colour with so much of another in it, both as #rrggbb; 0 is the first, 1 the second. */
export function mix(one: string, other: string, share: number): string {
  const parts = [1, 3, 5].map((at) => {
    const [a, b] = [one, other].map((colour) => Number.parseInt(colour.slice(at, at + 2), 16));
    return Math.round((a ?? 0) * (1 - share) + (b ?? 0) * share).toString(16).padStart(2, "0");
  });
  return `#${parts.join("")}`;
}

/** The corners of a kind's shape around 0, 0; empty for a circle. Areas are about that of the circle. */
export function corners(look: KindLook, radius: number): [number, number][] {
  if (look.corners === 0) return [];
  const outer = radius * outerRadius(look.corners);
  return Array.from({ length: look.corners }, (_, index) => {
    const angle = ((look.turn + (360 / look.corners) * index) * Math.PI) / 180;
    return [outer * Math.sin(angle), -outer * Math.cos(angle)];
  });
}

/** How far the corners of a polygon with the area of a unit circle are from its middle. */
export function outerRadius(count: number): number {
  return count === 0 ? 1 : Math.sqrt((2 * Math.PI) / (count * Math.sin((2 * Math.PI) / count)));
}

/** How thick an edge is drawn: the more articles and speakers, the thicker (as graph/drawing.py). */
export function thickness(weight: number): number {
  return Math.min(1 + 0.5 * weight, 7);
}
