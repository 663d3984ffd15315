import { deliveryName, stateName } from '../../../shared/adapters/memory/tables.ts';
import { shardOf } from '../../../shared/adapters/shard.ts';
import type { Store } from '../../../shared/cases/world.ts';
import { type Instant, MINUTE, SECOND } from '../../../shared/engine/calendar/instant.ts';
import { Contended, Unavailable, Unreadable } from '../../../shared/engine/storage/store-errors.ts';
import type { Dice } from './dice.ts';
import { newBook, oldBook } from './policies.ts';
import type { Ending, Handler, Run } from './run.ts';
import { calm, LAG_MAX, type Outage, type Swarm } from './swarm.ts';
import type { Timeline } from './timeline.ts';

/** Error of a row that fails on some reads. */
export class Poisoned extends Error {
  override readonly name = 'Poisoned';
}

/** `rows`: a write to the store, whose rows other transactions may hold. */
type Port = 'store' | 'rows' | 'bus' | 'channels' | 'log';

/** Runs handlers and injects faults into every call they make. */
export interface Machines {
  /** The current faults; `heal` replaces them by `calm`. */
  readonly swarm: () => Swarm;
  heal(): void;
  isOut(what: Outage): boolean;
  /** Whether the due index may still be stale. */
  mayLag(): boolean;
  /** Restores the table: all running handlers crash, and calls in flight are dropped. */
  replaceTable(): void;
  /** Draws the clock skew of a machine. */
  drawSkew(): number;
  launch(
    handler: Handler,
    skewMs: number,
    body: (run: Run) => Promise<void>,
    ended: (ending: Ending | undefined) => void,
  ): void;
  /** One external call: it takes time, and it may be refused, lose its answer, or crash the caller. */
  call<Value>(run: Run, port: Port, effect: () => Promise<Value>): Promise<Value>;
  /** Throws when the call reads a poisoned row. */
  touch(method: string, args: readonly unknown[]): void;
}

/** How long a caller waits for an answer before it counts as refused. */
const TIMEOUT_MS = 3 * SECOND;

export function machines(timeline: Timeline, dice: Dice, drawn: Swarm): Machines {
  let swarm = drawn;
  let healedAt = Number.POSITIVE_INFINITY;
  let tableGeneration = 0;
  const running = new Set<Run>();
  const isOut = (what: Outage): boolean => {
    const now = timeline.now();
    return swarm.outages.some((span) => span.from <= now && now < span.to && span.what.includes(what));
  };

  const call = <Value>(run: Run, port: Port, effect: () => Promise<Value>): Promise<Value> =>
    new Promise((resolve, reject) => {
      const { refuse, loseAnswer, crash, latencyMaxMs } = swarm;
      const part = port === 'rows' ? 'store' : port;
      const failing = part === 'store' && dice.happens(refuse);
      const refused = failing || (part !== 'channels' && isOut(part));
      const held = failing && port === 'rows' && dice.happens(0.5);
      const crashes = dice.happens(crash);
      const answerLost = dice.happens(loseAnswer);
      const generationAtCall = tableGeneration;
      const waitMs = dice.between(1, latencyMaxMs) + (refused && dice.happens(0.2) ? TIMEOUT_MS : 0);
      timeline.after(waitMs, () => {
        timeline.wake();
        // The log is not part of the table, so what is under way to it arrives.
        if (generationAtCall !== tableGeneration && port !== 'log') return;
        // A request in flight may still take effect after its sender crashed.
        if (!run.alive) return dice.happens(0.5) ? void effect().catch(() => undefined) : undefined;
        if (crashes && dice.happens(0.5)) return run.crash();
        if (refused) return reject(held ? new Contended('held') : new Unavailable('refused'));
        effect().then((value) => {
          if (crashes) run.crash();
          else if (answerLost) reject(new Unavailable('no answer'));
          else resolve(value);
        }, reject);
      });
    });

  return {
    swarm: () => swarm,
    mayLag: () => drawn.lag > 0 && timeline.now() <= healedAt + LAG_MAX + MINUTE,
    heal() {
      healedAt = timeline.now();
      swarm = { ...calm, pageSizeMax: swarm.pageSizeMax, shardsPerLane: swarm.shardsPerLane };
    },
    isOut,
    call,
    replaceTable() {
      tableGeneration += 1;
      for (const run of [...running]) run.crash();
    },
    drawSkew: () => (swarm.skewMaxMs === 0 ? 0 : dice.between(-swarm.skewMaxMs, swarm.skewMaxMs)),
    launch(handler, skewMs, body, ended) {
      let over = false;
      const end = (ending: Ending | undefined): void => {
        if (over) return;
        over = true;
        run.alive = false;
        running.delete(run);
        ended(ending);
      };
      const run: Run = {
        handler,
        startedAt: timeline.now(),
        skewMs,
        policies: bookAt(drawn.deploy, timeline.now(), dice),
        alive: true,
        crash: () => end({ how: 'crashed' }),
        reads: new Map(),
        claims: new Map(),
      };
      timeline.wake();
      running.add(run);
      body(run).then(
        () => end(undefined),
        (error: unknown) => end({ how: 'failed', error }),
      );
    },
    touch(method, args) {
      const { poisonSoft, poisonHard } = swarm;
      if (poisonSoft === 0 && poisonHard === 0) return;
      const name = rowRead(method, args);
      if (name === undefined) return;
      const luck = shardOf(name, 1000) / 1000;
      if (luck < poisonHard) throw new Unreadable(name);
      if (luck < poisonHard + poisonSoft && dice.happens(0.6)) throw new Poisoned(name);
    },
  };
}

/** During a rollout, each invocation may run the old or the new version. */
function bookAt(deploy: Swarm['deploy'], now: Instant, dice: Dice) {
  if (deploy === undefined || now < deploy.from) return oldBook;
  return now >= deploy.to || dice.happens(0.5) ? newBook : oldBook;
}

/** The name of the row that a call reads, if it reads one. */
function rowRead(method: string, [first]: readonly unknown[]): string | undefined {
  if (method === 'load') return stateName(first as Parameters<Store['load']>[0]);
  if (method === 'loadDelivery') return deliveryName(first as Parameters<Store['loadDelivery']>[0]);
  return undefined;
}
