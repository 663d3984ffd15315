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

/**
 * Which texts may reveal who reported: what the reporter wrote, and what was written to them. In a secret case only those
 * who may know the reporter read these. Notes and announcements are written for others to read.
 */
export const revealsReporter: Readonly<Record<TextKind, boolean>> = {
  what: true,
  contact: true,
  reply: true,
  note: false,
  question: true,
  reason: true,
  message: true,
  'rating-words': true,
  announcement: false,
};
