import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import * as z from 'zod/mini';

/** An address of a host, as a resolver gives it. */
export interface HostAddress {
  readonly address: string;
  readonly family: number;
}

/** Finds the addresses of a name; throws or gives none where there are none. */
export type Resolve = (hostname: string) => Promise<readonly HostAddress[]>;

/** Why an address that somebody entered is not asked. */
export type OutsideRefusal =
  | 'address-not-https'
  | 'address-with-credentials'
  /** It leads into this network, to this machine, or to nothing that the internet routes. */
  | 'address-inside'
  | 'address-unknown';

/** All addresses of a name, by the resolver of the operating system, which a connection would ask as well. */
export const resolveAll: Resolve = (hostname) => lookup(hostname, { all: true, verbatim: true });

/** More addresses than any receiver has. */
const ADDRESSES_MAX = 32;

/** What is routed: of IPv6, only this block was ever given out. The package takes all that has no other use. */
const ROUTED_IPV6 = ipaddr.parseCIDR('2000::/3');

/** Whether an address of a host is on the internet: not private, not local, not in any range with a meaning of its own. */
export function isOutside(address: string): boolean {
  if (isIP(address) === 0) return false;
  // An IPv4 address that is written as one of IPv6 is judged as what it is.
  const parsed = ipaddr.process(address);
  return parsed.range() === 'unicast' && (parsed.kind() === 'ipv4' || parsed.match(ROUTED_IPV6));
}

/** What can be told from an address alone. A number in any form is one of these: a URL holds it in its usual form. */
function refusedAsWritten(url: URL): OutsideRefusal | undefined {
  if (url.protocol !== 'https:') return 'address-not-https';
  if (url.username !== '' || url.password !== '') return 'address-with-credentials';
  const literal = literalIn(url);
  return literal !== undefined && !isOutside(literal) ? 'address-inside' : undefined;
}

function literalIn({ hostname }: URL): string | undefined {
  const bare = hostname.replace(/^\[(.*)\]$/, '$1');
  return isIP(bare) === 0 ? undefined : bare;
}

/**
 * The addresses of a host on the internet, of which alone a connection may use one. A name that has only one address
 * inside is refused whole: who names it chooses which one a connection would take.
 */
export async function outsideAddresses(
  url: URL,
  resolve: Resolve,
): Promise<{ readonly addresses: readonly HostAddress[] } | { readonly refused: OutsideRefusal }> {
  const refused = refusedAsWritten(url);
  if (refused !== undefined) return { refused };
  const literal = literalIn(url);
  const addresses = literal === undefined ? await found(url.hostname, resolve) : [hostAddress(literal)];
  if (addresses.length === 0 || addresses.length > ADDRESSES_MAX) return { refused: 'address-unknown' };
  return addresses.every(({ address }) => isOutside(address)) ? { addresses } : { refused: 'address-inside' };
}

const hostAddress = (address: string): HostAddress => ({ address, family: isIP(address) });

async function found(hostname: string, resolve: Resolve): Promise<readonly HostAddress[]> {
  try {
    return await resolve(hostname);
  } catch {
    return [];
  }
}

const sentences: Readonly<Record<OutsideRefusal, string>> = {
  'address-not-https': 'an https address',
  'address-with-credentials': 'an address without credentials',
  'address-inside': 'an address on the internet',
  'address-unknown': 'an address',
};

/** An address that somebody else may enter, as far as it can be judged before its name is resolved. */
export const outsideAddress = () =>
  z.pipe(
    z.string().check(
      z.maxLength(2000),
      z.superRefine((text, context) => {
        const refused = URL.canParse(text) ? refusedAsWritten(new URL(text)) : 'address-unknown';
        if (refused !== undefined) context.addIssue(sentences[refused]);
      }),
    ),
    z.transform((text) => new URL(text)),
  );
