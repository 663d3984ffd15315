import canonicalize from 'canonicalize';
import * as z from 'zod/mini';
import type { CaseId } from '../cases/case.ts';
import { readableCharacters } from '../cases/readable-text.ts';
import { openText, type TextOpener } from '../cases/reading/open-text.ts';
import { visibleCase } from '../cases/reading/visible-case.ts';
import { type Refused, refused } from '../cases/refused.ts';
import type { World } from '../cases/world.ts';
import { DAY, type Instant } from '../engine/calendar/instant.ts';
import { canonicalHash } from '../engine/canonical-hash.ts';
import { handleCommand, type Plan } from '../engine/commands/handle-command.ts';
import { defined } from '../engine/defined.ts';
import { hashedId } from '../engine/hashed-id.ts';
import { onFirstUse } from '../engine/on-first-use.ts';
import { type Scope, staffActor } from '../engine/scope.ts';
import {
  FAQ_ENTRIES_MAX,
  type FaqEntry,
  type FaqEntryId,
  type FaqTypes,
  type FaqWords,
} from './faq-entry.ts';
import { faqEntryAggregate } from './faq-entry-aggregate.ts';
import { type FaqEntryKey, faqEntryKey } from './faq-entry-key.ts';
import { faqCompanion, listedFaq, listedFaqs } from './faq-row.ts';

type ChangeWorld = Pick<World, 'store' | 'policies' | 'sealer' | 'hasher'>;

/** Who changes an entry, and when. */
export interface FaqChange {
  readonly scope: Scope;
  readonly now: Instant;
}

/** Words that shall be approved. */
export interface NewWords {
  readonly words: FaqWords;
  readonly lookAgainDays: number;
  /** The client's id of this request: a repeat changes nothing more. */
  readonly commandId: string;
}

export interface ChangedFaq {
  readonly id: FaqEntryId;
  readonly refusal?: never;
}

/** How long a repeated request is recognised. */
const COMMAND_KEPT = 2 * DAY;
const TEXT_KIND = 'faq-words';

/**
 * Writes a question and its answer for approval; `caseId` names the case whose reply it was made from. Words that wait
 * are sealed to the station: whoever wrote them may have left a name in them.
 */
export async function draftFaq(
  world: ChangeWorld,
  { scope, now }: FaqChange,
  { words, lookAgainDays, commandId, caseId }: NewWords & { readonly caseId?: CaseId },
): Promise<ChangedFaq | Refused> {
  if (!isReadable(words)) return refused({ code: 'nothing-to-read' });
  if (caseId !== undefined) {
    const visible = await visibleCase(world, scope, caseId);
    if (visible.refusal) return visible;
  }
  const { station, person } = scope;
  const content = await world.hasher.keyedHash(`faq ${station} ${person} ${commandId}`);
  const key = faqEntryKey(station, hashedId('f', content) as FaqEntryId);
  return change(
    world,
    { scope, now },
    key,
    { commandId, content: { words, lookAgainDays } },
    async (before) => {
      if (before !== undefined) return refused({ code: 'command-used' });
      if ((await listedFaqs(world.store, station)).length >= FAQ_ENTRIES_MAX) {
        return refused({ code: 'faq-full', entriesMax: FAQ_ENTRIES_MAX });
      }
      return {
        command: {
          ...{ move: 'draft', station, id: key.id, by: person, lookAgainDays },
          ...defined({ caseId }),
        } as const,
        by: staffActor(scope),
        texts: [await sealedTo(world, scope, words)],
        companions: (after) => [faqCompanion(after, undefined)],
      };
    },
  );
}

/** Writes other words for approval. What residents read stays until they are approved. */
export async function correctFaq(
  world: ChangeWorld,
  { scope, now }: FaqChange,
  id: FaqEntryId,
  { words, lookAgainDays, commandId, seen }: NewWords & { readonly seen?: number },
): Promise<ChangedFaq | Refused> {
  if (!isReadable(words)) return refused({ code: 'nothing-to-read' });
  const key = faqEntryKey(scope.station, id);
  return change(world, { scope, now }, key, { commandId, content: { words, lookAgainDays } }, async () => {
    const listed = await listedFaq(world.store, key);
    return {
      command: { move: 'correct', by: scope.person, lookAgainDays, ...defined({ seen }) } as const,
      by: staffActor(scope),
      texts: [await sealedTo(world, scope, words)],
      companions: (after) => [faqCompanion(after, listed?.words)],
    };
  });
}

/** Shows the words of version `draft` to residents. Somebody else than their writer does that. */
export async function approveFaq(
  world: ChangeWorld & { readonly opener: TextOpener },
  { scope, now }: FaqChange,
  id: FaqEntryId,
  { draft, commandId }: { readonly draft: number; readonly commandId: string },
): Promise<ChangedFaq | Refused> {
  const key = faqEntryKey(scope.station, id);
  return change(world, { scope, now }, key, { commandId, content: { draft } }, async (before) => {
    if (before === undefined) return refused({ code: 'not-found' });
    if (before.draft !== undefined && before.draft.version !== draft) {
      return refused({ code: 'changed-meanwhile', version: before.version });
    }
    const words = await draftWords(world, key, draft);
    // Erased or damaged words cannot be read, so nobody can vouch for them.
    if (words === undefined) return refused({ code: 'nothing-to-approve' });
    return {
      command: { move: 'approve', by: scope.person, draft, shown: canonicalHash(words) } as const,
      by: staffActor(scope),
      companions: (after) => [faqCompanion(after, words)],
    };
  });
}

/** Says that an answer is still true, or takes it away from residents. */
export async function keepFaq(
  world: ChangeWorld,
  { scope, now }: FaqChange,
  id: FaqEntryId,
  { move, commandId }: { readonly move: 'confirm' | 'withdraw'; readonly commandId: string },
): Promise<ChangedFaq | Refused> {
  const key = faqEntryKey(scope.station, id);
  return change(world, { scope, now }, key, { commandId, content: { move } }, async () => {
    const listed = await listedFaq(world.store, key);
    return {
      command: { move } as const,
      by: staffActor(scope),
      companions: (after) => [faqCompanion(after, move === 'confirm' ? listed?.words : undefined)],
    };
  });
}

/** The words that a version wrote; `undefined` where there are none that can be read. */
export async function draftWords(
  { store, opener }: Pick<World, 'store'> & { readonly opener: TextOpener },
  key: FaqEntryKey,
  version: number,
): Promise<FaqWords | undefined> {
  const { facts, texts } = await store.history(key);
  const record = texts.find((one) => one.version === version);
  const { text } = record === undefined ? {} : await openText(opener, key, facts, record);
  return text === undefined ? undefined : stored().parse(JSON.parse(text));
}

const stored = onFirstUse(() => {
  const inEach = z.object({ 'zh-CN': z.string(), en: z.string() });
  return z.object({ question: inEach, answer: inEach });
});

const isReadable = ({ question, answer }: FaqWords): boolean =>
  [question, answer].every((one) => Object.values(one).every((text) => readableCharacters(text) > 0));

const sealedTo = async ({ sealer }: ChangeWorld, { station }: Scope, words: FaqWords) => ({
  kind: TEXT_KIND,
  text: JSON.stringify(words),
  to: await sealer.stationRecipients(station, ['station']),
});

/** Carries a command out once, however often it is sent. */
async function change(
  world: ChangeWorld,
  { scope, now }: FaqChange,
  key: FaqEntryKey,
  { commandId, content }: { readonly commandId: string; readonly content: object },
  plan: (before: FaqEntry | undefined) => Promise<Plan<FaqTypes> | Refused>,
): Promise<ChangedFaq | Refused> {
  const request = {
    commandId: `staff-${commandId}`,
    contentHash: await world.hasher.keyedHash(canonicalize(content) ?? ''),
    expiresAt: now + COMMAND_KEPT,
  };
  const target = { key, station: scope.station, now, request };
  const handled = await handleCommand(world, faqEntryAggregate, target, ({ before }) => plan(before));
  switch (handled.outcome) {
    case 'committed':
    case 'repeated':
    case 'nothing':
      return { id: key.id };
    case 'refused':
      return { refusal: handled.refusal };
    case 'conflict':
      return refused({ code: 'too-busy' });
  }
}
