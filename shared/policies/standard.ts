import { budgets } from './budgets.ts';
import { compilePolicy } from './compile-policy.ts';
import { escalations } from './escalations.ts';
import type { CalendarContent, Policy, PolicyContent } from './policy.ts';
import { stationHours } from './station-hours.ts';
import { dispute, foundPerson, lostPerson, welfare } from './types-people.ts';
import { fraud, hazard, lead } from './types-safety.ts';
import { consultation, delivery, foundItem, lostItem, other } from './types-things.ts';

/**
 * The promises of DOMAIN.md, used by a station until it publishes its own. A change gets a new version, and the content
 * before it goes to earlier-standards.ts, since open cases were promised under it.
 */
export const standardContent = {
  version: '2026-11-30',
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
} as const satisfies PolicyContent;

/** The hours and holidays of a station that has published none. */
export const standardCalendar: CalendarContent = { version: '2026-11-01', ...stationHours };

/**
 * The compiled standard policy. It is for tests, which import it and so fail if it could leave a case without a next
 * step; no function compiles it at start, and the marker lets the build leave it out.
 */
export const standardPolicy: Policy = /* @__PURE__ */ (() =>
  compilePolicy(standardContent, standardCalendar, standardContent.types))();
