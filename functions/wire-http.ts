import { readFile } from 'node:fs/promises';
import { outletsFrom } from '../shared/adapters/channels/outlets.ts';
import { guessLimiter } from '../shared/adapters/guess-limiter.ts';
import { verifier } from '../shared/adapters/identity.ts';
import { once } from '../shared/adapters/once.ts';
import { phoneHash } from '../shared/adapters/phone-hash.ts';
import { lazyPhotoStore } from '../shared/adapters/photo-store/lazy-photo-store.ts';
import { proofOfWork } from '../shared/adapters/proof-of-work.ts';
import { derivedSigner } from '../shared/adapters/signer/derived-signer.ts';
import { secureChance } from '../shared/adapters/system.ts';
import { tickets } from '../shared/adapters/tickets.ts';
import { vault } from '../shared/adapters/vault/vault.ts';
import { readConfig } from '../shared/config.ts';
import type { Connections, ScriptName, StaffConnections } from '../shared/http/call.ts';
import type { Verify } from '../shared/http/verify-token.ts';
import { wireEngine } from './wire-engine.ts';
import { keySourceOf } from './wire-keys.ts';

/**
 * The composition root of the HTTP functions, which connects ports to adapters. Called once per process at cold start,
 * so a wrong setting fails the start and not a resident's request.
 */
export function wireHttp(): Connections {
  const config = readConfig([
    'tableName',
    'shardsPerLane',
    'keyFile',
    'kmsKeyArn',
    'publicOrigin',
    'bucketName',
    'uploadOrigin',
    'channels',
    'timeoutFactor',
  ]);
  const { table, store, aggregates, system, policies } = wireEngine(config);
  const source = keySourceOf('texts', config, table);
  // The vault, signer, tickets and proof of work share one master key, so the key service is called once.
  const keys = { masterKey: once(() => source.masterKey()) };
  const world = {
    store,
    aggregates,
    system,
    policies,
    vault: vault(keys, secureChance),
    signer: derivedSigner(keys),
    tickets: tickets(keys),
    proofOfWork: proofOfWork(keys),
    photoStore: lazyPhotoStore(config.bucketName, config.timeoutFactor),
    channels: outletsFrom(config.channels),
  };
  return {
    origin: config.publicOrigin,
    uploadOrigin: config.uploadOrigin,
    world,
    guessLimiter: guessLimiter(world),
    // The build writes the API document next to the bundle (web/docs/write-api-document.ts).
    document: readBundleFile,
    scriptText: (file) => scripts[file](),
  };
}

/** Reads a file that the build wrote next to the bundle. */
const readBundleFile = (file: string): Promise<string> => readFile(new URL(file, import.meta.url), 'utf8');

/** The scripts of the pages. A page works without its script, so an unreadable script file counts as empty. */
const scripts: Readonly<Record<ScriptName, () => Promise<string>>> = {
  'form.js': once(() => readBundleFile('form.js').catch(() => '')),
  'track.js': once(() => readBundleFile('track.js').catch(() => '')),
  'check.js': once(() => readBundleFile('check.js').catch(() => '')),
};

/** The verifier of staff tokens. */
export function wireIdentity(): Verify {
  const {
    oidcIssuer: issuer,
    oidcAudience: audience,
    timeoutFactor,
    ...claims
  } = readConfig(['oidcIssuer', 'oidcAudience', 'oidcGroupsClaim', 'oidcStationClaim', 'timeoutFactor']);
  const { oidcGroupsClaim: groupsClaim, oidcStationClaim: stationClaim } = claims;
  return verifier({ issuer, audience, groupsClaim, stationClaim, timeoutFactor });
}

/** What only the function of staff has: the hash that finds cases by telephone. */
export function wireStaff(): StaffConnections {
  const config = readConfig(['tableName', 'shardsPerLane', 'keyFile', 'kmsKeyArn', 'timeoutFactor']);
  return { phoneHash: phoneHash(keySourceOf('phones', config, wireEngine(config).table)) };
}
