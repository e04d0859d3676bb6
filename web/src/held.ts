/** Actors that the reader holds in place. */

import type { Drawing } from "./drawing.ts";
import { idAt, keyOf } from "./ids.ts";
import type { View } from "./state.ts";

type Held = View["pinned"];

/** Hold an actor where it is now, or let it go. */
export function hold(drawing: Drawing, held: Held, key: string, on: boolean): void {
  const { x, y } = drawing.network.getNodeAttributes(key);
  if (on) {
    drawing.pin(key, x, y);
    held.set(idAt(drawing.network, key), [x, y]);
  } else {
    drawing.unpin(key);
    held.delete(idAt(drawing.network, key));
  }
}

/** Put those that are held where they are held. */
export function holdAll(drawing: Drawing, held: Held): void {
  for (const [id, [x, y]] of held) {
    const key = keyOf(drawing.network, id);
    if (key !== null) drawing.pin(key, x, y);
  }
}

export function letGoOfAll(drawing: Drawing): void {
  for (const key of drawing.network.filterNodes((_, { pinned }) => pinned)) drawing.unpin(key);
}
