import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Writes the addresses and settings of this run to a shell file, so that an operator can query each part
 * (docs/runbook.md). Its credentials are valid only here.
 */
export const writeAddresses = (dataDir: string, addresses: Readonly<Record<string, string>>): void => {
  const lines = Object.entries(addresses).map(
    ([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'\n`,
  );
  writeFileSync(join(dataDir, 'addresses.env'), lines.join(''));
};
