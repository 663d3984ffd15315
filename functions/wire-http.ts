import { readFileSync } from 'node:fs';
import { keyPairsIn } from '../shared/adapters/dynamo/key-pair-row.ts';
import { guessLimiter } from '../shared/adapters/guess-limiter.ts';
import { once } from '../shared/adapters/once.ts';
import { lazyPhotoStore } from '../shared/adapters/photo-store/lazy-photo-store.ts';
import { proofOfWork } from '../shared/adapters/proof-of-work.ts';
import { derivedSigner } from '../shared/adapters/signer/derived-signer.ts';
import { tickets } from '../shared/adapters/tickets.ts';
import { hasher } from '../shared/adapters/vault/hasher.ts';
import { publicKeysIn } from '../shared/adapters/vault/key-pairs.ts';
import { readerKeys } from '../shared/adapters/vault/reader-keys.ts';
import { joseSealer } from '../shared/adapters/vault/sealer.ts';
import { readConfig } from '../shared/config.ts';
import type { Connections, ScriptName } from '../shared/http/call.ts';
import { proxiesIn } from '../shared/http/sender-address.ts';
import { wireEngine } from './wire-engine.ts';
import { secretKeyOf } from './wire-keys.ts';

/**
 * The composition root of the HTTP functions, which connects ports to adapters. Called once per process at cold start,
 * so a wrong setting fails the start and not a resident's request.
 * @param hashing the key that recognises what was sent before: what staff wrote must not be guessed with residents' key
 */
export function wireHttp(hashing: 'hashing' | 'commands'): Connections {
  const config = readConfig([
    'tableName',
    'shardsPerLane',
    'publicOrigin',
    'bucketName',
    'uploadOrigin',
    'timeoutFactor',
    'proxies',
  ]);
  const { table, store, aggregates, system, policies } = wireEngine(config);
  const signing = secretKeyOf('signing', table);
  // Signer, tickets and proof of work share the key of their use, so the key service is asked for it once.
  const keys = { key: once(() => signing.key()) };
  const world = {
    store,
    aggregates,
    system,
    policies,
    // Public keys alone: what is sealed here is opened by staff, and by the holder of the link.
    sealer: joseSealer(publicKeysIn(keyPairsIn(table))),
    hasher: hasher(secretKeyOf(hashing, table)),
    readerKeys: readerKeys(),
    signer: derivedSigner(keys),
    tickets: tickets(keys),
    proofOfWork: proofOfWork(keys),
    photoStore: lazyPhotoStore(config.bucketName, config.timeoutFactor),
  };
  return {
    origin: config.publicOrigin,
    uploadOrigin: config.uploadOrigin,
    world,
    guessLimiter: guessLimiter(world),
    isProxy: proxiesIn(config.proxies),
    // The build writes the API document next to the bundle (web/docs/write-api-document.ts).
    document: readBundleFile,
    scriptText: (file) => scripts[file](),
  };
}

/** Reads a file that the build wrote next to the bundle. At once, since Node's promises of files take longer to load than the file to read. */
export const readBundleFile = async (file: string): Promise<string> =>
  readFileSync(new URL(file, import.meta.url), 'utf8');

/** The scripts of the pages. A page works without its script, so an unreadable script file counts as empty. */
const scripts: Readonly<Record<ScriptName, () => Promise<string>>> = {
  'form.js': once(() => readBundleFile('form.js').catch(() => '')),
  'track.js': once(() => readBundleFile('track.js').catch(() => '')),
  'check.js': once(() => readBundleFile('check.js').catch(() => '')),
};
