import net, { isIP } from 'node:net';
import type { HttpEvent } from './request.ts';

/** Whether an IP address is that of a proxy which the stage names. */
export type IsProxy = (address: string) => boolean;

/**
 * Reads the proxies that stand in front of the API.
 * @param written IP addresses, and networks such as `192.0.2.0/24`
 * @throws TypeError or RangeError for anything else
 */
export function proxiesIn(written: readonly string[]): IsProxy {
  // Most stages name none, and Node loads a module for its lists.
  if (written.length === 0) return () => false;
  const proxies = new net.BlockList();
  for (const one of written) {
    const [address = '', bits] = one.split('/');
    if (bits === undefined) proxies.addAddress(address, familyOf(address));
    else proxies.addSubnet(address, Number(bits), familyOf(address));
  }
  return (address) => isIP(address) !== 0 && proxies.check(address, familyOf(address));
}

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/**
 * The address that a request was sent from: the one that connects to the API, or, where that is a named proxy, the last
 * one in its `X-Forwarded-For` that is none. What stands before that may have been invented by the sender, and so may the
 * whole header of a request that comes from anywhere else.
 */
export function senderAddress(
  { headers, requestContext }: Pick<HttpEvent, 'headers' | 'requestContext'>,
  isProxy: IsProxy,
): string {
  const connecting = requestContext.http.sourceIp;
  if (!isProxy(connecting)) return connecting;
  const forwarded = (headers['x-forwarded-for'] ?? '').split(',').map((address) => address.trim());
  const sender = forwarded.findLast((address) => !isProxy(address));
  return sender !== undefined && isIP(sender) !== 0 ? sender : connecting;
}
