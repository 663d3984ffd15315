import { defined } from '../engine/defined.ts';
import type { AggregateMessages } from '../engine/outbox/aggregate-messages.ts';
import { sensitiveInCommon } from '../engine/outbox/delivery.ts';
import { audienceOf } from '../engine/outbox/message.ts';
import { caseNoticeText } from '../locales/case-notice-text.ts';
import type { Case } from './case.ts';
import {
  type CaseNotice,
  coReporterNotice,
  digestNotice,
  residentNotice,
  severalNotice,
  staffNotice,
} from './case-notice.ts';
import type { CaseTypes } from './case-types.ts';
import { batchedUntil, mayBatch } from './decisions/batching.ts';
import { suppression } from './decisions/suppression.ts';
import { type Message, type MessageKind, messageKinds } from './message-kinds.ts';
import { wantsNotices } from './notices/notice-choice.ts';
import { coReporterCases } from './reading/co-reporter-cases.ts';
import { isSensitive } from './secrecy.ts';

/** The messages of cases: their language, notices and texts, when one is out of date, and how they are batched. */
export const caseMessages: AggregateMessages<CaseTypes> = {
  kinds: messageKinds,
  // A bad rating is worth a message of its own, but wakes nobody up, also of an emergency.
  calmKinds: ['dissatisfied'] satisfies readonly MessageKind[],
  languageOf: (message, { language }, { staffLanguage }) =>
    audienceOf(message) === 'resident' ? language : staffLanguage,
  whyStale: (message, decidedAt, found) => suppression(message as Message, decidedAt, found),

  async noticesOf(delivery, found, { store, policies, people, folded, now }) {
    const policyOf = ({ station, policyVersion }: Case) => policies.of(station, policyVersion);
    const { to } = delivery.message;
    const earlier = folded as readonly Message[];
    if (to === 'resident') {
      const reader = { own: found, followed: found };
      return [residentNotice(delivery, earlier, reader, await policyOf(found), now)];
    }
    if (to !== 'co-reporters') return [staffNotice(delivery, people, found, await policyOf(found), now)];
    const reachable = (await coReporterCases(store, found)).filter(wantsNotices);
    return Promise.all(
      reachable.map(async (own) =>
        coReporterNotice(delivery, earlier, { own, followed: found }, await policyOf(own), now),
      ),
    );
  },

  textOf: (notice) => caseNoticeText(notice as CaseNotice),

  failed({ subject, message }, reason) {
    const { to, kind, level } = message;
    return {
      move: 'delivery-failed',
      delivery: `${subject.version}#${subject.index}`,
      to,
      kind: kind as MessageKind,
      reason,
      ...defined({ level }),
    };
  },

  batching: {
    mayBatch: (message, found) => mayBatch(message as Message, found),
    batchedUntil: ({ priority }, now) => batchedUntil(priority, now),
    // A case that was once of a sensitive type is not named in a digest that names its place and type.
    alike: ({ place, type, priority, sensitive }) => [
      place,
      type,
      priority,
      ...(sensitive ? ['sensitive'] : []),
    ],
    commonOf: (found, policy) =>
      isSensitive(found, policy) ? sensitiveInCommon : { place: found.place, type: found.type },
    digestOf: (delivery, content, found, { people, now }) =>
      digestNotice(delivery, content, found, people, now),
    severalOf: (delivery, found, { people, now }) => severalNotice(delivery, found, people, now),
  },
};
