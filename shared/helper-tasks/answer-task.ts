import canonicalize from 'canonicalize';
import { caseAggregate } from '../cases/case-aggregate.ts';
import { keyOf } from '../cases/case-key.ts';
import type { HelperAnswer } from '../cases/helper-roles.ts';
import { isBlank } from '../cases/readable-text.ts';
import { type Refused, refused } from '../cases/refused.ts';
import type { World } from '../cases/world.ts';
import { DAY, type Instant } from '../engine/calendar/instant.ts';
import { handleCommand } from '../engine/commands/handle-command.ts';
import { defined } from '../engine/defined.ts';
import { contentDigest, keptCommand } from '../engine/storage/kept-commands.ts';
import { findHelperLink } from './helper-link.ts';
import { openTask } from './helper-page.ts';
import { isLinkOpen } from './helper-task.ts';
import { helperTaskAggregate } from './helper-task-aggregate.ts';
import type { HelperTaskKey } from './helper-task-key.ts';

export interface GivenAnswer {
  readonly answer: HelperAnswer;
  /** What the helper saw; only with `saw`. */
  readonly text?: string;
  /** How many answers the page showed. */
  readonly seen: number;
  /** The page's id of this answer: a second tap is the same answer. */
  readonly commandId: string;
}

const COMMAND_KEPT = 2 * DAY;
const helper = { kind: 'helper' } as const;

/**
 * Enters a helper's answer into the case, in the helper's own voice and sealed to the station alone, and ends the task in
 * the same commit. The officer who asked is told.
 */
export async function answerTask(
  world: Pick<World, 'store' | 'readerKeys' | 'sealer' | 'hasher' | 'policies'>,
  secret: string,
  { commandId, seen, ...said }: GivenAnswer,
  now: Instant,
): Promise<{ readonly answered: HelperAnswer; readonly refusal?: never } | Refused> {
  const { answer } = said;
  const contentHash = await world.hasher.keyedHash(canonicalize(said) ?? '');
  const open = await openTask(world, secret, now);
  if (open === undefined) {
    const isRepeat = answer === 'not-me' && (await wasNotMe(world, secret, commandId, contentHash));
    return isRepeat ? { answered: answer } : refused({ code: 'not-found' });
  }
  const { key, task } = open;
  const text = answer === 'saw' && said.text !== undefined && !isBlank(said.text) ? said.text : undefined;
  const request = {
    commandId: commandOf(key, commandId),
    contentHash,
    expiresAt: now + COMMAND_KEPT,
  };
  const to = await world.sealer.stationRecipients(key.station, ['station']);
  const target = { key: keyOf(task), station: key.station, now, request };
  const handled = await handleCommand(world, caseAggregate, target, async () => {
    const before = await world.store.load(key);
    if (before === undefined || !isLinkOpen(before, now)) return refused({ code: 'not-found' });
    const { for: role, askedBy, answers } = before;
    const correction = answers === 0 ? undefined : answers;
    return {
      command: {
        move: 'helper-answered' as const,
        ...{ task: key.id, for: role, askedBy, answer },
        ...defined({ correction }),
      },
      by: helper,
      ...(text !== undefined && { texts: [{ kind: 'helper-words', text, to }] }),
      second: {
        aggregate: helperTaskAggregate,
        before,
        command: { move: 'answer', answer, seen },
        by: helper,
      },
    };
  });
  switch (handled.outcome) {
    case 'committed':
    case 'repeated':
      return { answered: answer };
    case 'refused':
      return { refusal: handled.refusal };
    case 'conflict':
      return refused({ code: 'too-busy' });
    case 'nothing':
      throw new Error('an answer of a helper left no fact');
  }
}

const commandOf = ({ id }: HelperTaskKey, commandId: string): string => `helper-${id}-${commandId}`;

/** Whether this very "not me" has ended the link before: a second tap gets the thanks of the first, and no "void". */
async function wasNotMe(
  { store }: Pick<World, 'store'>,
  secret: string,
  commandId: string,
  contentHash: string,
): Promise<boolean> {
  const link = await findHelperLink(store, secret);
  const task = link && (await store.load(link.key));
  if (link === undefined || task?.status !== 'not-me') return false;
  const found = await store.load(keyOf({ station: link.key.station, caseId: task.caseId }));
  return keptCommand(found?.commands, commandOf(link.key, commandId))?.content === contentDigest(contentHash);
}
