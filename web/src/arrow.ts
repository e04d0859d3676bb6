/** Where the line and the arrowhead of an edge run on a flat picture whose y runs downwards. */

export type Point = readonly [number, number];

export interface Arrow {
  /** The point that a curved line bends towards. */
  control: Point;
  tip: Point;
  /** Middle of the head's back; the tip, where there is no head. */
  base: Point;
  /** The other two corners of the head. */
  sides: readonly [Point, Point];
}

export interface Aim {
  bend: number;
  /** How far from the middle of its target the edge stops. */
  gap: number;
  width: number;
  symmetric: boolean;
  /** How much larger than usual all is drawn. */
  scale?: number;
}

/** The same as the shader of edgeProgram.ts draws. */
export function arrowOf(start: Point, end: Point, { bend, gap, width, symmetric, scale = 1 }: Aim): Arrow {
  const [dx, dy] = [end[0] - start[0], end[1] - start[1]];
  const most = Math.max(Math.hypot(dx, dy), 0.001) * 0.4;
  // The screen's y runs upwards there and downwards here, so the bend changes its sign.
  const control: Point = [(start[0] + end[0]) / 2 + dy * bend, (start[1] + end[1]) / 2 - dx * bend];
  const last = Math.atan2(end[1] - control[1], end[0] - control[0]);
  const into: Point = [Math.cos(last), Math.sin(last)];
  const short = Math.min(gap * scale + 1, most);
  const head = symmetric ? 0 : Math.min((7 + 1.3 * width) * scale, most);
  const half = head * 0.42;
  const tip: Point = [end[0] - into[0] * short, end[1] - into[1] * short];
  const base: Point = [tip[0] - into[0] * head, tip[1] - into[1] * head];
  const sides = [1, -1].map((side): Point => [base[0] - into[1] * half * side, base[1] + into[0] * half * side]);
  return { control, tip, base, sides: [sides[0] ?? base, sides[1] ?? base] };
}
