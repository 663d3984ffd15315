import { beforeEach, describe, expect, it } from 'vitest';
import type { CheckpointStore, LogEntry, NotaryLog } from '../../shared/engine/notary/notary-log.ts';
import { Unreadable } from '../../shared/engine/storage/store-errors.ts';

export interface NotaryLogUnderTest {
  readonly log: NotaryLog;
  /** The same log, opened by another process. */
  reopened(): Promise<NotaryLog>;
  /** The cursor of a log that has more entries than this one. */
  readonly cursorBehindEnd?: string;
}

const entry = (number: number): LogEntry => ({
  name: `001795000000000-w-${String(number).padStart(9, '0')}`,
  text: JSON.stringify({ number, words: '一份"声明"' }),
});
const entries = (from: number, through: number) =>
  Array.from({ length: through - from + 1 }, (_, index) => entry(from + index));

/** The contract between the notary, the prover and every log. */
export function notaryLogContract(name: string, make: () => Promise<NotaryLogUnderTest>): void {
  describe(`the notary’s log ${name}`, () => {
    let made: NotaryLogUnderTest;
    beforeEach(async () => {
      made = await make();
    });

    it('is empty at first, and says where to go on', async () => {
      const page = await made.log.read(undefined);
      expect(page).toMatchObject({ entries: [], more: false });
      await made.log.append(entry(1));
      expect((await readAll(made.log, page.cursor)).entries).toEqual([entry(1)]);
    });

    it('gives back each entry as it was added, in the order in which they were added', async () => {
      for (const one of entries(1, 250)) await made.log.append(one);
      expect(unrepeated((await readAll(made.log)).entries)).toEqual(entries(1, 250));
    });

    it('goes on behind a cursor, also for another process, and skips nothing', async () => {
      for (const one of entries(1, 3)) await made.log.append(one);
      const before = await readAll(made.log);
      for (const one of entries(4, 6)) await made.log.append(one);
      const since = await readAll(await made.reopened(), before.cursor);
      expect(unrepeated([...before.entries, ...since.entries])).toEqual(entries(1, 6));
      expect(since.entries.slice(-3)).toEqual(entries(4, 6));
    });

    it('keeps what was added when another process adds to it', async () => {
      await made.log.append(entry(1));
      const other = await made.reopened();
      await other.append(entry(2));
      await made.log.append(entry(3));
      const { entries: found } = await readAll(other);
      expect(unrepeated(found).toSorted((one, two) => (one.name < two.name ? -1 : 1))).toEqual(entries(1, 3));
    });

    it('may hold an entry twice, as after an answer that was lost', async () => {
      await made.log.append(entry(1));
      await made.log.append(entry(2));
      await made.log.append({ ...entry(3), text: entry(2).text });
      const texts = (await readAll(made.log)).entries.map(({ text }) => text);
      expect(new Set(texts)).toEqual(new Set([entry(1).text, entry(2).text]));
    });

    it('says so when it is shorter than it was', async () => {
      const { cursorBehindEnd } = made;
      if (cursorBehindEnd === undefined) return;
      await expect(made.log.read(cursorBehindEnd)).rejects.toThrow(Unreadable);
    });
  });
}

/** The contract of where the prover keeps how far it has read the log. */
export function checkpointContract(name: string, make: () => Promise<CheckpointStore>): void {
  describe(`checkpoints ${name}`, () => {
    it('are kept by their names, and replaced', async () => {
      const store = await make();
      expect(await store.readPart('head')).toBeUndefined();
      await store.writePart('head', '{"一":1}\nsecond line');
      await store.writePart('heads-00', 'other');
      await store.writePart('heads-00', '');
      expect(await store.readPart('head')).toBe('{"一":1}\nsecond line');
      expect(await store.readPart('heads-00')).toBe('');
    });
  });
}

export async function readAll(
  log: NotaryLog,
  from?: string,
): Promise<{ readonly entries: readonly LogEntry[]; readonly cursor: string | undefined }> {
  const entries: LogEntry[] = [];
  let cursor = from;
  for (;;) {
    const page = await log.read(cursor);
    entries.push(...page.entries);
    cursor = page.cursor;
    if (!page.more) return { entries, cursor };
  }
}

const unrepeated = (found: readonly LogEntry[]): readonly LogEntry[] => [
  ...new Map(found.map((one) => [one.name, one])).values(),
];
