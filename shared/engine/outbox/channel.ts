import type { Audience } from './message.ts';
import type { Notice, NoticeText } from './notice.ts';

/** Who is reached over a channel. A commit needs no more to write its outbox, so it is given no more. */
export interface Outlet {
  readonly name: string;
  readonly audience: readonly Audience[];
}

/** `permanent`: trying again cannot help. */
export type SendResult = 'sent' | 'transient' | 'permanent';

export interface Channel extends Outlet {
  /** Throws or gives `transient` when another try might help. */
  send(notice: Notice, text: NoticeText): Promise<SendResult>;
}
