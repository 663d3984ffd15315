import type { Judged } from '../channel-adapter.ts';
import { type ChannelRequest, type ChannelResponse, post } from '../post.ts';
import { inTime } from './in-time.ts';
import { type HostAddress, outsideAddresses, type Resolve, resolveAll } from './outside-address.ts';

/** What posts to somebody else's address: a resolver, and a sender that connects to the addresses it is given. */
export interface Outside {
  readonly resolve: Resolve;
  readonly send: (
    request: ChannelRequest,
    timeoutMs: number,
    addresses: readonly HostAddress[],
  ) => Promise<ChannelResponse | undefined>;
}

/**
 * Posts to an address that somebody outside the project entered, such as a chief for another system: https, and only to
 * hosts on the internet. The name is resolved once, and the connection uses what was judged, so that a name that changes
 * its address in between leads nowhere else. Redirects are not followed.
 * The name and the response may each take the whole time.
 * @returns as `post`, or why nothing was sent. A name that cannot be resolved may be found later.
 */
export async function postOutside(
  request: ChannelRequest,
  timeoutMs: number,
  { resolve, send }: Outside = { resolve: resolveAll, send: postPinned },
): Promise<ChannelResponse | Judged | undefined> {
  const judged = (await inTime(outsideAddresses(request.url, resolve), timeoutMs)) ?? unresolved;
  if ('addresses' in judged) return send(request, timeoutMs, judged.addresses);
  const result = judged.refused === 'address-unknown' ? 'transient' : 'broken';
  return { result, code: judged.refused };
}

const unresolved = { refused: 'address-unknown' } as const;

/** Posts by a connection of its own to one of these addresses, whatever the name's are by now. */
export async function postPinned(
  request: ChannelRequest,
  timeoutMs: number,
  addresses: readonly HostAddress[],
): Promise<ChannelResponse | undefined> {
  // Only a function that sends to others' addresses loads it. It is imported by a module of ours: in a bundle, what the
  // package itself exports is under `default`.
  const { pinnedTo } = await import('./pinned-to.ts');
  const agent = pinnedTo(addresses);
  try {
    return await post(request, timeoutMs, agent);
  } finally {
    await agent.destroy();
  }
}
