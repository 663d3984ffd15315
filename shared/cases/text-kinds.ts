export const textKinds = [
  'what',
  'contact',
  'reply',
  'note',
  'question',
  'reason',
  'message',
  'rating-words',
  /** A reply that co-reporters may read as well. */
  'announcement',
] as const;

export type TextKind = (typeof textKinds)[number];
