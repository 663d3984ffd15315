import { seededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import { type Case, isOpenCase, type OpenCase } from '../../shared/cases/case.ts';
import { type CaseKey, keyOf } from '../../shared/cases/case-key.ts';
import { referenceCompanion } from '../../shared/cases/case-reference.ts';
import type { Command, Submit } from '../../shared/cases/command.ts';
import { decide } from '../../shared/cases/decisions/decide.ts';
import type { Fact } from '../../shared/cases/fact.ts';
import { submissionCompanion } from '../../shared/cases/intake/submission.ts';
import type { Instant } from '../../shared/engine/calendar/instant.ts';
import type { Delivery } from '../../shared/engine/outbox/delivery.ts';
import { type Actor, personId, type Role, scopeOf, stationId } from '../../shared/engine/scope.ts';
import type { Commit } from '../../shared/engine/storage/commit.ts';
import type { FactRecord } from '../../shared/engine/storage/fact-record.ts';
import type { TextRecord } from '../../shared/engine/storage/text-record.ts';
import { standardPolicy } from '../../shared/policies/standard.ts';

/** Thursday, 1 October 2026, 10:00 in Shanghai. */
export const TEN = Date.UTC(2026, 9, 1, 2);

export const st1 = stationId('st1');
export const li = personId('3f1c9a52-0b7e-4d1a-9a57-5c6f1e2d3b4a');
export const scope = (role: Role = 'officer', person = li, station = st1) =>
  scopeOf({ station, person, role });

export const officer = { kind: 'staff', person: li, role: 'officer', station: st1 } as const satisfies Actor;
const resident: Actor = { kind: 'resident' };

const ids = seededSystem(7, TEN);

/** A decision on a case as the commit that stores it. */
export type CaseCommit = Commit<Case, Fact> & { readonly key: CaseKey };

/** The commit of a new case. */
export type Reported = CaseCommit & { readonly after: OpenCase };

/** The commit of a new report, with the companions for its token and its reference. */
export function submitted(
  report: Partial<Submit> = {},
  now: Instant = TEN,
  tokenHash: string = ids.newToken(),
): Reported {
  const command: Submit = {
    move: 'submit',
    station: st1,
    caseId: ids.newCaseId(),
    reference: ids.newReference(),
    reader: 'r'.repeat(43),
    type: 'lost-item',
    details: {},
    place: 'b07-east',
    building: '7',
    channel: 'qr',
    language: 'zh-CN',
    reachable: true,
    ...report,
  };
  const { after, ...commit } = commitOf(undefined, command, resident, now);
  if (!isOpenCase(after)) throw new Error('a new case is open');
  const { key } = commit;
  const companions = [
    submissionCompanion({ tokenHash, key, contentHash: 'content', readerKey: 'wrapped' }),
    referenceCompanion(key, after.reference),
  ];
  return { ...commit, after, companions };
}

/** The commit of a command on a case, without companions. */
export const moved = (
  before: Case,
  command: Command,
  now: Instant = TEN,
  by: Actor = officer,
): CaseCommit & { readonly before: Case } => ({ ...commitOf(before, command, by, now), before });

function commitOf(before: Case | undefined, command: Command, by: Actor, now: Instant): CaseCommit {
  const { facts = [], after, refusal } = decide(before, command, by, now, standardPolicy);
  if (after === undefined) throw new Error(`${command.move} was refused: ${refusal.code}`);
  return {
    key: keyOf(after),
    after,
    facts: facts.map((fact, index) => factRecord(after, fact, index, by, now)),
    texts: command.move === 'submit' || 'text' in command ? [textRecord(after, by, now)] : [],
    deliveries: facts
      .flatMap((fact) => fact.messages ?? [])
      .map((message, index) => ({
        ...delivery(after, index, now),
        message,
      })),
    companions: [],
  };
}

const factRecord = (after: Case, fact: Fact, index: number, by: Actor, at: Instant): FactRecord<Fact> => ({
  version: after.version,
  index,
  at,
  by,
  fact,
  commitments: index === 0 ? ['commitment'] : [],
  previousHash: `hash-${after.version - 1}`,
  hash: `hash-${after.version}`,
});

const textRecord = ({ version }: Case, by: Actor, at: Instant): TextRecord => ({
  version,
  index: 0,
  kind: 'what',
  by,
  at,
  sealed: {
    nonce: 'bm9uY2U',
    ciphertext: 'Y2lwaGVy',
    keys: { station: 'd3JhcHBlZA', 'reader:c1': 'YW5kIGFnYWlu' },
  },
});

/** A delivery of a case that is due at once. */
export const delivery = (found: Case, index = 0, dueAt: Instant = TEN): Delivery & { dueAt: Instant } => ({
  subject: { about: 'aggregate', key: keyOf(found), version: found.version, index },
  message: { to: 'officer', kind: 'alert' },
  priority: found.priority,
  language: 'zh-CN',
  createdAt: dueAt,
  attempts: 0,
  state: 'pending',
  dueAt,
});

/** A pending morning brief. */
export const brief: Delivery & { dueAt: Instant } = {
  subject: { about: 'brief', station: st1, day: '2026-10-02', responsible: 'officer' },
  message: { to: 'officer', kind: 'brief' },
  priority: 'P3',
  language: 'zh-CN',
  createdAt: TEN,
  attempts: 0,
  state: 'pending',
  dueAt: TEN,
};
