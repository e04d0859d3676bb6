import { arrange, type Places, type Plan } from "./layout.ts";

/** `done` is false for rough places of a network that is still being arranged. */
export interface Arranged {
  places: Places;
  done: boolean;
}

addEventListener("message", (event: MessageEvent<Plan>) => {
  const tell = (places: Places, done: boolean): void => { postMessage({ places, done } satisfies Arranged); };
  tell(arrange(event.data, (rough) => { tell(rough, false); }), true);
});
