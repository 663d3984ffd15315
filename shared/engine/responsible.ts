/**
 * Who must act or is notified. These are roles, resolved to people only when a message is sent, so that a change of
 * staff or an absence changes no case.
 */
export const responsibles = [
  'assignee',
  'guard',
  'officer',
  'chief',
  'district',
  'resident',
  'co-reporters',
  'third-party',
] as const;
export type Responsible = (typeof responsibles)[number];
