/** The page of a network: turns its picture into a drawing that can be filtered, followed and shared. */

import "./network.css";

import { canDraw } from "./drawing.ts";
import { find, h } from "./dom.ts";
import { Explorer } from "./explorer.ts";

const place = find("#network", HTMLElement);
if (canDraw()) {
  const explorer = new Explorer(place, find("#network-filters", HTMLFormElement), find("#facts", HTMLElement));
  void explorer.start();
} else {
  find("#network-plain", HTMLElement).hidden = false;
  const picture = place.dataset["picture"] ?? "";
  place.replaceChildren(h("figure", {}, h("a", { href: picture },
    h("img", { src: picture, alt: `${place.dataset["title"] ?? ""}, as a picture; the table below says the same` }))));
}
