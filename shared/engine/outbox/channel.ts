import type { Audience } from './message.ts';
import type { Notice, NoticeText } from './notice.ts';

/** The name and audience of a channel: all that a commit needs to write its outbox. */
export interface Outlet {
  readonly name: string;
  readonly audience: readonly Audience[];
}

/** `transient`: another attempt may succeed. `permanent`: it cannot. */
export type SendResult = 'sent' | 'transient' | 'permanent';

export interface Channel extends Outlet {
  /** Throws or returns `transient` when another attempt may succeed. */
  send(notice: Notice, text: NoticeText): Promise<SendResult>;
}
