/** Hands the drawing to the reader as a picture. */

import { download } from "./dom.ts";
import type { Network } from "./graph.ts";
import { toPng } from "./png.ts";
import { drawSvg, type Picture } from "./svg.ts";

export type PictureFormat = "svg" | "png";

export async function savePicture(network: Network, picture: Picture, format: PictureFormat): Promise<void> {
  const svg = drawSvg(network, picture);
  download(`network.${format}`, format === "svg" ? new Blob([svg], { type: "image/svg+xml" }) : await toPng(svg));
}
