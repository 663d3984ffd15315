import { calendars } from '../engine/calendar/calendar.ts';
import { escalations } from './escalations.ts';
import type { Policy, PolicyBook } from './policy.ts';
import { checked } from './policy-check.ts';
import { budgets } from './rate-limits.ts';
import { stationHours } from './station-hours.ts';
import { dispute, foundPerson, lostPerson, welfare } from './types-people.ts';
import { fraud, hazard, lead } from './types-safety.ts';
import { consultation, delivery, foundItem, lostItem, other } from './types-things.ts';

/** The promises of DOMAIN.md. Refused at load, with a sentence, if they could leave a case without a next step. */
export const standardPolicy: Policy = checked({
  version: '2026-11-01',
  calendars: calendars(stationHours),
  escalations,
  types: {
    'lost-item': lostItem,
    'found-item': foundItem,
    'lost-person': lostPerson,
    'found-person': foundPerson,
    dispute,
    hazard,
    lead,
    welfare,
    consultation,
    delivery,
    fraud,
    other,
  },
  staffLanguage: 'zh-CN',
  waitsMax: 3,
  extensionsMax: 2,
  thirdPartyMax: { days: 30 },
  appointmentGrace: { minutes: 30 },
  decision: { days: 1 },
  budgets,
});

const versions = new Map([[standardPolicy.version, standardPolicy]]);

/** Every policy this deployment can judge a case by. An old version stays as long as cases were promised by it. */
export const policyBook: PolicyBook = {
  current: standardPolicy,
  of(version) {
    const policy = versions.get(version);
    if (policy === undefined) throw new Error(`no policy of version ${version} is deployed`);
    return policy;
  },
};
