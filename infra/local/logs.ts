import { once } from 'node:events';
import { close, mkdirSync, openSync, renameSync, statSync, write } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';

/** Log files of the data directory: one for each function, and the gateway's. */
export interface Logs {
  of(title: string): Writable;
  close(): Promise<void>;
}

const bytesMax = 10 * 1024 * 1024;

/** Opens logs for appending. A long one is put aside at the start, and the one put aside before is lost. */
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
  // A line that cannot be written, as on a full disk, is lost. Nobody works the less because nobody wrote it down.
  const log = new Writable({
    write: (line: Buffer, _, next) => write(descriptor, line, () => next()),
    final: (done) => close(descriptor, () => done()),
  });
  // Every instance of the function is piped into it and adds listeners of its own.
  log.setMaxListeners(0);
  return log;
};
