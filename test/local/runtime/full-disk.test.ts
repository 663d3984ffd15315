import { once } from 'node:events';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startVirtualClock } from '../../../infra/local/clock/virtual-clock.ts';
import { type EventLog, openEventLog } from '../../../infra/local/event-log.ts';
import { type Deferred, startDeferred } from '../../../infra/local/functions/deferred.ts';
import type { Functions } from '../../../infra/local/functions/functions.ts';
import { openLogs } from '../../../infra/local/logs.ts';
import { temporaryDirectories } from './temporary-directory.ts';

const newDataDir = temporaryDirectories();

describe('a log on a full disk', () => {
  it('loses its lines and ends nothing', async () => {
    const dataDir = newDataDir();
    mkdirSync(join(dataDir, 'logs'));
    // Every write to /dev/full fails with ENOSPC.
    symlinkSync('/dev/full', join(dataDir, 'logs', 'gateway.log'));
    const logs = openLogs(dataDir);
    const log = logs.of('gateway');
    log.write('one line\n');
    log.write('another\n');
    const closed = once(log, 'close');
    await logs.close();
    await closed;
    expect(log.errored).toBeNull();
  });
});

describe('an event that was handled while the event log’s disk was full', () => {
  let eventLog: EventLog | undefined;
  let deferred: Deferred | undefined;
  afterEach(async () => {
    await deferred?.stop();
    eventLog?.close();
  });

  const functionArn = 'the-only-one';
  /** A bus with one function that runs `work` for each event. */
  const functionsDoing = (work: () => void) =>
    ({
      arns: [functionArn],
      byArn: () => ({
        invoke: async () => work(),
        plan: { whenAsync: { retriesMax: 2, ageSecondsMax: 60 } },
      }),
    }) as unknown as Functions;

  it('is handled again, and no more once that is written down', async () => {
    const kept = openEventLog(newDataDir());
    eventLog = kept;
    const clock = startVirtualClock(kept, { rate: 1, startAt: Date.UTC(2026, 9, 1) });
    const setDisk = (is: 'full' | 'free') =>
      kept.database.exec(`PRAGMA query_only = ${is === 'full' ? 'ON' : 'OFF'}`);
    let handled = 0;
    const functions = functionsDoing(() => {
      handled += 1;
      setDisk(handled === 1 ? 'full' : 'free');
    });
    const queues = {
      endpoint: '',
      send: () => undefined,
      deadLetters: () => [],
      close: async () => undefined,
    };
    deferred = startDeferred({ eventLog: kept, clock, functions, queues });
    deferred.accept([{ functionArn, payload: '{}' }]);
    await deferred.drain();
    expect(handled).toBe(2);
    expect(deferred.isBusy(functionArn)).toBe(false);
  });
});
