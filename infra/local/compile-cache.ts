import { enableCompileCache } from 'node:module';
import { resolve } from 'node:path';

/** Beside the packages, so that `npm ci` deletes it. Node.js checks what is in it by the contents of each module. */
const directory = resolve(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'node');

/** Keeps what this thread compiles for its next start. Where that cannot be written, it is compiled each time. */
export const useCompileCache = (): void => void enableCompileCache(directory);

/**
 * For the environment of a thread, which then has the cache before it loads its first file. Without it each thread would
 * load Node's compiler of TypeScript to strip its types, and keep the 10 MB that takes until it ends.
 */
export const compileCacheOfThread = { NODE_COMPILE_CACHE: directory } as const;
