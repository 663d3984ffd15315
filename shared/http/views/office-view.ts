import { maySeeReporter } from '../../cases/access.ts';
import { coReportersOf } from '../../cases/decisions/co-reporters.ts';
import { type Move, mayAsk, moves, target } from '../../cases/lifecycle.ts';
import type { CaseDetails } from '../../cases/reading/read-case.ts';
import { isSecret, isSensitive } from '../../cases/secrecy.ts';
import { type Instant, toIso } from '../../engine/calendar/instant.ts';
import { isNextBeyondHorizon } from '../../engine/clocks/explain-clocks.ts';
import { defined } from '../../engine/defined.ts';
import type { Delivery } from '../../engine/outbox/delivery.ts';
import type { Actor, Scope } from '../../engine/scope.ts';
import { contactOf } from './contact.ts';
import { factView } from './fact-view.ts';
import { casePhotoView } from './photo-view.ts';
import type { OfficeCase } from './shown-types.ts';
import { trustView } from './trust-view.ts';

/** A case for staff. The use case has checked that they may see it, and has opened only the texts that they may read. */
export function officeView(
  { found, facts, texts, deliveries, photos, policy, linked }: CaseDetails,
  scope: Scope,
  now: Instant,
): OfficeCase {
  const { switchedOff } = policy.types[found.type];
  const contact = contactOf(texts);
  const secretReporter = isSecret(found, policy);
  const isHidden = !maySeeReporter(scope, found, policy);
  const { caseId, reference, version, policyVersion, type, details, priority, status } = found;
  const { place, building, channel, language, reachable, waits, extensions, reopens } = found;
  const { dueKind, responsible, assignee, escalation, outcome, duplicateOf, rating } = found;
  const { calendars } = policy;
  const escalationPolicy = policy.escalations[priority];
  return {
    caseId,
    reference,
    version,
    policyVersion,
    type,
    sensitive: isSensitive(found, policy),
    secretReporter,
    details,
    priority,
    status,

    place,
    building,
    channel,
    language,
    reachable,
    waits,
    extensions,
    reopens,
    ...trustView(found.trustReason),
    receivedAt: toIso(found.receivedAt),
    ...isoIfSet('occurredAt', found.occurredAt),
    ...isoIfSet('endedAt', found.endedAt),
    ...isoIfSet('dueAt', found.dueAt),
    ...(isNextBeyondHorizon(found, { calendars, escalationPolicy }) && { mayMove: true as const }),
    ...defined({ dueKind, responsible, assignee }),
    ...(escalation && { level: escalation.level }),
    ...defined({ outcome, duplicateOf }),
    ...(linked !== undefined && { linked: [...linked], coReporters: coReportersOf(found) }),
    ...(found.reporterLeft && { reporterLeft: true as const }),
    ...defined({ rating }),
    ...defined({ contact }),
    ...(texts.some(({ kind, hidden }) => kind === 'contact' && hidden) && { contactHidden: true as const }),
    texts: texts.filter(({ kind }) => kind !== 'contact').map(textView),
    history: facts.map((record) => ({ ...factView(record), by: actorView(record.by) })),
    deliveries: deliveries.flatMap(deliveryView),
    photos: photos.map((photo) => casePhotoView(photo, now, isHidden)),
    moves: moves.filter(
      (move: Move) =>
        mayAsk(move, scope.role, status) &&
        target(move, status) !== undefined &&
        !switchedOff.includes(move) &&
        (move !== 'lift-secrecy' || secretReporter),
    ),
  };
}

const isoIfSet = <Name extends string>(name: Name, at: Instant | undefined) =>
  (at === undefined ? {} : { [name]: toIso(at) }) as { readonly [N in Name]?: string };

const textView = ({ version, index, kind, by, at, text, hidden }: CaseDetails['texts'][number]) => ({
  version,
  index,
  kind,
  by: actorView(by),
  at: toIso(at),
  ...(hidden ? { hidden } : text === undefined ? { erased: true as const } : { text }),
});

const actorView = (by: Actor): OfficeCase['texts'][number]['by'] =>
  by.kind === 'staff' ? { kind: by.kind, role: by.role, person: by.person } : { kind: by.kind };

/** A message about this case that was or will be sent. Deliveries of the morning brief belong to no case. */
function deliveryView(delivery: Delivery): OfficeCase['deliveries'] {
  const { subject, message, channel, state, attempts, dueAt, reason } = delivery;
  if (subject.about !== 'aggregate') return [];
  const { version, index } = subject;
  const { to, kind } = message;
  return [
    {
      version,
      index,
      to,
      kind,
      channel,
      state,
      attempts,
      ...isoIfSet('dueAt', dueAt),
      ...defined({ reason }),
    },
  ];
}
