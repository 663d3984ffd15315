import type { Delivery } from '../delivery.ts';
import type { NotifyWorld } from '../notify-world.ts';

/**
 * The readers of one delivery, by the id of their notice, or of the person where one notice goes to several. Who was told
 * is kept with it: an attempt that failed for one of them is repeated for those alone who were not, since neither a robot
 * nor a provider of short messages recognises a repeat.
 */
export interface Readers {
  isTold(reader: string): boolean;
  /** Keeps that one of several readers was told. */
  tell(reader: string): Promise<void>;
  /** Whether this attempt or an earlier one has told one of several. */
  isAnyTold(): boolean;
  /** Whether another one can be told before the process is ended. */
  hasTime(): boolean;
}

export function readersOf(
  { store, hasTime = () => true }: Pick<NotifyWorld, 'store' | 'hasTime'>,
  delivery: Delivery,
): Readers {
  const told = new Set(delivery.told);
  return {
    isTold: (reader) => told.has(reader),
    async tell(reader) {
      told.add(reader);
      await store.recordTold(delivery, reader);
    },
    isAnyTold: () => told.size > 0,
    hasTime,
  };
}
