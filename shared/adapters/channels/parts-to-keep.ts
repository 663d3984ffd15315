import type { NoticeText } from '../../engine/outbox/notice.ts';

/** Longer codes are not kept whole: no number and no link of ours is as long. */
const KEPT_LENGTH_MAX = 300;

/** What a text must not lose when it is cut: the number of the case and the link to it, where a notice has them. */
export function partsToKeep({ details: { reference, link } }: NoticeText): readonly string[] {
  const parts = [reference, link].filter((part) => typeof part === 'string');
  return parts.filter((part) => part !== '' && part.length <= KEPT_LENGTH_MAX);
}
