import { isAnswer, isVisibleToResident } from '../../cases/decisions/resident-visibility.ts';
import type { Fact } from '../../cases/fact.ts';
import type { CaseDetails } from '../../cases/reading/read-case.ts';
import { isSecret } from '../../cases/secrecy.ts';
import { type TextKind, textReaders } from '../../cases/text-kinds.ts';
import { toIso } from '../../engine/calendar/instant.ts';
import type { Actor } from '../../engine/scope.ts';
import type { FactRecord } from '../../engine/storage/fact-record.ts';
import { fill } from '../../locales/fill.ts';
import type { AnswerWords } from '../../locales/words.ts';
import type { Policy } from '../../policies/policy.ts';
import { shownDeadline } from './resident-step.ts';
import type { Track } from './shown-types.ts';
import { shownWords } from './shown-words.ts';

/** Whether the history shows texts of this kind: those that the reporter can open, without how to reach them. */
const isShown = (kind: TextKind): boolean =>
  kind !== 'contact' && kind !== 'notice-address' && textReaders[kind].includes('reporter');

type Happened = Track['history'][number];

/** The history for a resident, oldest first: in sentences, with roles instead of names, and without internal facts. */
export function residentHistory(caseDetails: CaseDetails, words: AnswerWords): Track['history'] {
  const { found, primary = found, policy } = caseDetails;
  // The answer of a primary case would reveal how a secret report that was linked to it was answered.
  const secret = [found, primary].some((one) => isSecret(one, policy));
  return [...ownHistory(caseDetails, words, secret), ...sharedHistory(caseDetails, words, secret)].toSorted(
    (one, other) => Date.parse(one.at) - Date.parse(other.at),
  );
}

const ownHistory = (
  { facts, texts, policy }: CaseDetails,
  words: AnswerWords,
  secret: boolean,
): Track['history'] =>
  facts.flatMap((record) => {
    if (!isVisibleToResident(record.fact)) return [];
    const at = toIso(record.at);
    if (secret && isAnswer(record.fact)) return [{ at, what: words.statuses.handled }];
    const who = actorWords(record.by, words);
    if (secret && record.fact.fact === 'unlinked')
      return [{ at, what: fill(words.facts.reopened, { who }), who }];
    const what = fill(factSentence(record.fact, words), { who });
    return [{ at, what, who, ...appointmentIn(record.fact, policy), ...textOf(record, texts) }];
  });

const factSentence = (fact: Fact, { facts, wishes }: AnswerWords): string =>
  fact.fact === 'message-added' && fact.wish !== undefined ? wishes[fact.wish] : facts[fact.fact];

/** The time of a new appointment. Only the case's own reporter sees it, not the co-reporters. */
function appointmentIn({ fact, clocks = [] }: Fact, policy: Policy): Pick<Happened, 'appointmentAt'> {
  const appointment = clocks.find(({ kind }) => kind === 'appointment');
  if (fact !== 'scheduled' || appointment === undefined) return {};
  return { appointmentAt: toIso(shownDeadline(appointment, policy)) };
}

/** The visible steps of the primary case, with its announcements. */
function sharedHistory(
  { facts, shared = [] }: CaseDetails,
  words: AnswerWords,
  secret: boolean,
): Track['history'] {
  // A co-reporter who said "not solved" has that step in their own history too; it is shown once.
  const own = new Set(facts.map(({ at, fact }) => `${fact.fact} ${at}`));
  return shared
    .filter(({ record }) => !own.has(`${record.fact.fact} ${record.at}`))
    .map(({ record, words: announcement }) => {
      const at = toIso(record.at);
      if (secret && isAnswer(record.fact)) return { at, what: words.statuses.handled };
      const who = record.by.kind === 'resident' ? words.coReporter : actorWords(record.by, words);
      const what = fill(words.facts[record.fact.fact], { who });
      if (announcement === undefined || announcement.hidden || secret) return { at, what, who };
      return {
        at,
        what,
        who,
        ...shownWords(announcement),
      };
    });
}

/** The texts of a version belong to its first fact (see shared/engine/commands/build-commit.ts). */
function textOf(
  { version, index }: FactRecord,
  texts: CaseDetails['texts'],
): Pick<Happened, 'text' | 'erased' | 'damaged'> {
  // The kind of a damaged text may be false; whatever is not addressed to the reader is hidden, and not damaged.
  const opened = texts.find((text) => text.version === version && (text.damaged || isShown(text.kind)));
  if (opened === undefined || opened.hidden || index !== 0) return {};
  return shownWords(opened);
}

function actorWords(by: Actor, words: AnswerWords): string {
  if (by.kind === 'staff') return words.roles[by.role];
  if (by.kind === 'co-reporter') return words.coReporter;
  return by.kind === 'resident' ? words.you : words.system;
}
