import { fill } from '../../../shared/locales/fill.ts';
import { wordsOfNotices } from '../../../shared/locales/words-of-notices.ts';
import type { Item } from './telephones.ts';

/** What a message is called: its own title, or what the catalogue calls one of its kind that has not been sent. */
export function titleOf({ received, delivery }: Item): string {
  if (received !== undefined && received.title !== '') return received.title;
  const kind = received?.kind ?? delivery?.message.kind ?? '';
  const { kinds } = wordsOfNotices(delivery?.language ?? 'zh-CN').notices;
  const words = Object.hasOwn(kinds, kind) ? kinds[kind as keyof typeof kinds] : undefined;
  if (words === undefined) return received?.text.slice(0, 40) ?? kind;
  const reference = delivery?.reference ?? received?.reference;
  return fill(words.title, { reference: reference ?? '…', count: '…' });
}

/** So much of a message does a locked screen show, in characters as people count them. */
const LOCK_LENGTH = 34;

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** What a locked screen shows of a message, below who it is from. */
export function lockLine({ received }: Item): string {
  if (received === undefined) return '';
  const { title, text, wire } = received;
  const whole = wire?.provider === 'smtp' ? title : `${title} ${text}`.trim();
  const signs = [...graphemes.segment(whole.replaceAll(/\s+/g, ' '))].map(({ segment }) => segment);
  return signs.length <= LOCK_LENGTH ? signs.join('') : `${signs.slice(0, LOCK_LENGTH).join('').trimEnd()}…`;
}
