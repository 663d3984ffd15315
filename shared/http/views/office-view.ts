import { arePhotosOnRecord, mayReadHelpers, maySeeReporter } from '../../cases/access.ts';
import type { Case } from '../../cases/case.ts';
import { coReportersOf } from '../../cases/decisions/co-reporters.ts';
import { withdrawalAsked } from '../../cases/decisions/withdrawal.ts';
import type { HelperRole } from '../../cases/helper-roles.ts';
import { type Move, mayAsk, moves, target } from '../../cases/lifecycle.ts';
import { contactIn, contactOf } from '../../cases/reading/contact.ts';
import type { CaseDetails } from '../../cases/reading/read-case.ts';
import type { Revealed } from '../../cases/reading/reveal.ts';
import { isSecret, isSensitive } from '../../cases/secrecy.ts';
import { type Instant, toIso } from '../../engine/calendar/instant.ts';
import { isNextBeyondHorizon } from '../../engine/clocks/explain-clocks.ts';
import { defined } from '../../engine/defined.ts';
import type { Delivery } from '../../engine/outbox/delivery.ts';
import type { Actor, Scope } from '../../engine/scope.ts';
import { factView } from './fact-view.ts';
import { maskedContact } from './masked-contact.ts';
import { casePhotoView } from './photo-view.ts';
import type { OfficeCase, ShownRevealed } from './shown-types.ts';
import { shownWords } from './shown-words.ts';
import { trustView } from './trust-view.ts';

/** A case for staff. The use case has checked that they may see it, and has opened only the texts that they may read. */
export function officeView(
  { found, facts, texts, deliveries, photos, helperPhotos, policy, linked }: CaseDetails,
  scope: Scope,
  now: Instant,
): OfficeCase {
  const { switchedOff } = policy.types[found.type];
  const contact = contactIn(texts);
  const secretReporter = isSecret(found, policy);
  const isOnRecord = arePhotosOnRecord(found, policy);
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
    ...(contact && { contact: maskedContact(contact) }),
    ...(texts.some(({ kind, hidden }) => kind === 'contact' && hidden) && { contactHidden: true as const }),
    ...(texts.some(({ kind, withheld }) => kind === 'contact' && withheld) && {
      contactWithheld: true as const,
    }),
    ...(texts.some(({ kind, damaged }) => kind === 'contact' && damaged) && {
      contactDamaged: true as const,
    }),
    texts: texts.filter(isShown).map(textView),
    history: facts.map((record) => ({ ...factView(record), by: actorView(record.by) })),
    deliveries: deliveries.flatMap(deliveryView),
    photos: [
      ...photos.map((photo) => casePhotoView(photo, now, { isHidden, isOnRecord })),
      ...helperPhotos.map((photo) => {
        const helper = { task: photo.task, ...defined({ for: roleOf(photo.task, facts) }) };
        return casePhotoView(photo, now, {
          isHidden: isHidden || !mayReadHelpers(scope),
          isOnRecord: true,
          helper,
        });
      }),
    ],
    moves: moves.filter(
      (move: Move) =>
        mayAsk(move, scope.role, status) &&
        target(move, status) !== undefined &&
        !switchedOff.includes(move) &&
        (hasReason[move]?.(found, secretReporter) ?? true),
    ),
  };
}

/** The contact or text that was asked for, and is on record as read. */
export function revealedView({ text: { kind, text, damaged } }: Revealed): ShownRevealed {
  if (text === undefined) return defined({ damaged });
  return kind === 'contact' ? defined({ contact: contactOf(text) }) : { text };
}

/** As whom the helper of a task was asked. */
const roleOf = (task: string, facts: CaseDetails['facts']): HelperRole | undefined =>
  facts.flatMap(({ fact }) => (fact.fact === 'helper-asked' && fact.task === task ? [fact.for] : [])).at(0);

/** Moves that answer something: they are not offered while nothing is asked. */
const hasReason: { readonly [M in Move]?: (found: Case, secretReporter: boolean) => boolean } = {
  'acknowledge-escalation': ({ escalation }) => escalation !== undefined && !escalation.acting,
  'grant-withdrawal': withdrawalAsked,
  'keep-open': withdrawalAsked,
  close: ({ windowOver }) => windowOver === true,
  'lift-secrecy': (_, secretReporter) => secretReporter,
};

/** The contact has a place of its own, and where notices go is for no member of staff. */
const isShown = ({ kind }: CaseDetails['texts'][number]): boolean =>
  kind !== 'contact' && kind !== 'notice-address';

const isoIfSet = <Name extends string>(name: Name, at: Instant | undefined) =>
  (at === undefined ? {} : { [name]: toIso(at) }) as { readonly [N in Name]?: string };

const textView = ({
  version,
  index,
  kind,
  by,
  at,
  text,
  hidden,
  withheld,
  damaged,
}: CaseDetails['texts'][number]) => ({
  version,
  index,
  kind,
  by: actorView(by),
  at: toIso(at),
  ...(hidden ? { hidden } : withheld ? { withheld } : shownWords({ text, damaged })),
});

const actorView = (by: Actor): OfficeCase['texts'][number]['by'] =>
  by.kind === 'staff' ? { kind: by.kind, role: by.role, person: by.person } : { kind: by.kind };

/** A message about this case that was or will be sent. Deliveries of the morning brief belong to no case. */
function deliveryView(delivery: Delivery): OfficeCase['deliveries'] {
  const { subject, message, state, attempts, dueAt, channel, report, reason } = delivery;
  if (subject.about !== 'aggregate') return [];
  const { version, index } = subject;
  const { to, kind } = message;
  return [
    {
      version,
      index,
      to,
      kind,
      state,
      attempts,
      ...isoIfSet('dueAt', dueAt),
      ...(report && { reported: report.outcome }),
      ...defined({ channel, reason }),
    },
  ];
}
