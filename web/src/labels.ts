/** Where names can stand so that none covers another: shared by the screen and the exported picture. */

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
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const LONGEST = 34;
const CELL = 90;
const EDGE = 2;

export function shortened(name: string): string {
  const letters = Array.from(name);
  return letters.length <= LONGEST ? name : `${letters.slice(0, LONGEST - 1).join("").trimEnd()}…`;
}

/** Labels for as many of the named points as there is room for, the first ones first. `height` is that of a
 *  line, `measure` gives the width of a text, `crowded` lets names stand over points that have no name yet;
 *  `across` is how wide the drawing is: names of points in it are not cut off at its sides. */
export function placeLabels(
  points: readonly Named[], height: number, measure: (text: string) => number, crowded: boolean, across = Infinity,
): Label[] {
  const taken = new Map<string, Box[]>();
  const cells = (box: Box): string[] => {
    const found: string[] = [];
    for (let column = Math.floor(box.left / CELL); column <= Math.floor(box.right / CELL); column++) {
      for (let row = Math.floor(box.top / CELL); row <= Math.floor(box.bottom / CELL); row++) {
        found.push(`${column} ${row}`);
      }
    }
    return found;
  };
  const take = (box: Box): void => {
    for (const cell of cells(box)) taken.set(cell, [...(taken.get(cell) ?? []), box]);
  };
  const free = (box: Box): boolean =>
    cells(box).every((cell) => (taken.get(cell) ?? []).every((other) =>
      box.right <= other.left || box.left >= other.right || box.bottom <= other.top || box.top >= other.bottom));
  if (!crowded) {
    for (const { x, y, radius } of points) {
      take({ left: x - radius, top: y - radius, right: x + radius, bottom: y + radius });
    }
  }
  const labels: Label[] = [];
  for (const point of points) {
    const text = shortened(point.text);
    const width = measure(text);
    const { x, y, radius } = point;
    const below = y + radius + 2;
    const places: [number, number][] = [
      [x - width / 2, below],
      [x - width / 2, y - radius - 2 - height],
      [x + radius + 4, y - height / 2],
      [x - radius - 4 - width, y - height / 2],
    ];
    const inSight = x >= 0 && x <= across && width < across;
    for (const [wanted, top] of places) {
      const left = inSight ? Math.min(Math.max(wanted, EDGE), across - width - EDGE) : wanted;
      const box = { left, top, right: left + width, bottom: top + height };
      if (!free(box)) continue;
      take(box);
      labels.push({ ...point, text, left, baseline: top + height * 0.78, width });
      break;
    }
  }
  return labels;
}
