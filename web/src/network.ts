/** The page of a network: turns its picture into a drawing that can be filtered, followed and shared. */

import "./network.css";

import { canDraw } from "./drawing.ts";
import { find } from "./dom.ts";
import { Explorer } from "./explorer.ts";

const place = find("#network", HTMLElement);
if (canDraw()) {
  const explorer = new Explorer(place, find("#network-filters", HTMLFormElement), find("#facts", HTMLElement));
  void explorer.start();
} else {
  find("#network-plain", HTMLElement).hidden = false;
}
