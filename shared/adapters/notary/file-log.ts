import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { LogEntry, LogPage, NotaryLog } from '../../engine/notary/notary-log.ts';
import { Unavailable, Unreadable } from '../../engine/storage/store-errors.ts';

/** Bytes of a page. An entry that is longer makes its page longer. */
const PAGE_BYTES = 256 * 1024;

const LINE_END = 0x0a;

/**
 * The log as a file of lines, for one machine. It must exist: a new one in its place would be a log without what was
 * stated before. One process adds to it at a time.
 */
export const fileNotaryLog = (path: string): NotaryLog => {
  // Entries of one process are added one after the other.
  let turn: Promise<unknown> = Promise.resolve();
  return {
    append(entry) {
      const added = turn.then(() =>
        withFile(path, constants.O_RDWR | constants.O_APPEND, (file) => add(file, entry)),
      );
      turn = added.catch(() => undefined);
      return added;
    },
    read: (cursor) => withFile(path, constants.O_RDONLY, (file) => readPage(file, positionIn(cursor))),
  };
};

/** The entry is on the disk when this returns: a power failure does not lose it. */
async function add(file: FileHandle, { name, text }: LogEntry): Promise<void> {
  await cutTornLine(file);
  await file.writeFile(`${name} ${text}\n`);
  await file.datasync();
}

/** A line without an end was being added when its process was killed, and never counted. */
async function cutTornLine(file: FileHandle): Promise<void> {
  const { size } = await file.stat();
  if (size === 0 || (await bytesOf(file, size - 1, 1))[0] === LINE_END) return;
  for (let end = size; end > 0; end -= PAGE_BYTES) {
    const from = Math.max(0, end - PAGE_BYTES);
    const last = (await bytesOf(file, from, end - from)).lastIndexOf(LINE_END);
    if (last >= 0) return file.truncate(from + last + 1);
  }
  await file.truncate(0);
}

async function readPage(file: FileHandle, from: number): Promise<LogPage> {
  const { size } = await file.stat();
  const isLineStart = from === 0 || (from <= size && (await bytesOf(file, from - 1, 1))[0] === LINE_END);
  if (!isLineStart) throw new Unreadable('the notary’s log is shorter than it was, or another one');
  for (let length = PAGE_BYTES; ; length *= 2) {
    const bytes = await bytesOf(file, from, Math.min(length, size - from));
    const end = bytes.lastIndexOf(LINE_END) + 1;
    const isWholeRest = from + bytes.length === size;
    if (end === 0 && !isWholeRest) continue;
    const lines = bytes.subarray(0, end).toString('utf8').split('\n').slice(0, -1);
    return { entries: lines.map(entryIn), cursor: String(from + end), more: !isWholeRest };
  }
}

const LINE = /^([A-Za-z0-9-]{1,100}) (.*)$/;

/** A line that is none of ours is an entry too: the prover names it. */
function entryIn(line: string): LogEntry {
  const [, name, text] = LINE.exec(line) ?? [];
  return name === undefined || text === undefined ? { name: 'damaged', text: line } : { name, text };
}

const CURSOR = /^\d{1,15}$/;

function positionIn(cursor = '0'): number {
  if (!CURSOR.test(cursor)) throw new Unreadable('the cursor is of another log than this');
  return Number(cursor);
}

async function bytesOf(file: FileHandle, from: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, from + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

/** An error of the file system names its path; it stays in the cause, of which logs have the code. */
async function withFile<Answer>(
  path: string,
  flags: number,
  use: (file: FileHandle) => Promise<Answer>,
): Promise<Answer> {
  try {
    const file = await open(path, flags);
    try {
      return await use(file);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    const { code = 'no answer' } = error as NodeJS.ErrnoException;
    throw new Unavailable(`the notary’s log cannot be used: ${code}`, { cause: error });
  }
}
