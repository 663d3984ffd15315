import { once } from 'node:events';
import { close, mkdirSync, openSync, renameSync, statSync, write, writev } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';

/** The log files of the data directory: one per function, and the gateway's. */
export interface Logs {
  of(title: string): Writable;
  close(): Promise<void>;
}

const bytesMax = 10 * 1024 * 1024;

/** Opens log files for appending. At the start a long file is renamed to `.1`, which overwrites the previous one. */
export const openLogs = (dataDir: string): Logs => {
  const directory = join(dataDir, 'logs');
  mkdirSync(directory, { recursive: true });
  const open = new Map<string, Writable>();
  return {
    of: (title) => {
      const file = join(directory, `${title}.log`);
      const log = open.get(title) ?? append(file);
      open.set(title, log);
      return log;
    },
    close: async () => {
      await Promise.all([...open.values()].map((log) => once(log.end(), 'close')));
    },
  };
};

const append = (file: string): Writable => {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > bytesMax) renameSync(file, `${file}.1`);
  const descriptor = openSync(file, 'a');
  // A line that cannot be written, for example on a full disk, is dropped: a failing log must not stop the run.
  const log = new Writable({
    write: (line: Buffer, _, next) => write(descriptor, line, () => next()),
    writev: (lines, next) =>
      writev(
        descriptor,
        lines.map(({ chunk }) => chunk),
        () => next(),
      ),
    final: (done) => close(descriptor, () => done()),
  });
  // Every instance of the function is piped into the log and adds listeners.
  log.setMaxListeners(0);
  return log;
};
