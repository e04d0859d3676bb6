/** The keys that move a drawing. */

import type { Drawing } from "./drawing.ts";

/** Let the keys pressed on a stage move its drawing; Escape clears. */
export function listenToKeys(stage: HTMLElement, drawing: Drawing, clear: () => void): void {
  const moves: Record<string, () => void> = {
    ArrowLeft: () => { drawing.pan(-0.12, 0); },
    ArrowRight: () => { drawing.pan(0.12, 0); },
    ArrowUp: () => { drawing.pan(0, 0.12); },
    ArrowDown: () => { drawing.pan(0, -0.12); },
    "+": () => { drawing.zoom(1.4); },
    "=": () => { drawing.zoom(1.4); },
    "-": () => { drawing.zoom(1 / 1.4); },
    "0": () => { drawing.fit(); },
    Escape: clear,
  };
  stage.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== stage) return;
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  });
}
