// Reads pictures of a page: how much of one is something else than its ground.
import type { Page } from "@playwright/test";

/**
 * The share of a picture (a PNG) that differs from its commonest colour, from 0 to 1. `desk` is any page to work
 * on; it is not the one in the picture.
 */
export function inked(desk: Page, picture: Buffer): Promise<number> {
  return desk.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    const brush = canvas.getContext("2d");
    if (!brush) throw new Error("no canvas here");
    brush.drawImage(bitmap, 0, 0);
    const { data } = brush.getImageData(0, 0, bitmap.width, bitmap.height);
    const colours = new Uint32Array(data.buffer);
    const counts = new Map<number, number>();
    for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
    return 1 - Math.max(...counts.values()) / colours.length;
  }, picture.toString("base64"));
}
