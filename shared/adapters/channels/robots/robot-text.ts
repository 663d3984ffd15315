import type { NoticeText } from '../../../engine/outbox/notice.ts';
import type { ChannelLimits } from '../channel-adapter.ts';
import { fitText } from '../fit-text.ts';
import { partsToKeep } from '../parts-to-keep.ts';
import { inertText } from './inert-text.ts';

/** What must stand in a robot's message, besides the words. */
export interface RobotParts {
  /** Its number and link are kept. */
  readonly notice: NoticeText;
  /** A word without which the robot takes no message. */
  readonly keyword: string | undefined;
}

/**
 * Words of a notice as a group reads them: as much of them as has room, with the parts that must be kept, and nothing
 * that the platform would take for a mention or for markup.
 * @returns `undefined` if not even what must be kept has room
 */
export function robotText(
  words: string,
  { notice, keyword }: RobotParts,
  length: ChannelLimits['length'],
): string | undefined {
  const keep = [...partsToKeep(notice), ...(keyword === undefined ? [] : [keyword])];
  return fitText(inertText(words), keep.map(inertText), length);
}

/** A notice in a form that has no title of its own. */
export const titleAndText = ({ title, text }: NoticeText): string => `${title}\n${text}`;
