import { defined } from '../../engine/defined.ts';
import type { FactRecord } from '../../engine/storage/fact-record.ts';
import type { Clock, ClockKind } from '../clock-kinds.ts';
import type { Fact } from '../fact.ts';
import { isOpen, type Status, type TerminalStatus } from '../lifecycle.ts';
import type { CaseCount } from './case-count.ts';
import { afterClock, afterEnd, afterReopening, type CountedPromise } from './counted-promise.ts';

type CaseFact = FactRecord<Fact>;

/**
 * What the statistics keep of a case, from all of its facts, oldest first. Pure, so that a case counts the same however
 * often and in whatever order its facts are told.
 * @returns `undefined` without the fact with which a case begins
 */
export function countFacts(facts: readonly CaseFact[]): CaseCount | undefined {
  return facts.reduce<CaseCount | undefined>(
    (count, record) => (count === undefined ? begun(record) : counted(count, record)),
    undefined,
  );
}

function begun({ version, at, fact }: CaseFact): CaseCount | undefined {
  if (fact.fact !== 'submitted') return undefined;
  const { station, caseId, receivedAt, type, building, clocks } = fact.as;
  const first = (kind: ClockKind) => {
    const clock = clocks.find((one) => one.kind === kind);
    return clock && afterClock(undefined, clock, { at, isExtension: false });
  };
  return {
    ...{ station, caseId, version, at, receivedAt, type, building },
    ...defined({ respond: first('respond'), resolve: first('resolve') }),
  };
}

function counted(before: CaseCount, record: CaseFact): CaseCount {
  const { version, at, fact } = record;
  const { respond: _respond, resolve: _resolve, replier: _replier, ended: _ended, ...rest } = before;
  const respond = promiseAfter(before, 'respond', record);
  return {
    ...rest,
    version,
    at,
    ...endedAfter(before, fact),
    ...defined({ respond, resolve: promiseAfter(before, 'resolve', record) }),
    ...firstReplier(before, respond, record),
    ...particulars(before, fact),
  };
}

const endedAfter = ({ ended }: CaseCount, { to }: Fact): Pick<CaseCount, 'ended'> =>
  to === undefined ? defined({ ended }) : isTerminal(to) ? { ended: to } : {};

const isTerminal = (status: Status): status is TerminalStatus => !isOpen(status);

function promiseAfter(
  before: CaseCount,
  kind: 'respond' | 'resolve',
  { at, fact }: CaseFact,
): CountedPromise | undefined {
  const isReopened = fact.fact === 'reopened' && fact.to !== undefined;
  const promise = isReopened ? afterReopening(before[kind]) : before[kind];
  const clock = fact.clocks?.find((one): one is Clock => one.kind === kind);
  const isExtension = fact.fact === 'extended' && fact.clock === kind;
  if (clock !== undefined) return afterClock(promise, clock, { at, isExtension });
  return promise !== undefined && fact.dropClocks?.includes(kind) ? afterEnd(promise, at) : promise;
}

/** The person whose fact met the promise to respond; nobody any more once that reply turns out to be undelivered. */
function firstReplier(
  { replier, respond: before }: CaseCount,
  after: CountedPromise | undefined,
  { by }: CaseFact,
): { readonly replier?: NonNullable<CaseCount['replier']> } {
  if (after?.metAt === undefined) return {};
  return before?.metAt === undefined && by.kind === 'staff' ? { replier: by.person } : defined({ replier });
}

function particulars(before: CaseCount, fact: Fact): Partial<CaseCount> {
  switch (fact.fact) {
    case 'assigned':
      return { assignee: fact.person };
    case 'retyped':
      return { type: fact.as.type };
    case 'resolved':
    case 'not-resolved':
    case 'rejected':
    case 'transferred':
      return { answer: fact.fact };
    case 'reopened':
      return fact.to !== undefined && before.answer === 'resolved' ? { reopened: true } : {};
    case 'rated':
      return { rating: fact.rating };
    default:
      return {};
  }
}
