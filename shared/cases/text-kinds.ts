export const textKinds = [
  'what',
  'contact',
  'reply',
  'note',
  'question',
  'reason',
  'message',
  'rating-words',
  /** Meant for everybody whose report joined the case, too. */
  'announcement',
] as const;

export type TextKind = (typeof textKinds)[number];
