import { clockText } from '../../engine/clocks/clock-text.ts';
import type { ClockKind } from '../clock-kinds.ts';

/** The code of each kind of clock in stored rows. Never reuse a code: old rows may still contain it. */
const codes = {
  acknowledge: 'ac',
  respond: 're',
  update: 'up',
  resolve: 'so',
  'resident-answer': 'ra',
  'third-party': 'tp',
  appointment: 'ap',
  handover: 'ho',
  window: 'wi',
  decision: 'de',
  'sign-off': 'si',
  withdrawal: 'wd',
  'footage-kept': 'fk',
  'footage-expiry': 'fe',
  announced: 'an',
  'owner-search-end': 'os',
  'action-check': 'ak',
  'police-reference': 'pr',
  'family-or-station': 'fs',
  'other-side': 'ot',
  'first-sitting': 'fi',
  'first-revisit': 'v1',
  'second-revisit': 'v2',
  'third-revisit': 'v3',
  'notice-served': 'ns',
  fixed: 'fx',
  're-inspected': 'ri',
  'committee-acknowledged': 'ca',
  'committee-report': 'cr',
  'care-call': 'cc',
  'warning-draft': 'wr',
  typed: 'ty',
} as const satisfies Record<ClockKind, string>;

export const caseClockText = clockText<ClockKind>(codes);
