import { sentenceOf } from './sentence-of.ts';

/** What a shell reports for a program that ended because nobody read its output: 128 and SIGPIPE. */
const UNREAD = 141;

/**
 * Makes a command end in a way that its user understands; called first by every command.
 *
 * When nobody reads its output any more, as in `npm run sim | head`, it ends without a word: like Ctrl-C where it
 * cleans up after that, otherwise with the status 141, never with one that claims a result. An error that the user can
 * do something about is one sentence; any other keeps its stack trace.
 * @param failed the exit status after an error
 */
export function handleProcessErrors(failed = 1): void {
  let isUnread = false;
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      if (isUnread) return;
      isUnread = true;
      if (!process.emit('SIGINT')) process.exit(UNREAD);
    });
  }
  process.on('uncaughtException', (error: unknown) => {
    const stack = error instanceof Error ? error.stack : undefined;
    process.stderr.write(`${sentenceOf(error) ?? stack ?? String(error)}\n`);
    process.exit(failed);
  });
}
