import { deliveryName as rowName, stateName, type Tables } from '../../../shared/adapters/memory/tables.ts';
import type { Case, CaseId } from '../../../shared/cases/case.ts';
import { keyOf } from '../../../shared/cases/case-key.ts';
import { linkCompanion } from '../../../shared/cases/case-link.ts';
import { HOUR, type Instant, MINUTE } from '../../../shared/engine/calendar/instant.ts';
import { brokenAt } from '../../../shared/engine/commands/fact-chain.ts';
import type { Delivery } from '../../../shared/engine/outbox/delivery.ts';
import type { PersonId } from '../../../shared/engine/scope.ts';
import { caseAt, caseNamed } from '../world/kept-cases.ts';
import type { Invariant } from './catalogue.ts';
import { isForResidents, wantsToBeTold } from './channel-rules.ts';
import type { Life } from './life.ts';
import { mayBeSuppressed, type TrackedMessage, wrongToSuppress } from './message-rules.ts';

type Broken = (invariant: Invariant, detail: string) => void;

/** True when a parked row is due when its case is due, which may be far ahead. */
export const isOwn = (tables: Tables, name: string, dueAt: Instant): boolean =>
  dueAtOf(tables, name) === dueAt;

function dueAtOf({ states }: Tables, name: string): Instant | undefined {
  const state = states.get(name)?.state;
  return state === undefined || state === 'unreadable' ? undefined : state.dueAt;
}

/** `briefedAt`: when the last morning brief of the station was created. `coReporters`: the linked cases the message is for. */
export function judgeEnd(
  message: TrackedMessage,
  { state, reason }: Delivery,
  briefedAt: Instant | undefined,
  coReporters: readonly Life[],
  tables: Tables,
  now: Instant,
  broken: Broken,
): void {
  const { id, delivery, life, takenBy } = message;
  const isAway = (person: PersonId | undefined): boolean =>
    [...tables.companions].some(
      ([pk, rows]) => pk.endsWith('#PEOPLE') && person !== undefined && rows.get(person)?.onLeave === true,
    );
  if (state === 'sent' && takenBy.size === 0) broken('sent-is-sent', id);
  if (state === 'suppressed' && reason === 'in-brief') {
    // Clock skew: two machines may disagree about when the night ended.
    const stands = briefedAt !== undefined && briefedAt >= message.createdAt - HOUR;
    if (!stands || delivery.message.to === 'resident')
      broken('suppressed-is-needless', `${id} is in no brief`);
  } else if (state === 'suppressed' && reason === 'nobody-reachable') {
    const reachable = coReporters.find((one) => wantsToBeTold(one, now));
    if (delivery.message.to !== 'co-reporters' || reachable)
      broken('link-is-known', `${id} was not sent to ${reachable?.name}`);
  } else if (state === 'suppressed' && reason === 'own-action') {
    const { to, person } = delivery.message;
    const isOthers = to === 'assignee' && person !== message.by && !isAway(person);
    if (message.by === undefined || isOthers)
      broken('suppressed-is-needless', `${id} was nobody's own action`);
  } else if (state === 'suppressed' && reason === 'rating-corrected') {
    if (life?.found.rating === 'dissatisfied') broken('suppressed-is-needless', `${id} is still so rated`);
  } else if (
    state === 'suppressed' &&
    !isBatched(reason) &&
    reason !== 'told-together' &&
    !isForResidents(reason)
  ) {
    if (!mayBeSuppressed(delivery)) broken('owed-not-suppressed', `${id} ${delivery.message.kind}`);
    const wrong = wrongToSuppress(message, now);
    if (wrong !== undefined) broken('suppressed-is-needless', `${id}: ${wrong}`);
  }
  const { subject } = delivery;
  if (state !== 'dead' || life === undefined || subject.about !== 'aggregate') return;
  const isReported = life.failuresReported.has(`${subject.version}#${subject.index}`);
  if (!isReported && life.found.dueAt !== undefined) broken('dead-is-reported', id);
}

const isBatched = (reason: string | undefined): boolean => reason === 'batched' || reason === 'all-opened';

/** A batched message must be in its digest, and the digest must still be pending. */
export function judgeBatched(
  { id, delivery, life }: TrackedMessage,
  { state, reason }: Delivery,
  tables: Tables,
  broken: Broken,
): void {
  if (state !== 'suppressed' || !isBatched(reason)) return;
  if (reason === 'batched') {
    const { trustReason, station, caseId } = life?.found ?? {};
    const stands = [...tables.deliveries.values()].some(
      ({ subject, state: its, message, channel, digestContent }) =>
        its === 'pending' &&
        subject.about === 'batch' &&
        subject.station === station &&
        message.to === delivery.message.to &&
        channel === delivery.channel &&
        digestContent !== undefined &&
        (digestContent.others > 0 || digestContent.ids.some((one) => one === caseId)),
    );
    if (trustReason === undefined || !stands) broken('batched-is-delivered', id);
    return;
  }
  const { digestContent, subject } = delivery;
  const linked = tables.deliveries.get(rowName(subject))?.digestContent ?? digestContent;
  const unopened = (linked?.ids ?? []).filter((id) => {
    if (subject.about !== 'batch') return false;
    const found = caseAt(tables, keyOf({ station: subject.station, caseId: id as CaseId }));
    return found?.status === 'received';
  });
  if (unopened.length > 0 || (linked?.others ?? 0) > 0) broken('batched-is-delivered', `${id} was dropped`);
}

export function judgeLife(life: Life, tables: Tables, broken: Broken): void {
  const { name, found } = life;
  const kept = caseNamed(tables, name);
  if (kept === undefined) {
    broken('acknowledged-is-kept', `${name} is gone`);
    return;
  }
  const breaks = brokenAt(keyOf(found), tables.facts.get(name) ?? [], kept.chainHead);
  if (breaks !== undefined) broken('chain-valid', `${name} at ${breaks}`);
  const due = tables.due.get(name);
  const indexed = kept.dueAt === undefined ? due === undefined : due !== undefined;
  if (!indexed) broken('armed-and-indexed', `${name} at the end`);
}

/**
 * Each case counts those who follow it through their links: linked cases, directly or through another, whose reporters
 * have not left. Each link has its row, and each row that is not undone its link.
 */
export function judgeLinks(lives: ReadonlyMap<string, Life>, tables: Tables, broken: Broken): void {
  const followers = new Map<string, number>();
  const primaryOf = ({ station, duplicateOf }: Case): string | undefined =>
    duplicateOf && stateName(keyOf({ station, caseId: duplicateOf }));
  for (const { name, found } of lives.values()) {
    const { station, caseId, duplicateOf, status, reporterLeft } = found;
    if (duplicateOf === undefined) continue;
    const { pk, sk } = linkCompanion(keyOf({ station, caseId: duplicateOf }), keyOf(found)).key;
    const row = tables.companions.get(pk)?.get(sk);
    const isLinked = row !== undefined && row.undone === undefined && lives.has(primaryOf(found) ?? '');
    if (!isLinked) broken('link-is-known', `${name} is linked to ${caseId}`);
    let last = name;
    for (let next = primaryOf(found), hops = 0; next !== undefined && hops < 100; hops += 1) {
      last = next;
      const life = lives.get(next);
      next = life && primaryOf(life.found);
    }
    if (status === 'duplicate' && reporterLeft !== true) followers.set(last, (followers.get(last) ?? 0) + 1);
  }
  for (const { name, found } of lives.values()) {
    if (found.duplicateOf !== undefined) continue;
    const [counted, actual] = [(found.linked ?? 0) - (found.unlinked ?? 0), followers.get(name) ?? 0];
    if (counted !== actual)
      broken('link-is-known', `${name} counts ${counted} co-reporters instead of ${actual}`);
  }
  judgeLinkRows(lives, tables, broken);
}

function judgeLinkRows(lives: ReadonlyMap<string, Life>, tables: Tables, broken: Broken): void {
  const byId = new Map([...lives.values()].map(({ found }) => [String(found.caseId), found]));
  for (const [pk, rows] of tables.companions) {
    const [, primary] = /^S#[^#]+#J#(.+)$/.exec(pk) ?? [];
    if (primary === undefined) continue;
    for (const [linked, row] of rows) {
      const isLinked = byId.get(linked)?.duplicateOf === primary;
      if (row.undone === undefined && !isLinked)
        broken('link-is-known', `a row leads from ${primary} to ${linked}`);
    }
  }
}

/** Longer than any pause between two attempts. */
const ENDS_WITHIN = 3 * HOUR;

export function judgeUnended(
  { id, delivery, createdAt, state }: TrackedMessage,
  tables: Tables,
  now: Instant,
  broken: Broken,
): void {
  if (state !== 'pending' || createdAt > now - ENDS_WITHIN) return;
  const due = tables.due.get(rowName(delivery.subject));
  // Rows parked for a day are covered by quarantine-ends.
  if (due !== undefined && due.parked > 0 && due.row.dueAt > now) return;
  broken('message-ends', `${id} ${delivery.message.kind}`);
}

/** Clock skew: a step this close to the end of an outage may belong to either side of it. */
const EDGE = 6 * MINUTE;

export function judgeOutage(owed: readonly TrackedMessage[], endedAt: Instant, broken: Broken): void {
  const firstMessages = new Map<string, string>();
  for (const { id, delivery, life, createdAt, stepAt, firstTakenAt, wasBad } of owed) {
    if (life === undefined || wasBad || firstTakenAt === undefined || firstTakenAt < endedAt) continue;
    const { to, person, kind, clock } = delivery.message;
    const addressee = `${life.name} ${to}${person ?? ''} ${delivery.channel}`;
    const passed = createdAt >= endedAt && stepAt !== undefined && stepAt < endedAt - EDGE;
    const heldUp = createdAt < endedAt && mayBeSuppressed(delivery);
    // One tick decides all missed steps. A message decided before the outage ended is one per promise.
    const about = passed
      ? 'all missed steps'
      : heldUp
        ? kind === 'level'
          ? 'the escalation'
          : clock
        : undefined;
    if (about === undefined) continue;
    const first = firstMessages.get(`${addressee} ${about}`);
    if (first !== undefined) broken('one-message-after-outage', `${first} and ${id} of ${about}`);
    firstMessages.set(`${addressee} ${about}`, id);
  }
}

export function judgePublished(
  lives: ReadonlyMap<string, Life>,
  tables: Tables,
  published: ReadonlySet<string>,
  now: Instant,
  broken: Broken,
): void {
  for (const name of lives.keys()) {
    for (const { version, index, at } of tables.facts.get(name) ?? []) {
      const isPublished = published.has(`${name}/${version}/${index}`) || at > now - HOUR;
      if (!isPublished) broken('fact-published', `${name}/${version}/${index}`);
    }
  }
}
