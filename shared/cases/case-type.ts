export const caseTypes = [
  'lost-item',
  'found-item',
  'lost-person',
  'found-person',
  'dispute',
  'hazard',
  'lead',
  'welfare',
  'consultation',
  'delivery',
  'fraud',
  'other',
] as const;

/** What kind of matter it is; what each means for clocks and escalation is data in shared/policies. */
export type CaseType = (typeof caseTypes)[number];
