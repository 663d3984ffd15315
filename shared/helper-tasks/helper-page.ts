import { keyOf } from '../cases/case-key.ts';
import type { HelperAnswer } from '../cases/helper-roles.ts';
import { decoyKey } from '../cases/intake/decoy-key.ts';
import { isWorkedOn } from '../cases/lifecycle.ts';
import type { Photo } from '../cases/photos/photo.ts';
import { photosOf } from '../cases/photos/photo-slots.ts';
import { sealedAt } from '../cases/photos/photo-store.ts';
import { openText } from '../cases/reading/open-text.ts';
import { type Refused, refused } from '../cases/refused.ts';
import type { World } from '../cases/world.ts';
import type { Instant } from '../engine/calendar/instant.ts';
import { defined } from '../engine/defined.ts';
import type { Opener } from '../engine/secrets/opener.ts';
import { readerName } from '../engine/secrets/recipient.ts';
import { appendRead } from '../engine/storage/read-log.ts';
import type { Station } from '../stations/station.ts';
import { findHelperLink } from './helper-link.ts';
import { type HelperTask, isLinkOpen } from './helper-task.ts';
import { type HelperTaskKey, nowhere } from './helper-task-key.ts';

/** What of a task a helper is shown. */
export const helperParts = ['task', 'photo'] as const;

/** Who opens a link: nobody knows whom, so only when, and by which request. */
export interface HelperVisit {
  readonly requestId: string;
  readonly now: Instant;
  /** The answer has no body, so it shows nothing and is no read. */
  readonly isHead?: boolean;
}

/** A task as its helper sees it: nothing else of the case. */
export interface HelperPage {
  readonly task: {
    readonly words: string | undefined;
    readonly askedAt: Instant;
    readonly until: Instant;
    readonly withPhoto: boolean;
    readonly answers: number;
    readonly answer?: HelperAnswer;
    readonly answeredAt?: Instant;
  };
  /** What became of the photos that the helper sent. */
  readonly photos: readonly Photo[];
  readonly station: Station | undefined;
  readonly refusal?: never;
}

type PageWorld = Pick<World, 'store' | 'readerKeys'>;

interface OpenTask {
  readonly key: HelperTaskKey;
  readonly task: HelperTask;
  readonly opener: Opener;
}

/** Shows a task to the holder of its link. That it was shown is on record before this returns. */
export async function helperPage(
  world: PageWorld,
  secret: string,
  visit: HelperVisit,
): Promise<HelperPage | Refused> {
  const { store } = world;
  const open = await openTask(world, secret, visit.now);
  if (open === undefined) return refused({ code: 'not-found' });
  const { key, task, opener } = open;
  const [{ facts, texts }, station, photos] = await Promise.all([
    store.history(key, task),
    store.findStation(key.station, 'recent'),
    task.answers === 0 ? [] : photosOf(store, keyOf(task), task.id),
  ]);
  const [text] = texts;
  const words = text && (await openText(opener, key, facts, text)).text;
  if (!(await recordVisit(world, key, visit, 'task'))) return refused({ code: 'not-found' });
  const { askedAt, until, copy, answers, answer, answeredAt } = task;
  const shown = { words, askedAt, until, withPhoto: copy !== undefined, answers };
  return { task: { ...shown, ...defined({ answer, answeredAt }) }, photos, station };
}

/** The photo that the helper may see; that it was shown is on record before this returns. */
export async function helperPhoto(
  world: PageWorld & Pick<World, 'photoStore'>,
  secret: string,
  visit: HelperVisit,
): Promise<{ readonly jpeg: Uint8Array; readonly refusal?: never } | Refused> {
  const open = await openTask(world, secret, visit.now);
  const at = open?.task.copy && { key: open.key, photo: open.task.copy };
  const sealed = at && (await world.photoStore.show(at));
  if (open === undefined || at === undefined || sealed === undefined) return refused({ code: 'not-found' });
  const { bytes } = await open.opener.openBytes(sealed, sealedAt(at));
  if (bytes === undefined) return refused({ code: 'not-found' });
  if (!(await recordVisit(world, open.key, visit, 'photo'))) return refused({ code: 'not-found' });
  return { jpeg: bytes };
}

/**
 * The task of a link that opens: it is known, not older than two days, not taken back, and its case is still worked on.
 * Any other costs the same reads, so that the response time tells none from another.
 */
export async function openTask(
  { store, readerKeys }: PageWorld,
  secret: string,
  now: Instant,
): Promise<OpenTask | undefined> {
  const link = await findHelperLink(store, secret);
  const key = link?.key ?? nowhere(secret);
  const task = await store.load(key);
  const found = await store.load(keyOf({ station: key.station, caseId: task?.caseId ?? NO_CASE }));
  const opens =
    link !== undefined &&
    task !== undefined &&
    isLinkOpen(task, now) &&
    found !== undefined &&
    isWorkedOn(found.status);
  if (!opens) {
    await readerKeys.openDecoy();
    await store.history(key, { version: 0, chainHead: '' });
    return undefined;
  }
  return { key, task, opener: await readerKeys.opener(secret, link.readerKey, readerName(key.id)) };
}

/** The id of a case that does not exist. */
const NO_CASE = decoyKey('').id;

/**
 * How often a link shows its task or its photo. Each time is a row that stays, and anybody who has the link could add rows
 * without end; beyond this it looks like one that never was, and takes an answer all the same.
 */
const LOOKS_MAX = 500;

/** Returns whether the visit is on record; false once there were too many. */
async function recordVisit(
  { store }: PageWorld,
  key: HelperTaskKey,
  { requestId, now, isHead = false }: HelperVisit,
  what: (typeof helperParts)[number],
): Promise<boolean> {
  if (isHead) return true;
  const read = { at: now, by: { kind: 'helper' }, what: [what], request: requestId } as const;
  return appendRead(store, key, read, LOOKS_MAX);
}
