/** The panel beside the drawing, or below it on a phone. */

import { h } from "./dom.ts";
import { messagePanel } from "./panel.ts";

export class Aside {
  readonly element = h("aside", { class: "net-panel", "aria-label": "Evidence", "aria-live": "polite", tabindex: -1 });

  set(...parts: HTMLElement[]): void {
    this.element.replaceChildren(...parts);
  }

  /** Show this, and where the panel is out of sight, as below the drawing on a phone, bring it up. */
  tell(...parts: HTMLElement[]): void {
    this.set(...parts);
    if (this.element.getBoundingClientRect().top < 0.7 * innerHeight) return;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.element.scrollIntoView({ block: "start", behavior: still ? "auto" : "smooth" });
  }

  fail(error: unknown): void {
    this.tell(messagePanel(error instanceof Error ? error.message : "That did not work."));
  }

  /** What can be done, where nothing is chosen. */
  rest(): void {
    this.set(
      h("h2", {}, "Evidence"),
      messagePanel("Choose a line to read who says so, in which words, and who denies it. Choose an actor to "
        + "follow what is said of it; double-click it to add its neighbours. Drag an actor to hold it in place."));
  }
}
