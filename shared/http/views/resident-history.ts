import { fill } from '../../../web/words/fill.ts';
import type { Words } from '../../../web/words/words.ts';
import type { Dossier } from '../../app/read-case.ts';
import { promiseKinds } from '../../domain/clock.ts';
import type { Fact, FactType } from '../../domain/fact.ts';
import { toIso } from '../../domain/instant.ts';
import type { Actor } from '../../domain/scope.ts';
import type { FactRecord, TextKind } from '../../ports.ts';
import type { Track } from './shown-types.ts';

/**
 * What a resident hears of each kind of fact. `answer`: how the matter was answered, which the reporter of a
 * suspicion hears only as "handled". `inside`: the station's own business.
 */
const audience = {
  submitted: 'told',
  acknowledged: 'told',
  assigned: 'told',
  started: 'told',
  replied: 'told',
  noted: 'inside',
  'resident-asked': 'told',
  'third-party-awaited': 'told',
  scheduled: 'told',
  resumed: 'told',
  extended: 'told',
  retyped: 'told',
  'rung-acknowledged': 'inside',
  'milestone-reached': 'inside',
  resolved: 'answer',
  'not-resolved': 'answer',
  'rejection-proposed': 'inside',
  rejected: 'answer',
  'marked-duplicate': 'answer',
  transferred: 'answer',
  'handover-confirmed': 'answer',
  closed: 'told',
  'withdrawal-asked': 'told',
  'withdrawal-declined': 'told',
  withdrawn: 'told',
  'message-added': 'told',
  rated: 'told',
  reopened: 'told',
  reminded: 'inside',
  breached: 'told',
  lapsed: 'inside',
  'rung-reached': 'inside',
  'closing-asked': 'inside',
  reviewed: 'inside',
  'delivery-failed': 'inside',
} as const satisfies Record<FactType, 'told' | 'answer' | 'inside'>;

/** Words that were written to or by the resident. Notes and contacts are not among them. */
const readable: ReadonlySet<TextKind> = new Set<TextKind>([
  'what',
  'reply',
  'question',
  'reason',
  'message',
  'rating-words',
]);

/** What happened, oldest first, in plain words: roles instead of names, and nothing of the station's own business. */
export const residentHistory = ({ facts, texts, found, policy }: Dossier, words: Words): Track['history'] =>
  facts.flatMap((record) => {
    const isSecret = policy.types[found.type].secretReporter;
    if (!isTold(record.fact)) return [];
    const at = toIso(record.at);
    if (isSecret && audience[record.fact.fact] === 'answer') return [{ at, what: words.statuses.handled }];
    const who = actorWords(record.by, words);
    return [{ at, what: fill(words.facts[record.fact.fact], { who }), who, ...saidIn(record, texts) }];
  });

/** A promise that was missed concerns the resident; a date of the station's own does not. */
function isTold(fact: Fact): boolean {
  if (fact.fact === 'breached') return promiseKinds.some((kind) => kind === fact.clock);
  return audience[fact.fact] !== 'inside';
}

/** The words of a version belong to its first fact (see shared/app/commit.ts). */
function saidIn(
  { version, index }: FactRecord,
  texts: Dossier['texts'],
): Pick<Track['history'][number], 'text' | 'erased'> {
  const said = texts.find((text) => text.version === version && readable.has(text.kind));
  if (said === undefined || index !== 0) return {};
  return said.text === undefined ? { erased: true } : { text: said.text };
}

function actorWords(by: Actor, words: Words): string {
  if (by.kind === 'staff') return words.roles[by.role];
  return by.kind === 'resident' ? words.you : words.system;
}
