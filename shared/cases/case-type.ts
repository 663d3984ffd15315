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

/** The type of a case. Its clocks and escalation are data in shared/policies. */
export type CaseType = (typeof caseTypes)[number];

export const isCaseType = (text: string | undefined): text is CaseType =>
  caseTypes.some((type) => type === text);
