import type { Notice } from './notice-record.ts';

/** Who is reached over a channel. A commit needs no more to write its outbox, so it is given no more. */
export interface Outlet {
  readonly name: string;
  readonly audience: readonly ('staff' | 'resident')[];
}

export interface ChannelPort extends Outlet {
  /** `permanent`: trying again cannot help. Throws or gives `transient` when it might. */
  send(notice: Notice): Promise<'sent' | 'transient' | 'permanent'>;
}
