import { isAnswer, isVisibleToResident } from '../../cases/decisions/resident-visibility.ts';
import type { Fact } from '../../cases/fact.ts';
import type { CaseDetails } from '../../cases/reading/read-case.ts';
import type { TextKind } from '../../cases/text-kinds.ts';
import { toIso } from '../../engine/calendar/instant.ts';
import type { Actor } from '../../engine/scope.ts';
import type { FactRecord } from '../../engine/storage/fact-record.ts';
import { fill } from '../../locales/fill.ts';
import type { Words } from '../../locales/words.ts';
import type { Policy } from '../../policies/policy.ts';
import { endShown } from './resident-step.ts';
import type { Track } from './shown-types.ts';

/** Words that were written to or by the resident. Notes and contacts are not among them. */
const readable: ReadonlySet<TextKind> = new Set<TextKind>([
  'what',
  'reply',
  'question',
  'reason',
  'message',
  'rating-words',
  'announcement',
]);

type Happened = Track['history'][number];

/** What happened, oldest first, in plain words: roles instead of names, and nothing of the station's own business. */
export const residentHistory = (caseDetails: CaseDetails, words: Words): Track['history'] =>
  [...ownHistory(caseDetails, words), ...sharedHistory(caseDetails, words)].toSorted(
    (one, other) => Date.parse(one.at) - Date.parse(other.at),
  );

const ownHistory = ({ facts, texts, found, policy }: CaseDetails, words: Words): Track['history'] =>
  facts.flatMap((record) => {
    const isSecret = policy.types[found.type].secretReporter;
    if (!isVisibleToResident(record.fact)) return [];
    const at = toIso(record.at);
    if (isSecret && isAnswer(record.fact)) return [{ at, what: words.statuses.handled }];
    const who = actorWords(record.by, words);
    const what = fill(whatHappened(record.fact, words), { who });
    return [{ at, what, who, ...agreedIn(record.fact, policy), ...saidIn(record, texts) }];
  });

const whatHappened = (fact: Fact, { facts, wishes }: Words): string =>
  fact.fact === 'message-added' && fact.wish !== undefined ? wishes[fact.wish] : facts[fact.fact];

/** What was agreed in person; others who reported the same do not hear of it. */
function agreedIn({ fact, clocks = [] }: Fact, policy: Policy): Pick<Happened, 'appointmentAt'> {
  const appointment = clocks.find(({ kind }) => kind === 'appointment');
  if (fact !== 'scheduled' || appointment === undefined) return {};
  return { appointmentAt: toIso(endShown(appointment, policy)) };
}

/** Of the case that theirs joined: how it goes, and the words that were meant for everybody. */
function sharedHistory({ facts, shared = [], primary, policy }: CaseDetails, words: Words): Track['history'] {
  const isSecret = primary !== undefined && policy.types[primary.type].secretReporter;
  // Who said themselves that it is not solved has that step in their own history.
  const known = new Set(facts.map(({ at, fact }) => `${fact.fact} ${at}`));
  return shared
    .filter(({ record }) => !known.has(`${record.fact.fact} ${record.at}`))
    .map(({ record, words: said }) => {
      const at = toIso(record.at);
      if (isSecret && isAnswer(record.fact)) return { at, what: words.statuses.handled };
      const who = record.by.kind === 'resident' ? words.coReporter : actorWords(record.by, words);
      const what = fill(words.facts[record.fact.fact], { who });
      if (said === undefined || isSecret) return { at, what, who };
      return {
        at,
        what,
        who,
        ...(said.text === undefined ? { erased: true as const } : { text: said.text }),
      };
    });
}

/** The words of a version belong to its first fact (see shared/engine/commands/build-commit.ts). */
function saidIn(
  { version, index }: FactRecord,
  texts: CaseDetails['texts'],
): Pick<Happened, 'text' | 'erased'> {
  const said = texts.find((text) => text.version === version && readable.has(text.kind));
  if (said === undefined || index !== 0) return {};
  return said.text === undefined ? { erased: true } : { text: said.text };
}

function actorWords(by: Actor, words: Words): string {
  if (by.kind === 'staff') return words.roles[by.role];
  if (by.kind === 'co-reporter') return words.coReporter;
  return by.kind === 'resident' ? words.you : words.system;
}
