import * as z from 'zod/mini';
import { DAY, type Instant, MINUTE, toIso } from '../engine/calendar/instant.ts';
import { onFirstUse } from '../engine/on-first-use.ts';
import type { StationId } from '../engine/scope.ts';
import type { Companion } from '../engine/storage/companion.ts';
import type { Row } from '../engine/storage/row.ts';
import { readRow } from '../engine/storage/row-parts.ts';
import type { CompanionStore } from '../engine/storage/store.ts';
import { Unreadable } from '../engine/storage/store-errors.ts';
import { givenUpIn, givenUpPk, LISTED_FOR, sentAgain, type Waiting } from './webhook-rows.ts';

/** An event in the list, and the sort key of its row there. */
export interface GivenUp extends Waiting {
  readonly row: string;
}

/** How many rows are read at once, and how many of them. */
const PAGE = 100;
const PAGES_MAX = 10;

/** Behind every event of the partition: their sort keys begin with a digit. */
const EVENTS_END = ':';
const MARK = 'SENT-AGAIN';

/** A run lists an event under the time when it began, so one that is listed now may stand among those of minutes ago. */
const LISTED_WITHIN = 5 * MINUTE;

/** How long a repeated request is recognised. */
const COMMAND_KEPT = 2 * DAY;

type Reads = Pick<CompanionStore, 'companions'>;
type Writes = Reads & Pick<CompanionStore, 'writeCompanions'>;

const markShape = onFirstUse(() => z.object({ through: z.string() }));

/** Up to where everything was sent again, so that no call reads it once more. */
async function sentThrough(store: Reads, pk: string): Promise<string | undefined> {
  const [row] = await store.companions(pk, { from: MARK, through: MARK, limit: 1 });
  return row && readRow(markShape, row).through;
}

interface Listing {
  readonly mark?: string | undefined;
  readonly through?: string | undefined;
  readonly limit: number;
  readonly newestFirst?: true;
}

/** The events of an endpoint that are listed, in one order, at most `limit`; `more` where there are others, or may be. */
async function listed(
  store: Reads,
  pk: string,
  { mark = '', through = EVENTS_END, limit, newestFirst }: Listing,
): Promise<{ readonly events: readonly GivenUp[]; readonly more: boolean; readonly last?: string }> {
  const events: GivenUp[] = [];
  let last: string | undefined;
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const start = newestFirst ? { from: mark, through: last ?? through } : { from: last ?? mark };
    const range = { through, ...start, ...(newestFirst && { newestFirst }), limit: PAGE };
    const rows = await store.companions(pk, range);
    for (const row of rows) {
      // The range includes its end, which the page before had.
      if (row.sk === last) continue;
      const event = eventIn(row);
      if (event !== undefined && events.length === limit)
        return { events, more: true, ...(last && { last }) };
      if (event !== undefined) events.push(event);
      last = String(row.sk);
    }
    if (rows.length < PAGE) return { events, more: false, ...(last && { last }) };
  }
  return { events, more: true, ...(last && { last }) };
}

/** A row that does not read is left out: the others must be seen and sent. */
function eventIn(row: Row): GivenUp | undefined {
  try {
    const found = givenUpIn(row);
    return found && { ...found, row: String(row.sk) };
  } catch (error) {
    if (error instanceof Unreadable) return undefined;
    throw error;
  }
}

/** The given-up events of an endpoint, the newest first. */
export async function givenUpOf(store: Reads, station: StationId, endpoint: string, limit: number) {
  const pk = givenUpPk(station, endpoint);
  const { events, more } = await listed(store, pk, {
    mark: await sentThrough(store, pk),
    limit,
    newestFirst: true,
  });
  return { events, more };
}

/** Which events are sent again, and by which request. */
export interface Again {
  readonly station: StationId;
  readonly endpoint: string;
  readonly limit: number;
  /** The client's id of the request, which is known for two days: a repeat finishes it and gets its answer. */
  readonly commandId?: string | undefined;
}

/** Makes the oldest given-up events of an endpoint due, each before the next one, and remembers up to where. */
export async function sendOldestAgain(
  store: Writes,
  { station, endpoint, limit, commandId }: Again,
  now: Instant,
): Promise<{ readonly again: number; readonly more: boolean }> {
  const pk = givenUpPk(station, endpoint);
  const mark = await sentThrough(store, pk);
  const before = commandId === undefined ? undefined : await askedBefore(store, pk, commandId);
  const { events, more, last } = await listed(store, pk, { mark, limit, through: before?.through });
  const asked = { again: events.length, more, through: last ?? mark ?? '' };
  if (commandId !== undefined && before === undefined) {
    // Before the events, so that a request that breaks off is finished by its repeat, and takes no others.
    const isFirst = await store.writeCompanions([askedRow(pk, commandId, asked, now)]);
    if (!isFirst) return sendOldestAgain(store, { station, endpoint, limit, commandId }, now);
  }
  let again = 0;
  for (const [index, one] of events.entries()) {
    if (await store.writeCompanions(sentAgain(one, now, now - (events.length - index)))) again += 1;
  }
  await remember(store, pk, mark, last, now);
  return before === undefined ? { again, more } : { again: before.again, more: before.more };
}

/** What a request was answered, and up to where it sends again. */
const askedShape = onFirstUse(() => z.object({ again: z.number(), more: z.boolean(), through: z.string() }));
type Asked = z.output<ReturnType<typeof askedShape>>;

/** Behind every event of the partition, as the mark is. */
const askedKey = (pk: string, commandId: string) => ({ pk, sk: `C#${commandId}` });

async function askedBefore(store: Reads, pk: string, commandId: string): Promise<Asked | undefined> {
  const { sk } = askedKey(pk, commandId);
  const [row] = await store.companions(pk, { from: sk, through: sk, limit: 1 });
  return row && readRow(askedShape, row);
}

const askedRow = (pk: string, commandId: string, asked: Asked, now: Instant): Companion => ({
  key: askedKey(pk, commandId),
  values: { ...asked },
  expiresAt: now + COMMAND_KEPT,
  condition: 'absent',
  conflict: 'webhook',
});

async function remember(
  store: Writes,
  pk: string,
  before: string | undefined,
  last: string | undefined,
  now: Instant,
): Promise<void> {
  const [through] = [last ?? '', toIso(now - LISTED_WITHIN)].toSorted();
  if (through === undefined || through <= (before ?? '')) return;
  // Refused where another call has gone further meanwhile.
  await store.writeCompanions([
    {
      key: { pk, sk: MARK },
      values: { through },
      expiresAt: now + LISTED_FOR + DAY,
      condition: before === undefined ? 'absent' : { unchanged: { through: before } },
      conflict: 'webhook',
    },
  ]);
}
