export const textKinds = [
  'what',
  'contact',
  'reply',
  'note',
  'question',
  'reason',
  'message',
  'rating-words',
  /** Where messages about the case go, and the secret of its link that they name (notices/notice-address.ts). */
  'notice-address',
  /** A reply that co-reporters may read as well. */
  'announcement',
  /** Why a rejection was proposed. Only staff read it: another person decides, and writes what the reporter reads. */
  'proposal',
  /** What a helper without an account said. Only officers and chiefs read it, as the helper was promised. */
  'helper-words',
] as const;

export type TextKind = (typeof textKinds)[number];

/** A text about a case, before it is known who can open it. */
export interface CaseText {
  readonly kind: TextKind;
  readonly text: string;
}

/**
 * Who can open a text: the staff of its station, the case's own reporter, those who are linked to the case or were and may
 * come back, and the functions that open contacts.
 */
export type TextReader = 'station' | 'reporter' | 'co-reporters' | 'contacts';

/**
 * To whom texts of each kind are sealed. Whatever a reader may be shown at any later time must be sealed to them when it is
 * written. So an answer in a secret case is: its reporter reads it once a chief lifts the secrecy. Staff cannot open the
 * address of notices, since the secret of the resident's link is in it: with that they could act in the resident's name.
 */
export const textReaders: Readonly<Record<TextKind, readonly TextReader[]>> = {
  what: ['station', 'reporter'],
  contact: ['station', 'reporter', 'contacts'],
  reply: ['station', 'reporter'],
  note: ['station'],
  question: ['station', 'reporter'],
  reason: ['station', 'reporter'],
  message: ['station', 'reporter'],
  'rating-words': ['station', 'reporter'],
  'notice-address': ['reporter', 'contacts'],
  announcement: ['station', 'reporter', 'co-reporters'],
  proposal: ['station'],
  'helper-words': ['station'],
};

/** Which texts are a resident's own words. In a sensitive case nobody who looks at a screen by chance reads them. */
export const isResidents: Readonly<Record<TextKind, boolean>> = {
  what: true,
  contact: false,
  reply: false,
  note: false,
  question: false,
  reason: false,
  message: true,
  'rating-words': true,
  'notice-address': false,
  announcement: false,
  proposal: false,
  'helper-words': false,
};

/**
 * Which texts may reveal who reported: what the reporter wrote, and what was written to them or about them. In a secret
 * case only those who may know the reporter read these. Notes and announcements are written for others to read.
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
  'notice-address': true,
  announcement: false,
  proposal: true,
  'helper-words': true,
};
