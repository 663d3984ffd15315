import { createHash } from 'node:crypto';
import { join } from 'node:path';

/** The cloud assembly in a directory that is built in. */
export const assemblyIn = (build: string): string => join(build, 'assembly');

/** The file in it that names its template and its manifest. */
export const FILES = 'files.json';

/** What an assembly is made from. Settings may hold secrets of channels, so only their hash is written. */
export const keyOf = (sources: string, settings: string): string =>
  createHash('sha256').update(`${sources} ${settings}`).digest('hex');
