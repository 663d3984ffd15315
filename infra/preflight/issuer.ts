import { BlockList, isIP } from 'node:net';
import * as z from 'zod/mini';
import { type Finding, missing, ok, unsure } from './finding.ts';

/** API Gateway gives up on an issuer's keys after this time. */
const ANSWER_MS_MAX = 1_500;
/** The first request also finds the address and opens a connection. */
const ATTEMPTS = 3;

/** The network as a look at an issuer needs it. */
export interface Web {
  /** The JSON at an address and how long it took. Throws without an answer in time, and for any status but 200. */
  get(url: string, withinMs: number): Promise<{ readonly json: unknown; readonly tookMs: number }>;
  /** The addresses of a host name; none when the name is unknown. */
  addressesOf(host: string): Promise<readonly string[]>;
}

/** How long the look itself waits: what is slow is told apart from what does not answer. */
const PATIENCE_MS = 10_000;

const discoveryShape = z.object({ issuer: z.string(), jwks_uri: z.string() });
const keysShape = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) });

/**
 * Looks at the issuer of staff tokens as API Gateway does when the authorizer is made: its discovery document and its keys,
 * from outside and in time.
 */
export async function lookAtIssuer(web: Web, issuer: string): Promise<Finding> {
  const { hostname } = new URL(issuer);
  const addresses = isIP(hostname) === 0 ? await web.addressesOf(hostname) : [hostname];
  if (addresses.length === 0) return missing(`The issuer's name ${hostname} has no address in the DNS.`);
  if (addresses.some(isPrivate)) {
    return missing(
      `The issuer ${hostname} is at ${addresses.join(', ')}, where AWS cannot reach it: it must answer on the internet.`,
    );
  }
  const discovery = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const found = await fastest(web, discovery);
  if (found.failed !== undefined) return missing(`${discovery} does not answer: ${found.failed}`);
  const document = discoveryShape.safeParse(found.json).data;
  if (document === undefined) return missing(`${discovery} is no discovery document of an issuer.`);
  if (document.issuer !== issuer) {
    return missing(
      `The issuer calls itself ${document.issuer}, and tokens carry that: give exactly this, not ${issuer}.`,
    );
  }
  const keys = await fastest(web, document.jwks_uri);
  if (keys.failed !== undefined) return missing(`The issuer's keys do not answer: ${keys.failed}`);
  if (!keysShape.safeParse(keys.json).data?.keys.some(({ kty }) => kty === 'RSA')) {
    return missing(
      'The issuer publishes no RSA key, and API Gateway takes no other: let it sign with RS256.',
    );
  }
  const tookMs = Math.max(found.tookMs, keys.tookMs);
  if (tookMs <= ANSWER_MS_MAX) return ok(`the issuer answers within ${ANSWER_MS_MAX} ms`);
  return unsure(
    `The issuer took ${tookMs} ms from here, and API Gateway waits ${ANSWER_MS_MAX} ms: staff would be refused at times.`,
  );
}

type Fetched =
  | { readonly json: unknown; readonly tookMs: number; readonly failed?: never }
  | { readonly failed: string };

async function fastest(web: Web, url: string): Promise<Fetched> {
  let best: Fetched = { failed: 'not asked' };
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const one: Fetched = await web
      .get(url, PATIENCE_MS)
      .catch((error: unknown) => ({ failed: error instanceof Error ? error.message : String(error) }));
    if (best.failed !== undefined || (one.failed === undefined && one.tookMs < best.tookMs)) best = one;
    if (best.failed === undefined && best.tookMs <= ANSWER_MS_MAX) return best;
  }
  return best;
}

const privateAddresses = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  privateAddresses.addSubnet(net, bits, 'ipv4');
}
for (const [net, bits] of [
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const) {
  privateAddresses.addSubnet(net, bits, 'ipv6');
}

const isPrivate = (address: string): boolean =>
  privateAddresses.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
