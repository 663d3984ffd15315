import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A static import or export in minified output; a dynamic `import(…)` has a parenthesis and does not match. */
const STATIC_IMPORT = /(?:^|;|\})\s*(?:import|export)[^;'"()]*?["'](\.\/[^"']+)["']/g;

/** Bytes that Node parses before the handler can be called: the entry file and its static imports. */
export function staticBytes(entry: string, seen = new Set<string>()): number {
  if (seen.has(entry)) return 0;
  seen.add(entry);
  const code = readFileSync(entry, 'utf8');
  const imported = [...code.matchAll(STATIC_IMPORT)].map(([, file = '']) => join(dirname(entry), file));
  return Buffer.byteLength(code) + imported.reduce((sum, file) => sum + staticBytes(file, seen), 0);
}
