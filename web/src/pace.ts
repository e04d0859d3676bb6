/** How a network is drawn while it moves. */

import type Sigma from "sigma";

import type { EdgeValues, NodeValues } from "./graph.ts";

/** Networks with more edges than this are drawn rough while they move. */
export const FULL = 2500;
const REST_MS = 250;

export interface Pace {
  rough: boolean;
}

/** What sigma.js asks at each move of the pointer, by reading back from the graphics card: it waits there
 *  until all that was to be drawn is drawn. */
interface Picking {
  getNodeAtPosition(position: { x: number; y: number }): string | null;
  getEdgeAtPoint(x: number, y: number): string | null;
}

/** Draws a large network rough as long as the view moves, and in full once it has come to rest. */
export class Pacer {
  private readonly sigma: Sigma<NodeValues, EdgeValues>;
  private readonly pace: Pace;
  private resting = 0;
  private held = false;
  private pressed = false;
  private readonly stopping = new AbortController();

  constructor(sigma: Sigma<NodeValues, EdgeValues>, pace: Pace) {
    this.sigma = sigma;
    this.pace = pace;
    sigma.getCamera().on("updated", () => { this.moved(); });
    const { signal } = this.stopping;
    sigma.getContainer().addEventListener("pointerdown", () => { this.pressed = true; }, { signal });
    addEventListener("pointerup", () => { this.released(); }, { signal });
    addEventListener("pointercancel", () => { this.released(); }, { signal });
    const picking = sigma as unknown as Picking;
    const nodeAt = picking.getNodeAtPosition.bind(sigma);
    const edgeAt = picking.getEdgeAtPoint.bind(sigma);
    picking.getNodeAtPosition = (position) => pace.rough ? null : nodeAt(position);
    picking.getEdgeAtPoint = (x, y) => pace.rough ? null : edgeAt(x, y);
  }

  /** Whether the network is so large that each frame counts. */
  get large(): boolean {
    return this.sigma.getGraph().size > FULL;
  }

  /** Draw rough until told that it is over, as while actors are arranged. */
  hold(held: boolean): void {
    this.held = held;
    if (held) this.pace.rough = this.large;
    else this.rest();
  }

  stop(): void {
    this.stopping.abort();
    clearTimeout(this.resting);
  }

  private moved(): void {
    if (!this.large) return;
    this.pace.rough = true;
    this.restSoon();
  }

  private released(): void {
    this.pressed = false;
    if (this.pace.rough) this.restSoon();
  }

  private restSoon(): void {
    clearTimeout(this.resting);
    this.resting = window.setTimeout(() => { if (!this.held && !this.pressed) this.rest(); }, REST_MS);
  }

  private rest(): void {
    if (!this.pace.rough) return;
    this.pace.rough = false;
    this.sigma.scheduleRender();
  }
}
