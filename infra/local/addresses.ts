import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Leaves where everything of this run answers in a file for a shell, so that whoever operates it can ask the parts
 * themselves (docs/runbook.md). Its credentials open nothing elsewhere.
 */
export const writeAddresses = (dataDir: string, addresses: Readonly<Record<string, string>>): void => {
  const lines = Object.entries(addresses).map(
    ([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'\n`,
  );
  writeFileSync(join(dataDir, 'addresses.env'), lines.join(''));
};
