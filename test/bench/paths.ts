import { join } from 'node:path';

/** The folder of the project. */
export const root = join(import.meta.dirname, '..', '..');
/** Where figures are kept; git ignores it. */
export const outputDir = join(root, '.bench');
