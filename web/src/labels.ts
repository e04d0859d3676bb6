/** Where names can stand so that none covers another, an actor or an arrowhead: shared by the screen and the
 *  exported picture; graph/labels.py keeps the same rule for pictures drawn by the service. */

import type { Arrow } from "./arrow.ts";

export interface Named {
  key: string;
  text: string;
  x: number;
  y: number;
  radius: number;
}

export interface Label extends Named {
  /** Middle of the text, and its baseline. */
  left: number;
  baseline: number;
  width: number;
  /** The arrowheads it covers, to be painted above it. */
  over: readonly Box[];
}

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const LONGEST = 34;
const CELL = 90;
const EDGE = 2;
const GAP = 5; // between names side by side, which would read as one
const NEAR = 2; // between a name and its actor
const CLEAR = 9; // between a name and any other actor
const LARGE = 0.5; // in parts of the largest actor's size
const MINOR = 0.8; // how large, in parts of an actor's size, others are that its name may cover
/** Below, above, right, left, at a corner; then the same further off. */
const SIDES = [[0, 1], [0, -1], [1, 0], [-1, 0], [1, 1], [-1, 1], [1, -1], [-1, -1]] as const;
const PLACES = [0, 10].flatMap((further) => SIDES.map(([right, down]) => ({ further, right, down })));

export function shortened(name: string): string {
  const letters = Array.from(name);
  return letters.length <= LONGEST ? name : `${letters.slice(0, LONGEST - 1).join("").trimEnd()}…`;
}

/** What an arrowhead covers. */
export function headBox({ tip, sides }: Arrow): Box {
  const [xs, ys] = [0, 1].map((axis) => [tip, ...sides].map((corner) => corner[axis as 0 | 1])) as [number[], number[]];
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}

/** Boxes found by where they are. */
class Boxes {
  private readonly byCell = new Map<string, Box[]>();

  add(box: Box): void {
    for (const cell of cellsOf(box)) {
      const there = this.byCell.get(cell);
      if (there) there.push(box);
      else this.byCell.set(cell, [box]);
    }
  }

  /** Those within `margin` of a box. */
  near(box: Box, margin = 0): Box[] {
    const [left, top, right, bottom] = [box.left - margin, box.top - margin, box.right + margin, box.bottom + margin];
    return [...new Set(cellsOf({ left, top, right, bottom }).flatMap((cell) => (this.byCell.get(cell) ?? []).filter((other) =>
      right > other.left && left < other.right && bottom > other.top && top < other.bottom)))];
  }
}

function cellsOf(box: Box): string[] {
  const found: string[] = [];
  for (let column = Math.floor(box.left / CELL); column <= Math.floor(box.right / CELL); column++) {
    for (let row = Math.floor(box.top / CELL); row <= Math.floor(box.bottom / CELL); row++) {
      found.push(`${column} ${row}`);
    }
  }
  return found;
}

/** Labels for as many of the named points as there is room for, the first ones first. `height` is that of a
 *  line, `measure` gives the width of a text, `heads` are the arrowheads; `across` is how wide the drawing is:
 *  names of points in it are not cut off at its sides. A name covers no other, no head and no point, and stands
 *  clearly nearer to its own point than to any other. Only where large points have no such place may their names
 *  cover a few heads, which are to be painted above them, and points that are much smaller. Without `heads`,
 *  where the drawing is crowded, any name may cover any point. */
export function placeLabels(
  points: readonly Named[], height: number, measure: (text: string) => number, heads: readonly Box[] | null, across = Infinity,
): Label[] {
  const [names, arrows, dots] = [new Boxes(), new Boxes(), new Boxes()];
  const dotOf = points.map(({ x, y, radius }): Box => ({ left: x - radius, top: y - radius, right: x + radius, bottom: y + radius }));
  if (heads) {
    for (const head of heads) arrows.add(head);
    for (const dot of dotOf) dots.add(dot);
  }
  const largest = points.reduce((most, { radius }) => Math.max(most, radius), 0);
  const labels: Label[] = [];
  for (const [index, point] of points.entries()) {
    const text = shortened(point.text);
    const width = measure(text);
    const { x, y, radius } = point;
    const inSight = x >= 0 && x <= across && width < across;
    const places = PLACES.map(({ further, right, down }) => {
      const reach = radius + NEAR + further;
      const wanted = x - width / 2 + right * (width / 2 + reach);
      const left = inSight ? Math.min(Math.max(wanted, EDGE), across - width - EDGE) : wanted;
      const top = y - height / 2 + down * (height / 2 + reach);
      const box = { left, top, right: left + width, bottom: top + height };
      return { further, box, over: arrows.near(box), dots: dots.near(box) };
    }).filter(({ box }) => names.near(box).length === 0);
    const clear = places.find((place) => place.over.length + place.dots.length === 0
      && dots.near(place.box, CLEAR + 2 * place.further).every((dot) => dot === dotOf[index]));
    const bearable = radius < LARGE * largest ? [] : places
      .filter((place) => place.further === 0 && place.dots.every((dot) => dot.right - dot.left < MINOR * 2 * radius))
      .sort((one, other) => one.over.length + 3 * one.dots.length - other.over.length - 3 * other.dots.length);
    const place = clear ?? bearable[0];
    if (!place) continue;
    const { box, over } = place;
    names.add({ ...box, left: box.left - GAP, right: box.right + GAP });
    labels.push({ ...point, text, left: box.left, baseline: box.top + height * 0.78, width, over });
  }
  return labels;
}
