import { HOUR, type Instant, SECOND } from '../../../shared/engine/calendar/instant.ts';
import type { Delivery } from '../../../shared/engine/outbox/delivery.ts';
import { offerOf } from '../../../shared/engine/outbox/offer.ts';
import type { Change } from '../../../shared/engine/outbox/relay.ts';
import type { Commit } from '../../../shared/engine/storage/commit.ts';
import type { Dice } from './dice.ts';
import type { Machines } from './machines.ts';
import type { Ending } from './run.ts';
import type { Timeline } from './timeline.ts';

interface Written {
  readonly at: Instant;
  readonly change: Change;
}

/** The table's stream: changes in order, kept for 24 hours. */
export interface Stream {
  wrote(commit: Pick<Commit, 'key' | 'facts' | 'deliveries'>): void;
  wroteBrief(brief: Delivery): void;
  /** Drops all changes, since the table was restored. */
  reset(): void;
}

export interface StreamSettings {
  readonly timeline: Timeline;
  readonly machines: Machines;
  readonly dice: Dice;
  /** Invokes the stream’s function; `from` is the sequence number to retry from. */
  readonly deliver: (
    changes: readonly Change[],
    ended: (ending: Ending | undefined, from: string | undefined) => void,
  ) => void;
}

const BATCH_MAX = 10;
const RETRIES_MAX = 5;
const KEPT = 24 * HOUR;
const POLL_MS = SECOND / 2;

export function stream({ timeline, machines, dice, deliver }: StreamSettings): Stream {
  let kept: Written[] = [];
  let sequence = 0;
  let polling = false;
  let retries = 0;

  const pollSoon = (ms: number): void => {
    if (polling) return;
    polling = true;
    timeline.after(ms, poll);
  };
  const poll = (): void => {
    polling = false;
    const now = timeline.now();
    kept = kept.filter(({ at }) => at + KEPT > now);
    if (kept.length === 0) return;
    const batch = kept.slice(0, BATCH_MAX).map(({ change }) => change);
    const { streamDrop, streamDuplicate } = machines.swarm();
    if (machines.isOut('stream')) pollSoon(30 * SECOND);
    else if (dice.happens(streamDrop)) advance(batch.length);
    else invoke(batch);
    if (dice.happens(streamDuplicate)) deliver(batch, () => undefined);
  };
  const invoke = (batch: readonly Change[]): void => {
    polling = true;
    deliver(batch, (ending, from) => {
      polling = false;
      const done = ending !== undefined ? 0 : from === undefined ? batch.length : indexOf(batch, from);
      if (done < batch.length) retries = done === 0 ? retries + 1 : 1;
      // After the last retry the batch goes to the failure queue and the stream continues after it.
      if (done === batch.length || retries > RETRIES_MAX) {
        advance(batch.length);
        return;
      }
      kept = kept.slice(done);
      pollSoon(SECOND * retries);
    });
  };
  const advance = (count: number): void => {
    retries = 0;
    kept = kept.slice(count);
    if (kept.length > 0) pollSoon(POLL_MS);
  };
  const append = (change: (sequence: string) => Change): void => {
    sequence += 1;
    kept.push({ at: timeline.now(), change: change(String(sequence)) });
    pollSoon(dice.between(100, 1000));
  };
  const appendDelivery = (delivery: Delivery): void => {
    const { dueAt, announced } = delivery;
    if (dueAt !== undefined)
      append((ownSequence) => ({
        sequence: ownSequence,
        row: 'delivery',
        offer: offerOf(delivery),
        ...(!announced && { dueAt }),
      }));
  };
  return {
    wrote({ key, facts, deliveries }) {
      for (const { version, index, at, fact } of facts) {
        append((ownSequence) => ({
          sequence: ownSequence,
          row: 'fact',
          fact: { key, version, index, at, fact: fact.fact },
        }));
      }
      for (const delivery of deliveries) appendDelivery(delivery);
    },
    wroteBrief: appendDelivery,
    reset() {
      kept = [];
      retries = 0;
    },
  };
}

const indexOf = (batch: readonly Change[], from: string): number =>
  Math.max(
    0,
    batch.findIndex(({ sequence }) => sequence === from),
  );
