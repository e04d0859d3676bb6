/** How a network is drawn while it moves. */

import type Sigma from "sigma";
import type { CameraState } from "sigma/types";

import type { EdgeValues, NodeValues } from "./graph.ts";
import { blankPart, growth, type Point, type Shift, shiftOf, toCss } from "./shift.ts";

/** Networks with more edges than this are not drawn in full while they move. */
export const FULL = 2500;
const REST_MS = 250;
const BLANK = 1 / 3; // a picture that leaves more of the view blank is drawn anew
const COARSE = 6; // and one that is enlarged more,
const AGAIN_MS = 500; // but not again so soon

export interface Pace {
  rough: boolean;
}

/** What sigma.js asks at each move of the pointer, by reading back from the graphics card: it waits there
 *  until all that was to be drawn is drawn. */
interface Picking {
  getNodeAtPosition(position: { x: number; y: number }): string | null;
  getEdgeAtPoint(x: number, y: number): string | null;
}

/** Moves the picture of a large network as long as the view moves, without drawing it again, and draws it in
 *  full once the view has come to rest. Drawn meanwhile, as where much has become blank, it is drawn rough.
 *  Its edges and actors are copied into one layer: where no graphics card puts layers together, each layer
 *  takes many milliseconds of every frame, whatever it is that moves. */
export class Pacer {
  private readonly sigma: Sigma<NodeValues, EdgeValues>;
  private readonly pace: Pace;
  private readonly picture = document.createElement("div");
  private readonly copy: CanvasRenderingContext2D;
  private readonly copied: readonly HTMLCanvasElement[];
  private drawn: CameraState;
  private drawnAt = 0;
  private resting = 0;
  private held = false;
  private pressed = false;
  private readonly stopping = new AbortController();

  constructor(sigma: Sigma<NodeValues, EdgeValues>, pace: Pace) {
    this.sigma = sigma;
    this.pace = pace;
    const { edges, nodes, labels, mouse } = sigma.getCanvases();
    const copy = document.createElement("canvas").getContext("2d");
    if (!edges || !nodes || !labels || !mouse || !copy) throw new Error("the browser has no canvas");
    this.copied = [edges, nodes];
    this.copy = copy;
    this.picture.className = "net-picture";
    this.picture.append(copy.canvas, edges, nodes, labels);
    mouse.before(this.picture);
    const camera = sigma.getCamera();
    this.drawn = camera.getState();
    camera.removeAllListeners("updated"); // at which sigma.js draws
    camera.on("updated", () => { this.viewed(); });
    sigma.on("afterRender", () => { this.rendered(); });
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

  /** Something moves: draw a large network rough until that is over. */
  moved(): void {
    if (!this.large) return;
    this.pace.rough = true;
    this.restSoon();
  }

  stop(): void {
    this.stopping.abort();
    this.sigma.getCamera().removeAllListeners("updated");
    clearTimeout(this.resting);
  }

  private viewed(): void {
    this.moved();
    const shift = this.pace.rough ? this.shift() : null;
    const soon = performance.now() < this.drawnAt + AGAIN_MS;
    if (shift === null || (!soon && this.outworn(shift))) this.sigma.scheduleRender();
    if (shift !== null) this.picture.style.transform = toCss(shift);
  }

  private outworn(shift: Shift): boolean {
    return growth(shift) > COARSE || this.blank(shift) > BLANK;
  }

  private rendered(): void {
    this.drawn = this.sigma.getCamera().getState();
    this.picture.style.transform = "";
    this.picture.classList.toggle("copied", this.large);
    if (this.large) this.copyLayers();
    this.drawnAt = performance.now();
  }

  /** Copy what has just been drawn: later its layers may be blank. */
  private copyLayers(): void {
    const { canvas } = this.copy;
    const [{ width, height } = canvas] = this.copied;
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    else this.copy.clearRect(0, 0, width, height);
    for (const layer of this.copied) this.copy.drawImage(layer, 0, 0);
  }

  private shift(): Shift {
    const { sigma, drawn } = this;
    const cameraState = sigma.getCamera().getState();
    return shiftOf(sigma.getDimensions(), (point) =>
      sigma.framedGraphToViewport(sigma.viewportToFramedGraph(point, { cameraState: drawn }), { cameraState }));
  }

  /** The part of the view where actors may be, and nothing was drawn. */
  private blank(shift: Shift): number {
    const { sigma } = this;
    const { x: [left, right], y: [low, high] } = sigma.getBBox();
    const wanted = (point: Point): boolean => {
      const { x, y } = sigma.viewportToGraph(point);
      return x >= left && x <= right && y >= low && y <= high;
    };
    return blankPart(sigma.getDimensions(), shift, wanted);
  }

  private released(): void {
    this.pressed = false;
    if (this.pace.rough) this.restSoon();
  }

  private restSoon(): void {
    clearTimeout(this.resting);
    this.resting = window.setTimeout(() => { this.paused(); }, REST_MS);
  }

  private paused(): void {
    if (this.held) return;
    if (!this.pressed) this.rest();
    else if (this.outworn(this.shift())) this.sigma.scheduleRender();
  }

  private rest(): void {
    if (!this.pace.rough) return;
    this.pace.rough = false;
    this.sigma.scheduleRender();
  }
}
