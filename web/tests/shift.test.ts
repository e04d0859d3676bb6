import assert from "node:assert/strict";
import { test } from "node:test";

import { blankPart, growth, type Point, shiftOf, toCss } from "../src/shift.ts";

const VIEW = { width: 800, height: 500 };
const everywhere = (): boolean => true;

/** What is at a point goes where a view that is dragged, zoomed and turned shows it. */
function mover(right: number, down: number, scale: number, angle: number): (point: Point) => Point {
  const [along, across] = [scale * Math.cos(angle), scale * Math.sin(angle)];
  return ({ x, y }) => ({ x: along * x - across * y + right, y: across * x + along * y + down });
}

test("a shift puts every point where the view shows it", () => {
  const move = mover(-120, 45, 1.7, 0.3);
  const { a, b, c, d, e, f } = shiftOf(VIEW, move);
  for (const { x, y } of [{ x: 0, y: 0 }, { x: 431, y: 77 }, { x: 800, y: 500 }]) {
    const there = move({ x, y });
    assert.ok(Math.hypot(a * x + c * y + e - there.x, b * x + d * y + f - there.y) < 1e-9);
  }
  assert.ok(Math.abs(growth({ a, b, c, d, e, f }) - 1.7) < 1e-9);
  assert.equal(toCss(shiftOf(VIEW, mover(8, -4, 2, 0))), "matrix(2, 0, 0, 2, 8, -4)");
});

test("dragging by a quarter leaves a quarter blank, zooming in nothing, zooming out by two three quarters", () => {
  assert.equal(blankPart(VIEW, shiftOf(VIEW, mover(0, 0, 1, 0)), everywhere), 0);
  assert.equal(blankPart(VIEW, shiftOf(VIEW, mover(200, 0, 1, 0)), everywhere), 0.25);
  assert.equal(blankPart(VIEW, shiftOf(VIEW, mover(-100, -100, 2, 0)), everywhere), 0);
  assert.equal(blankPart(VIEW, shiftOf(VIEW, mover(200, 125, 0.5, 0)), everywhere), 0.75);
});

test("where nothing would be drawn, nothing is blank", () => {
  const shift = shiftOf(VIEW, mover(400, 0, 1, 0));
  assert.equal(blankPart(VIEW, shift, ({ x }) => x > 400), 0);
  assert.equal(blankPart(VIEW, shift, ({ x }) => x < 200), 0.25);
});
