import { join } from 'node:path';
import { signIns } from './fixtures/people.ts';

/** Pages that the start lists once the run is ready; paths start with a slash. */
export const worthOpening: readonly { readonly what: string; readonly path: string }[] = [
  { what: 'The console of staff', path: '/office' },
  { what: 'The form of building 8, entrance 2', path: '/q/b08-2' },
  { what: 'The API, described', path: '/docs' },
  { what: 'The inbox: everything that was sent', path: '/local/outbox' },
];

/** Who can sign in at the console, one of each role: the issuer's page lists them all and asks for no password. */
export const consoleGuests = (): string => {
  const roles = [...new Set(signIns.map(({ role }) => role))];
  return roles.map((role) => `${signIns.find((one) => one.role === role)?.displayName} (${role})`).join(', ');
};

/** A command of operators that works in another shell as it is printed; with its settings, so do all others. */
export const operatorsCommand = (dataDir: string): string =>
  `. '${join(dataDir, 'addresses.env').replaceAll("'", "'\\''")}' && npm run operate -- roster --function operate --station st1`;
