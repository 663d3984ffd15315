import { timingSafeEqual } from 'node:crypto';
import canonicalize from 'canonicalize';
import * as z from 'zod/mini';
import type { Instant } from '../calendar/instant.ts';
import type { LocalDay } from '../calendar/local-day.ts';
import type { Mac } from '../secrets/mac.ts';
import { count, instant, json, stationId } from '../storage/row-parts.ts';
import type { LogEntry } from './notary-log.ts';
import {
  type DailyRoot,
  type Objection,
  objectionCodes,
  type Restored,
  type Statement,
} from './statement.ts';

/** What the notary made of one batch of the stream. */
export interface SegmentContent {
  readonly at: Instant;
  readonly statements: readonly Statement[];
  readonly objections: readonly Objection[];
  readonly roots?: readonly DailyRoot[];
  readonly restored?: Restored;
  /** Chains of which an operator has looked into every objection up to now, so that proofs need not name them again. */
  readonly settled?: readonly string[];
}

/** A content with its place among those of the same writer, so that one that was removed leaves a gap. */
export interface Segment extends SegmentContent {
  /** Random: one run of one instance of the notary. */
  readonly writer: string;
  /** From 1, without gaps. */
  readonly number: number;
}

/** The segment as an entry of the log, with a code over all of it. */
export async function entryOf(segment: Segment, mac: Mac): Promise<LogEntry> {
  const { at, writer, number } = segment;
  const code = await mac(covered(segment));
  return {
    name: `${String(at).padStart(15, '0')}-${writer}-${String(number).padStart(9, '0')}`,
    text: JSON.stringify({ ...segment, mac: code }),
  };
}

/** The segment of an entry, or `undefined` if it is not as the notary wrote it. */
export async function segmentIn({ text }: LogEntry, mac: Mac): Promise<Segment | undefined> {
  const found = shape.safeParse(text);
  if (!found.success) return undefined;
  const { mac: code, ...segment } = found.data;
  return isSameCode(code, await mac(covered(segment as Segment))) ? (segment as Segment) : undefined;
}

/** What a code is over begins with what it is of, so that the code of one kind of text is none of another. */
const covered = (segment: Segment): string => `segment ${canonicalize(segment)}`;

export const isSameCode = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

const head = { version: count, head: z.string() };

const shape = z.pipe(
  json,
  z.strictObject({
    at: instant,
    writer: z.string(),
    number: count,
    statements: z.array(z.strictObject({ chain: z.string(), ...head, after: z.strictObject(head) })),
    objections: z.array(
      z.strictObject({
        chain: z.string(),
        what: z.enum(objectionCodes),
        version: z.exactOptional(count),
      }),
    ),
    roots: z.exactOptional(
      z.array(
        z.strictObject({
          station: stationId,
          day: z.custom<LocalDay>((day) => typeof day === 'string'),
          chains: count,
          root: z.string(),
        }),
      ),
    ),
    restored: z.exactOptional(z.strictObject({ to: instant })),
    settled: z.exactOptional(z.array(z.string())),
    mac: z.string(),
  }),
);
