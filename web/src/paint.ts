/** Colours of nodes and edges on the paper of the page. */

import type { EdgeValues, Network, NodeValues } from "./graph.ts";
import { GROUPS, kindLook, mix, type Paper, relationLook, type Scheme, thickness, UNGROUPED } from "./palette.ts";

export interface Brush {
  scheme: Scheme;
  paper: Paper;
  /** Whether actors have the colour of their group instead of that of their kind. */
  groups: boolean;
  /** How much of the paper is in the colour of edges, from 0 to 1. */
  faint: number;
}

const FADE = 0.86;
const FAINT = 0.2; // as if drawn with ink that is not quite opaque
const FAINTEST = 0.65;

/** How faint edges are drawn: the more there are, the fainter, so that actors stand out of them. */
export function faintness(network: Network): number {
  return Math.min(FAINTEST, FAINT + network.size / 10_000);
}

export function nodeColour(brush: Brush, node: NodeValues, faded = false): string {
  const look = brush.groups ? (GROUPS[node.group] ?? UNGROUPED) : kindLook(node.kinds);
  return faded ? mix(look[brush.scheme], brush.paper.paper, FADE) : look[brush.scheme];
}

export function edgeColour(brush: Brush, edge: EdgeValues, faded = false): string {
  return mix(relationLook(edge.relation)[brush.scheme], brush.paper.paper, faded ? FADE : brush.faint);
}

/** Edges are thinner, too, where they are fainter. */
export function edgeWidth(brush: Brush, edge: EdgeValues): number {
  return thickness(edge.weight) * (1 - (brush.faint - FAINT));
}

/** The colours around an element as they are shown now. */
export function readPaper(element: Element): { scheme: Scheme; paper: Paper } {
  const style = getComputedStyle(element);
  const scheme: Scheme = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  const colour = (name: string, otherwise: string): string => {
    const value = style.getPropertyValue(name).trim();
    if (/^#[0-9a-f]{6}$/i.test(value)) return value;
    return /^#[0-9a-f]{3}$/i.test(value) ? value.replace(/[0-9a-f]/gi, "$&$&") : otherwise;
  };
  const dark = scheme === "dark";
  return {
    scheme,
    paper: {
      paper: colour("--paper", dark ? "#15161a" : "#fdfcf9"),
      ink: colour("--ink", dark ? "#e9e6e0" : "#1c1b19"),
      muted: colour("--muted", dark ? "#aaa59b" : "#5d5850"),
      accent: colour("--accent", dark ? "#83c8dc" : "#0f5c73"),
    },
  };
}
