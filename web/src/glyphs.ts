/** The keys of the drawing's colours and shapes, as small pictures beside the filters. */

import { corners, kindLook, relationLook, type Scheme } from "./palette.ts";

const SVG = "http://www.w3.org/2000/svg";

/** An element of SVG. */
export function picture(tag: string, attributes: Record<string, string>): SVGElement {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}

function frame(shape: SVGElement): SVGElement {
  const svg = picture("svg", { viewBox: "-11 -8 22 16", width: "22", height: "16", "aria-hidden": "true", class: "net-glyph" });
  svg.append(shape);
  return svg;
}

/** A line of the relation's colour. */
export function relationGlyph(relation: string, scheme: Scheme, dashed = false): SVGElement {
  const line = picture("path", { d: "M-10 0H10", stroke: relationLook(relation)[scheme], "stroke-width": "3.5" });
  if (dashed) line.setAttribute("stroke-dasharray", "5 3");
  return frame(line);
}

/** The shape of a kind of actor in its colour. */
export function kindGlyph(kind: string, scheme: Scheme): SVGElement {
  const look = kindLook([kind]);
  const points = corners(look, 6);
  const fill = look[scheme];
  return frame(points.length === 0
    ? picture("circle", { r: "6", fill })
    : picture("polygon", { points: points.map((point) => point.join(",")).join(" "), fill }));
}
