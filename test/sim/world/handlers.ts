import type { Tables } from '../../../shared/adapters/memory/tables.ts';
import type { Store } from '../../../shared/cases/world.ts';
import { SECOND } from '../../../shared/engine/calendar/instant.ts';
import type { ChannelFaults } from '../channels/channel-faults.ts';
import { receivers, type Sending } from '../channels/receivers.ts';
import type { Judge } from '../invariants/judge.ts';
import { changesOf, type RowChange, readChange, stateChange } from '../notary/row-change.ts';
import type { Dice } from './dice.ts';
import { eventBus } from './event-bus.ts';
import { caseAt } from './kept-cases.ts';
import { observed } from './kept-store.ts';
import type { Machines } from './machines.ts';
import type { Parts } from './parts.ts';
import { ports, type RunWorld } from './ports.ts';
import type { Ending, Handler, Run } from './run.ts';
import { type Stream, stream } from './stream.ts';
import type { Timeline } from './timeline.ts';

export interface HandlersSettings {
  readonly timeline: Timeline;
  readonly machines: Machines;
  readonly dice: Dice;
  /** For what happens between senders and receivers. */
  readonly ways: Dice;
  readonly channelFaults: ChannelFaults;
  readonly parts: Parts;
  readonly judge: Judge;
  readonly store: Store;
  readonly tables: Tables;
  readonly onSend: (sending: Sending) => void;
  /** Sees each change of the rows that a notary watches. */
  readonly onRow: (change: RowChange) => void;
  /** Appends a line to the history for each commit and send. */
  readonly record: (line: string) => void;
}

/** The deployed functions: a store, its stream, a bus, and the handlers they invoke. */
export interface Handlers {
  readonly worldOf: (run: Run) => RunWorld;
  /** Runs the sweep on a machine with this clock skew. */
  sweepOnce(skewMs: number): void;
  /** Counts a run that ended, and reports a defect when it failed without an injected fault. */
  ended(handler: Handler, ending: Ending | undefined): void;
  /** Ends the faults of channels. */
  heal(): void;
  /** Ends all runs and resets the stream, since the table is restored from a backup. */
  replaceTable(): void;
  readonly counts: { readonly commits: number; readonly handlerRuns: number; readonly crashes: number };
}

/** The time budget of the sweep function. */
const SWEEP_MS = 45 * SECOND;
/** Names of errors that injected faults cause. */
const injectedErrors = new Set(['Unavailable', 'Contended', 'Unreadable', 'Poisoned', 'NotDeployed']);
/** The error of a due row without work, which a lagging index may show. */
const lagging = 'NothingToDo';

export function handlers(settings: HandlersSettings): Handlers {
  const { timeline, machines, dice, ways, parts, judge, store, tables, onSend, onRow, record } = settings;
  const counts = { commits: 0, handlerRuns: 0, crashes: 0 };

  const ended = (handler: Handler, ending: Ending | undefined): void => {
    counts.handlerRuns += 1;
    if (ending?.how === 'crashed') counts.crashes += 1;
    if (ending?.how !== 'failed') return;
    const { error } = ending;
    const [name, detail] = error instanceof Error ? [error.name, error.stack] : ['', String(error)];
    if (!injectedErrors.has(name)) judge.failed('no-defect', `${handler}: ${detail}`);
  };
  const launch = (
    handler: Handler,
    body: (world: RunWorld, run: Run) => Promise<void>,
    then?: (ending: Ending | undefined) => void,
    skewMs = machines.drawSkew(),
  ): void =>
    machines.launch(
      handler,
      skewMs,
      (run) => body(worldOf(run), run),
      (ending) => {
        ended(handler, ending);
        then?.(ending);
      },
    );

  const posts = receivers({
    timeline,
    machines,
    dice: dice.fork(),
    ways,
    faults: settings.channelFaults,
    seen: parts.answers,
    onSend(sending) {
      const { receiver, message, taken } = sending;
      record(`${message.notice.id} ${receiver.name} ${taken} ${timeline.now()}\n`);
      judge.sent(sending);
      onSend(sending);
    },
  });
  const outbox: Stream = stream({
    timeline,
    machines,
    dice: dice.fork(),
    deliver(changes, done) {
      let failedFrom: string | undefined;
      const invokeRelay = async (world: RunWorld) => {
        failedFrom = (await parts.relay(world, changes, world.system.now())).failedFrom;
      };
      launch('relay', invokeRelay, (ending) => done(ending, failedFrom));
    },
  });
  const bus = eventBus({
    timeline,
    machines,
    dice: dice.fork(),
    onFact: judge.published,
    deliver(offer, done) {
      const invokeNotify = async (world: RunWorld) => {
        await parts.notify(world, offer, world.system.now());
      };
      const [own, other] =
        offer.audience === 'resident'
          ? (['notify-residents', 'notify'] as const)
          : (['notify', 'notify-residents'] as const);
      launch(own, invokeNotify, done);
      if (ways.happens(posts.faults().misleads)) launch(other, invokeNotify);
    },
  });
  const kept = observed(store, tables, {
    committed(commit, second) {
      const { version, chainHead, dueAt } = commit.after;
      counts.commits += 1;
      record(`${commit.key.id} ${version} ${chainHead} ${dueAt}\n`);
      judge.committed(commit, second);
      outbox.wrote(commit);
      changesOf(commit).forEach(onRow);
    },
    briefed(brief) {
      judge.briefed(brief);
      outbox.wroteBrief(brief);
    },
    digested(digest) {
      judge.digested(digest);
      outbox.wroteBrief(digest);
    },
    settled: judge.settled,
    putOff: judge.putOff,
    counted: judge.counted,
    parked(row, until) {
      judge.parked(row, until);
      const found = row.row === 'aggregate' ? caseAt(tables, row.key) : undefined;
      // The row changes, and the state in it does not.
      if (row.row === 'aggregate' && found !== undefined) onRow(stateChange(row.key, found, found));
    },
    wroteCompanions(companions) {
      for (const { key, values } of companions) for (const change of readChange(key, values)) onRow(change);
    },
  });
  const worldOf = ports({
    timeline,
    machines,
    dice: dice.fork(),
    parts,
    store: parts.kept(kept, tables),
    bus,
    receivers: posts,
    ways,
    onTry: judge.tried,
    onOpened: judge.opened,
  });

  return {
    worldOf,
    ended,
    counts,
    heal: posts.heal,
    replaceTable() {
      machines.replaceTable();
      outbox.reset();
    },
    sweepOnce(skewMs) {
      const invokeSweep = async (world: RunWorld, run: Run) => {
        const remainingMs = () => SWEEP_MS - (timeline.now() - run.startedAt);
        const { notes } = await parts.sweep(world, world.system.now(), remainingMs);
        for (const { code, row, error = '' } of notes) {
          const lags = error === lagging && machines.mayLag();
          if (!injectedErrors.has(error) && !lags && code !== 'bus-failed') {
            judge.failed('no-defect', `${code} ${row ?? ''} ${error}`);
          }
        }
      };
      launch('sweep', invokeSweep, undefined, skewMs);
    },
  };
}
