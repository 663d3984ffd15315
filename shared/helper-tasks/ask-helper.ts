import canonicalize from 'canonicalize';
import type { CaseId } from '../cases/case.ts';
import { caseAggregate } from '../cases/case-aggregate.ts';
import type { CaseKey } from '../cases/case-key.ts';
import type { HelperRole } from '../cases/helper-roles.ts';
import { staffPhoto } from '../cases/photos/open-photo.ts';
import type { PhotoId } from '../cases/photos/photo.ts';
import { sealedAt } from '../cases/photos/photo-store.ts';
import { readableCharacters } from '../cases/readable-text.ts';
import type { Reader } from '../cases/reading/record-read.ts';
import { visibleCase } from '../cases/reading/visible-case.ts';
import { type Refused, refused } from '../cases/refused.ts';
import type { World } from '../cases/world.ts';
import { DAY, HOUR, type Instant } from '../engine/calendar/instant.ts';
import { handleCommand, type Plan } from '../engine/commands/handle-command.ts';
import { defined } from '../engine/defined.ts';
import { type Scope, type StaffActor, staffActor } from '../engine/scope.ts';
import type { Opener } from '../engine/secrets/opener.ts';
import { type Recipient, readerName } from '../engine/secrets/recipient.ts';
import { helperLinkCompanion } from './helper-link.ts';
import { type HelperTaskId, type HelperTaskTypes, LINK_HOURS } from './helper-task.ts';
import { helperTaskAggregate } from './helper-task-aggregate.ts';
import { type HelperTaskKey, helperTaskIdOf, helperTaskInScope } from './helper-task-key.ts';
import { HELPERS_MAX, taskOfCaseCompanion, tasksOfCase } from './tasks-of-case.ts';

export interface HelperRequest {
  /** What is asked, in plain words. */
  readonly task: string;
  readonly for: HelperRole;
  /** The only photo of the case that the helper shall see. */
  readonly photo?: PhotoId;
  /** The client's id of this request: a repeat gets the same link. */
  readonly commandId: string;
}

/** The new link, which nobody can be given a second time. */
export interface AskedForHelp {
  readonly id: HelperTaskId;
  readonly secret: string;
  readonly until: Instant;
  readonly refusal?: never;
}

type AskWorld = Pick<World, 'store' | 'policies' | 'sealer' | 'hasher' | 'readerKeys' | 'system'> & {
  /** Absent where no photo is shown. */
  readonly photos?: { readonly opener: Opener; readonly photoStore: World['photoStore'] };
};

/** How long a repeated request is recognised. */
const COMMAND_KEPT = 2 * DAY;

/**
 * Gives a helper one task on one case. The task and the case's fact are one commit. Its words, and a copy of the photo
 * that the helper may see, are sealed to the station and to whoever holds the link.
 */
export async function askHelper(
  world: AskWorld,
  reader: Reader,
  caseId: CaseId,
  request: HelperRequest,
): Promise<AskedForHelp | Refused> {
  const { scope, now } = reader;
  const visible = await visibleCase(world, scope, caseId);
  if (visible.refusal) return visible;
  if (readableCharacters(request.task) === 0) return refused({ code: 'nothing-to-read' });
  const link = await newLink(world, scope, caseId, request.commandId);
  const copied = await copyPhoto(world, reader, caseId, link, request.photo);
  if (copied.refusal) return copied;
  const target = {
    ...{ key: link.key, station: scope.station, now },
    request: {
      commandId: `staff-${request.commandId}`,
      contentHash: await world.hasher.keyedHash(canonicalize({ ...request }) ?? ''),
      expiresAt: now + COMMAND_KEPT,
    },
  };
  const until = now + LINK_HOURS * HOUR;
  const asked = { ...request, of: visible.key, by: staffActor(scope), photo: copied.photo, until };
  const handled = await handleCommand(world, helperTaskAggregate, target, ({ before }) =>
    before === undefined
      ? planAsking(world, link, asked)
      : Promise.resolve(refused({ code: 'helper-task-over' })),
  );
  const { key, secret } = link;
  switch (handled.outcome) {
    case 'committed':
      return { id: key.id, secret, until };
    case 'repeated':
      return { id: key.id, secret, until: (await world.store.load(key))?.until ?? until };
    case 'refused':
      return { refusal: handled.refusal };
    case 'conflict':
      return refused({ code: 'too-busy' });
    case 'nothing':
      throw new Error('a helper was asked without a fact');
  }
}

/** A link before it is stored: its secret, the task that it leads to, and who can open what is sealed for it. */
interface NewLink {
  readonly secret: string;
  readonly key: HelperTaskKey;
  readonly readerKey: string;
  readonly to: readonly Recipient[];
}

/** Under the key of this function alone, so that a repeat of the request makes the same link and nobody else can. */
async function newLink(
  { hasher, readerKeys, sealer }: AskWorld,
  scope: Scope,
  caseId: CaseId,
  commandId: string,
): Promise<NewLink> {
  const { station, person } = scope;
  const secret = await hasher.keyedHash(`helper link ${[station, caseId, person, commandId].join(' ')}`);
  const key = helperTaskInScope(scope, helperTaskIdOf(secret));
  const { publicKey, wrapped } = await readerKeys.create(secret);
  const own = await sealer.stationRecipients(station, ['station']);
  return { secret, key, readerKey: wrapped, to: [...own, { name: readerName(key.id), publicKey }] };
}

interface AskedTask extends Pick<HelperRequest, 'task' | 'for'> {
  readonly of: CaseKey;
  readonly by: StaffActor;
  readonly photo: CopiedPhoto;
  readonly until: Instant;
}

/** The task with its link, and the fact of its case, which may have changed since the last try. */
async function planAsking(
  { store }: Pick<World, 'store'>,
  { secret, key, readerKey, to }: NewLink,
  { of, by, photo, until, task, for: role }: AskedTask,
): Promise<Plan<HelperTaskTypes> | Refused> {
  const before = await store.load(of);
  if (before === undefined) return refused({ code: 'not-found' });
  if ((await tasksOfCase(store, of)).length >= HELPERS_MAX) {
    return refused({ code: 'helpers-enough', helpersMax: HELPERS_MAX });
  }
  const { station, caseId, priority } = before;
  const as = { station, id: key.id, caseId, priority, for: role, askedBy: by.person, ...photo };
  const command = { move: 'helper-asked', task: key.id, for: role, until };
  return {
    command: { move: 'ask', as },
    by,
    texts: [{ kind: 'helper-task', text: task, to }],
    companions: () => [helperLinkCompanion(secret, { key, readerKey }, until), taskOfCaseCompanion(of, key)],
    second: { aggregate: caseAggregate, before, command, by },
  };
}

interface CopiedPhoto {
  readonly photo?: PhotoId;
  readonly copy?: PhotoId;
}

/**
 * A copy of the photo for the holder of the link, under a name of its own: the case's photo stays sealed to those it was
 * for. That staff opened a photo of a secret case is on record like any other time.
 */
async function copyPhoto(
  world: AskWorld,
  reader: Reader,
  caseId: CaseId,
  { key, to }: NewLink,
  photo: PhotoId | undefined,
): Promise<{ readonly photo: CopiedPhoto; readonly refusal?: never } | Refused> {
  if (photo === undefined) return { photo: {} };
  const { photos } = world;
  if (photos === undefined) throw new Error('a photo cannot be shown by a function that opens none');
  const opened = await staffPhoto({ ...world, ...photos }, reader, caseId, photo);
  if (opened.refusal) return opened;
  const copy = world.system.newPhotoId();
  const at = { key, photo: copy };
  await photos.photoStore.keep(at, await world.sealer.sealBytes(opened.jpeg, sealedAt(at), to));
  return { photo: defined({ photo, copy }) };
}
