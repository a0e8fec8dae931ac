/** What the server says: POST /api/v1/day and /api/v1/sync. */

export type Slot = { on: string; session: string; opens_at: string; due_at: string; /** Missing from a server older than this page. */ overdue_at?: string | undefined; outcome: "" | Outcome; /** The highest reading that answers it. */ highest_tenths?: number | null };
export type Outcome = "DONE" | "NOBODY_HOME" | "REFUSED";
export type Channel = "VISIT" | "PHONE" | "PROXY";
export type Site = "" | "AXILLA" | "FOREHEAD" | "WRIST" | "EAR";

export type Person = {
  id: string;
  name: string;
  phone: string;
  observation: string | null;
  protocol: string;
  last_on: string;
  day_number: number;
  alert: boolean;
  away: boolean;
  visit: boolean;
  /** The day before the server spoke, where a session of it passed without their being seen. */
  missed_on?: string | null;
  slots: Slot[];
  last: { temperature_tenths: number | null; at: string; by: string } | null;
};

export type Household = {
  etag: string;
  id: string;
  grid: string;
  address: string;
  building: string;
  order: string;
  note: string;
  apart: boolean | null;
  people: Person[];
};

/** A household on the phone; fetched_at: the phone's clock, ms. */
export type Kept = Household & { fetched_at: number };

export type Phone = { name: string; phone: string };
export type Grid = { code: string; name: string; community: string; may_register: boolean; doctors: Phone[]; secretaries: Phone[]; /** For whom this worker stands in there, to this day. */ instead_of?: string | null; until_on?: string | null };
export type Session = { code: string; opens: string; due: string };
export type Protocol = {
  fever_tenths: number;
  lowest_tenths: number;
  highest_tenths: number;
  remeasure_below_tenths: number;
  symptoms: string[];
  sessions: Session[];
  /** Missing from a server older than this page. */
  questions?: Question[];
};
/** Asked of each person at each check beside symptoms. kind: one that this page may not know; choices: none for a NUMBER and a TEXT. */
export type Question = { code: string; kind: string; words: string; choices: { code: string; words: string }[] };
export type Words = Record<"symptoms" | "sessions" | "emergencies" | "origins", Record<string, string>>;

/** A list that the server gives to be worked on, as a whole; what a row is, knows the kind whose list it is. */
export type Section = { etag: string; rows: unknown[] };

/** What else is to be done than the checks; state: as it stood at server_now. */
export type Task = { kind: string; words: string; subject: string; title: string; address: string; household: string | null; due_at: string; state: "LATER" | "OPEN" | "OVERDUE"; page: string };

export type DayAnswer = {
  server_now: string;
  /** by_code_of: who issued the one-time code that the session began with; missing from a server older than this page. */
  user: { id: string; name: string; by_code_of?: string };
  day: string;
  keep_days: number;
  grids: Grid[];
  protocols: Record<string, Protocol>;
  words: Words;
  /** Codes of what this worker may bring from somewhere; missing while the server is older than this page. */
  kinds?: string[];
  /** Lists to be worked on, by name: those that differ from what the phone has; null: this worker's no more. */
  sections?: Record<string, Section | null>;
  households: Household[];
  /** All of them, with the last piece; null where more comes. */
  tasks: Task[] | null;
  /** Missing from a server older than this page. */
  lost_cards?: LostCard[];
  gone: string[];
  more: boolean;
};

/** Two values of a field; other, by: what another wrote, and who: missing from a server older than this page. */
export type Both = { mine: unknown; kept: unknown; other?: unknown; by?: string | null };

/** What this worker changed of a card, and somebody else changed afterwards without knowing it. */
export type LostCard = { op: string; card: "PERSON" | "HOUSEHOLD"; subject: string; field: string; mine: string; kept: string; by: string };

/** Something to be told, of the kind that its code names; base: what the phone had of a card before. */
export type Fact = { kind: string; data: object; base?: object };

/** What a record knows of its own time; see account.ts. Missing from what an older page made. */
export type RecordClock = { offset_ms: number | null; after: string | null; page: string; mark_ms: number; moves: number };

/** What goes over the wire. time_said: by the server's clock, when the worker says that it was. */
export type Op = { id: string; kind: string; schema: number; claimed_at: string; clock?: RecordClock | undefined; time_said?: string | undefined; base?: unknown; data: unknown };

/** Of whom a record is, in words, so that it can be read when the household has left the phone. */
export type About = { household: string | null; title: string };

export type OutboxRecord = Op & {
  state: "waiting" | "rejected" | "delivered";
  user: string;
  about: About;
  /** Not sent before this moment (phone's clock, ms), so that a slip can be undone. */
  not_before: number;
  /** Times the server broke over this record while it took others. */
  tries: number;
  code: string;
  /** Why it was sent back, or what the community looks at first. */
  reason: string;
  fields: Record<string, string>;
  /** When it may have been made, of one that is asked about. */
  times?: string[] | undefined;
  /** What both said of a card, until the worker has seen it. */
  both: Record<string, Both> | null;
  delivered_at: number | null;
  saved_to_file: boolean;
  /** The version of the page whose record was sent back; missing in records of older pages. */
  refused_by?: string;
};

export type Answer = {
  id: string;
  status: "ok" | "duplicate" | "conflict" | "rejected" | "held";
  code?: string;
  reason?: string;
  fields?: Record<string, string>;
  times?: string[];
  both?: Record<string, Both>;
};
export type SyncAnswer = { server_now: string; skew_seconds: number; answers: Answer[] };
