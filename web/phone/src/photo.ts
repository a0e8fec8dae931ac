/** Read a QR code from a photograph: by the phone's own reader where it has one, else by ours. Loaded only when used. */

import { decodeQR } from "qr/decode.js";
import { load } from "./shrink";

const SIZES = [800, 1400];

export async function read(file: Blob): Promise<string | null> {
  const picture = await load(file);
  if (!picture) return null;
  const own = await byPhone(picture);
  if (own !== null) return own;
  for (const size of SIZES) {
    const pixels = draw(picture, size);
    try {
      return decodeQR(pixels, { timeLimit: 2000 });
    } catch {
      // Nothing found at this size.
    }
  }
  return null;
}

type Detector = { detect: (picture: HTMLImageElement) => Promise<{ rawValue: string }[]> };

async function byPhone(picture: HTMLImageElement): Promise<string | null> {
  const Reader = (window as unknown as { BarcodeDetector?: new (of: { formats: string[] }) => Detector }).BarcodeDetector;
  if (!Reader) return null;
  try {
    const found = await new Reader({ formats: ["qr_code"] }).detect(picture);
    return found[0] ? found[0].rawValue : null;
  } catch {
    return null; // there by name only
  }
}

function draw(picture: HTMLImageElement, most: number): ImageData {
  const scale = Math.min(1, most / Math.max(picture.naturalWidth, picture.naturalHeight));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(picture.naturalHeight * scale));
  const context = canvas.getContext("2d") as CanvasRenderingContext2D;
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}
