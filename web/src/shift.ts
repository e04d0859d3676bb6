/** Where a picture that was drawn of a view stands in another view of the same. */

export interface Point {
  x: number;
  y: number;
}

/** x' = a x + c y + e, y' = b x + d y + f, as in `matrix(a, b, c, d, e, f)` of CSS; lengths in pixels. */
export interface Shift {
  a: number;
  b: number;
  c: number;
  d: number;
  e: number;
  f: number;
}

export interface Size {
  width: number;
  height: number;
}

const SAMPLES = 12; // points a side at which the view is looked at

/** The shift that does to a view of this size what `move` does to its points; `move` must be affine. */
export function shiftOf({ width, height }: Size, move: (point: Point) => Point): Shift {
  const origin = move({ x: 0, y: 0 });
  const right = move({ x: width, y: 0 });
  const below = move({ x: 0, y: height });
  return {
    a: (right.x - origin.x) / width,
    b: (right.y - origin.y) / width,
    c: (below.x - origin.x) / height,
    d: (below.y - origin.y) / height,
    e: origin.x,
    f: origin.y,
  };
}

/** How many times longer lengths become; 1 where the view was but dragged. */
export function growth({ a, b, c, d }: Shift): number {
  return Math.sqrt(Math.abs(a * d - b * c));
}

/** The part, from 0 to 1, of a view of this size that is wanted and not covered by the shifted picture of it. */
export function blankPart({ width, height }: Size, shift: Shift, wanted: (point: Point) => boolean): number {
  const { a, b, c, d, e, f } = shift;
  const area = a * d - b * c;
  let blank = 0;
  for (let row = 0; row < SAMPLES; row++) {
    for (let column = 0; column < SAMPLES; column++) {
      const x = ((column + 0.5) * width) / SAMPLES;
      const y = ((row + 0.5) * height) / SAMPLES;
      const from = { x: (d * (x - e) - c * (y - f)) / area, y: (a * (y - f) - b * (x - e)) / area };
      const covered = from.x >= 0 && from.x <= width && from.y >= 0 && from.y <= height;
      if (!covered && wanted({ x, y })) blank += 1;
    }
  }
  return blank / SAMPLES ** 2;
}

export function toCss({ a, b, c, d, e, f }: Shift): string {
  return `matrix(${[a, b, c, d, e, f].join(", ")})`;
}
