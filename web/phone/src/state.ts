/** What the page holds in memory; everything in it can be read again from the disk. */

import type { Lost } from "./loss";
import type { Why } from "./http";
import type { Pin } from "./pin";
import type { Change, Database } from "./store/database";
import type { Everything } from "./store/people";
import type { Trouble } from "./store/trouble";
import type { PictureRecord } from "./store/pictures";
import type { OutboxRecord, Site } from "./types";
import type { Language } from "./words";

export type Net = "idle" | "working" | "later" | "signed_out";
export type Alarm = { id: string; title: string; said: string; grid: string };
export type PictureRow = Omit<PictureRecord, "bytes"> & { size: number };
/** form: what was typed of the saved form, for its undo; instead: the record that was sent back, and that what was saved took the place of. */
export type Toast = { words: string; undo: string[]; until: number; form?: { key: string; door: string; typed: object; path: string }; instead?: OutboxRecord };

export type State = {
  language: Language;
  database: Database | null;
  user: string;
  device: string;
  everything: Everything;
  records: OutboxRecord[];
  alarms: Alarm[];
  pin: Pin | undefined;
  pinOffered: boolean;
  site: Site;
  locked: boolean;
  revoked: boolean;
  /** No post of the worker reaches a door any more. */
  ended: boolean;
  lastSuccess: number;
  net: Net;
  /** Why nothing was heard the last time; kept until something is. */
  why: Why | undefined;
  toast: Toast | null;
  /** Records the phone had no room for, kept here until they are in a file. */
  full: OutboxRecord[];
  othersUnsent: number;
  /** Emergencies that wait for the word of this user's office. */
  urgent: number;
  /** Photographs that are not with the server. */
  pictures: number;
  /** What is known of them, once anything of photographs was loaded. */
  pictureRows: PictureRow[];
  offlineReady: "yes" | "no" | "unknown";
  /** A newer version of the page is here, whole; this one goes on until the worker opens it. */
  newer: boolean;
  persisted: "yes" | "no" | "unknown";
  trouble: Trouble | "";
  /** Records that this phone lost and nothing can bring back. */
  lost: Lost[];
  /** How many it lost, and had from their second copy again, since the worker last looked. */
  restored: number;
};

export const nothing: Everything = { households: [], changes: [] as Change[], day: undefined, sections: {}, words: undefined, offset: 0 };

export const state: State = {
  language: "zh",
  database: null,
  user: "",
  device: "",
  everything: nothing,
  records: [],
  alarms: [],
  pin: undefined,
  pinOffered: false,
  site: "",
  locked: false,
  revoked: false,
  ended: false,
  lastSuccess: 0,
  net: "idle",
  why: undefined,
  toast: null,
  full: [],
  othersUnsent: 0,
  urgent: 0,
  pictures: 0,
  pictureRows: [],
  offlineReady: "unknown",
  newer: false,
  persisted: "unknown",
  trouble: "",
  lost: [],
  restored: 0,
};

/** Now in truth, as far as the server has told. */
export function nowTrue(): number {
  return Date.now() + state.everything.offset;
}

let draw: () => void = () => undefined;
let asked = false;

export function drawWith(work: () => void): void {
  draw = work;
}

/** Draw the page again, once for however many changes. */
export function redraw(): void {
  if (asked) return;
  asked = true;
  setTimeout(() => {
    asked = false;
    draw();
  }, 0);
}
