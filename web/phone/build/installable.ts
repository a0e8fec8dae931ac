import { mkdirSync, writeFileSync } from "node:fs";
import { crc32, deflateSync } from "node:zlib";
import type { Plugin } from "vite";

const SIZES = [192, 512];
const BRAND = [0x0b, 0x6e, 0x5f, 255];
const WHITE = [255, 255, 255, 255];
const CLEAR = [0, 0, 0, 0];

const MANIFEST = {
  name: "邻里 · 上门",
  short_name: "邻里",
  lang: "zh-CN",
  id: "/w/",
  start_url: "/w/",
  scope: "/w/",
  display: "standalone",
  background_color: "#f6f7f5",
  theme_color: "#0b6e5f",
  icons: SIZES.map((size) => ({ src: `/static/phone/icon-${size}.png`, sizes: `${size}x${size}`, type: "image/png" })),
};

/** Write what makes the phone's page an app that can be kept on the home screen: only then a browser promises to clear nothing. */
export function installable(): Plugin {
  return {
    name: "linli-installable",
    transformIndexHtml: { order: "post", handler: (page) => page.replace("<title>", '<link rel="manifest" href="/w/manifest.webmanifest" />\n    <title>') },
    // Nothing opens with these: written beside the bundle, they are not weighed with it.
    writeBundle({ dir = "" }) {
      mkdirSync(dir, { recursive: true });
      writeFileSync(`${dir}/manifest.webmanifest`, JSON.stringify(MANIFEST));
      for (const size of SIZES) writeFileSync(`${dir}/icon-${size}.png`, png(size, markAt));
    },
  };
}

/** The mark of index.html, in its square of 24 by 24: a house in white on a rounded ground. */
export function markAt(x: number, y: number): number[] {
  const [dx, dy] = [Math.max(5 - x, x - 19, 0), Math.max(5 - y, y - 19, 0)];
  if (dx * dx + dy * dy > 25) return CLEAR;
  const house = x >= 5 && x <= 19 && y <= 19 && y >= 6 + (Math.abs(x - 12) * 6) / 7;
  return house ? WHITE : BRAND;
}

/** A PNG of 8 bits RGBA (PNG specification, third edition, section 11), each point the mean of four of the picture. */
export function png(size: number, at: (x: number, y: number) => number[]): Buffer {
  const row = size * 4 + 1;
  const raw = Buffer.alloc(row * size);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const four = [0.25, 0.75].flatMap((a) => [0.25, 0.75].map((b) => at(((x + a) * 24) / size, ((y + b) * 24) / size)));
      for (let c = 0; c < 4; c++) raw[y * row + 1 + x * 4 + c] = four.reduce((sum, point) => sum + (point[c] ?? 0), 0) / 4;
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk("IHDR", head), chunk("IDAT", deflateSync(raw, { level: 9 })), chunk("IEND", Buffer.alloc(0))]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, "ascii"), data]);
  const whole = Buffer.alloc(body.length + 8);
  whole.writeUInt32BE(data.length, 0);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), body.length + 4);
  return whole;
}
