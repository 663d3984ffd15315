/**
 * Who must act or be told. Parties are roles, resolved to people only when a message is sent, so that an absence
 * changes no case.
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
