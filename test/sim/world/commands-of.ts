import { createHash } from 'node:crypto';
import type { Companion } from '../../../shared/engine/storage/companion.ts';
import { type CaseCommit, isCompanion } from './kept-cases.ts';

/** The first characters of a command's hash, as the row of a case keeps them. Written again here, as are the keys. */
export const commandDigest = (commandId: string): string =>
  createHash('sha256').update(commandId).digest('base64url').slice(0, 12);

/** An entry of the kept commands: digest, 19 characters of other things, the version in base 36. */
const entry = /^([\w-]{12}).{19}([\da-z]+)\//;

/** The digests of the commands that a commit says it carries out: in the state's row, and in rows of their own. */
export function commandsOf({ after, companions }: CaseCommit): readonly string[] {
  const kept = (after.commands ?? '').split(' ').flatMap((text) => {
    const [, digest = '', version = ''] = entry.exec(text) ?? [];
    return Number.parseInt(version, 36) === after.version ? [digest] : [];
  });
  const rows = companions.filter((companion: Companion) => isCompanion('command', companion));
  return [...kept, ...rows.map(({ key }) => commandDigest(key.sk.slice('C#'.length)))];
}
