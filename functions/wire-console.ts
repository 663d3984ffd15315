import { once } from '../shared/adapters/once.ts';
import { readConfig } from '../shared/config.ts';
import type { ConsoleFiles } from '../shared/http/call.ts';
import { readBundleFile } from './wire-http.ts';

/** The console as the build wrote it next to the bundle (infra/console-files.ts), and where its people sign in. */
export function wireConsole(): ConsoleFiles {
  const { oidcIssuer, oidcAudience, oidcClient, oidcResource, oidcOrigins } = readConfig([
    'oidcIssuer',
    'oidcAudience',
    'oidcClient',
    'oidcResource',
    'oidcOrigins',
  ]);
  const entries = once(async () => JSON.parse(await readBundleFile('office/entries.json')));
  return {
    signIn: {
      issuer: oidcIssuer,
      client: oidcClient ?? oidcAudience,
      audience: oidcAudience,
      ...(oidcResource !== undefined && { resource: oidcResource }),
      origins: oidcOrigins,
    },
    entries,
    // The name has the form of the build's names, and so leads to no other folder.
    file: (name) => readBundleFile(`office/${name}`).catch(() => undefined),
  };
}
