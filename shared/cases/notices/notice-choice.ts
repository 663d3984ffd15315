/** How a resident wants to hear that something happened in their case, besides the tracking page. */
export const noticeWays = ['sms', 'mail', 'none'] as const;
export type NoticeWay = (typeof noticeWays)[number];

/** The fields of a case that decide. */
interface Reached {
  readonly reachable: boolean;
  readonly noticesBy?: NoticeWay;
  readonly reporterLeft?: true;
}

/**
 * Whether messages to the case's own reporter are written at all. Who left a telephone number and chose nothing gets them
 * by SMS. Who left the case gets none, whatever they had chosen.
 */
export const wantsNotices = ({ reachable, noticesBy, reporterLeft }: Reached): boolean =>
  reporterLeft !== true && noticesBy !== 'none' && (noticesBy !== undefined || reachable);
