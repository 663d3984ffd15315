/**
 * Who must act or be told. Parties are roles, resolved to people only when a message is sent, so that an absence
 * changes no case.
 */
export const parties = [
  'assignee',
  'guard',
  'officer',
  'chief',
  'district',
  'resident',
  'neighbours',
  'third-party',
] as const;
export type Party = (typeof parties)[number];
