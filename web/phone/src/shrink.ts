/** Make a photograph small enough for a village's network: first its sides, then its quality, then its sides again. */

export const MOST_BYTES = 200 * 1024;
export const LONGEST_SIDE = 1600;
const SIDES = [LONGEST_SIDE, 1280, 1024, 800, 640];
const QUALITIES = [0.82, 0.7, 0.55, 0.4];

export type Size = { width: number; height: number };
/** Draw at a size and encode as JPEG; null where the browser cannot. */
export type Encode = (size: Size, quality: number) => Promise<ArrayBuffer | null>;

/** The same picture with its longer side at most so long; never larger than it is. */
export function fitted({ width, height, most }: Size & { most: number }): Size {
  const scale = Math.min(1, most / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** The first of the sizes and qualities, the best first, that weighs at most 200 KB; else the smallest of all. */
export async function shrunk({ width, height, encode }: Size & { encode: Encode }): Promise<ArrayBuffer | null> {
  let smallest: ArrayBuffer | null = null;
  let last = 0;
  for (const most of SIDES) {
    const size = fitted({ width, height, most });
    if (size.width * size.height === last) continue; // smaller than this step anyway
    last = size.width * size.height;
    for (const quality of QUALITIES) {
      const bytes = await encode(size, quality);
      if (!bytes) return null;
      if (!smallest || bytes.byteLength < smallest.byteLength) smallest = bytes;
      if (bytes.byteLength <= MOST_BYTES) return bytes;
    }
  }
  return smallest;
}

/** Shrink a chosen file; null for one that the phone cannot open as a picture. The browser turns it upright. */
export async function shrink(file: Blob): Promise<ArrayBuffer | null> {
  const picture = await load(file);
  return picture && shrunk({ width: picture.naturalWidth, height: picture.naturalHeight, encode: (size, quality) => drawn(picture, size, quality) });
}

export function load(file: Blob): Promise<HTMLImageElement | null> {
  return new Promise((done) => {
    const picture = new Image();
    const address = URL.createObjectURL(file);
    picture.onload = () => {
      URL.revokeObjectURL(address);
      done(picture.naturalWidth && picture.naturalHeight ? picture : null);
    };
    picture.onerror = () => {
      URL.revokeObjectURL(address);
      done(null);
    };
    picture.src = address;
  });
}

function drawn(picture: HTMLImageElement, size: Size, quality: number): Promise<ArrayBuffer | null> {
  const canvas = document.createElement("canvas");
  canvas.width = size.width;
  canvas.height = size.height;
  const context = canvas.getContext("2d");
  if (!context) return Promise.resolve(null);
  context.fillStyle = "#fff"; // what is transparent would come out black
  context.fillRect(0, 0, size.width, size.height);
  context.drawImage(picture, 0, 0, size.width, size.height);
  return new Promise((done) => {
    canvas.toBlob((blob) => (blob ? bytesOf(blob).then(done, () => done(null)) : done(null)), "image/jpeg", quality);
  });
}

/** Blob.arrayBuffer is younger than the phones this runs on. */
function bytesOf(blob: Blob): Promise<ArrayBuffer> {
  return new Promise((done, refuse) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result as ArrayBuffer);
    reader.onerror = () => refuse(reader.error);
    reader.readAsArrayBuffer(blob);
  });
}
