import type { CheckpointStore, LogEntry, NotaryLog } from '../../engine/notary/notary-log.ts';
import { Unreadable } from '../../engine/storage/store-errors.ts';

/** Small, so that tests read more than one page. */
const PAGE_SIZE = 100;

/** The log in memory; a test that holds `entries` can damage it as nothing else can. */
export const memoryNotaryLog = (entries: LogEntry[] = []): NotaryLog => ({
  async append(entry) {
    entries.push(entry);
  },
  async read(cursor = '0') {
    const from = Number(cursor);
    if (!(from <= entries.length)) throw new Unreadable('the log is shorter than it was');
    const page = entries.slice(from, from + PAGE_SIZE);
    const end = from + page.length;
    return { entries: page, cursor: String(end), more: end < entries.length };
  },
});

export const memoryCheckpoints = (parts = new Map<string, string>()): CheckpointStore => ({
  readPart: async (name) => parts.get(name),
  async writePart(name, text) {
    parts.set(name, text);
  },
});
