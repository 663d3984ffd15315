import type { Notice } from '../engine/outbox/notice.ts';

/** Messages about questions and answers of the station, most urgent first. None holds their words. */
export const faqMessageKinds = ['faq-lapsed', 'faq-look-again', 'faq-to-approve'] as const;
export type FaqMessageKind = (typeof faqMessageKinds)[number];

export interface FaqNotice extends Notice {
  readonly kind: FaqMessageKind;
  /** The entry that it is about, for the console. */
  readonly entry: string;
}
