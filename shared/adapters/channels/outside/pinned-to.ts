import { Agent } from 'undici';
import type { Dispatcher } from '../post.ts';
import type { HostAddress } from './outside-address.ts';

/**
 * Makes connections to these addresses alone, whatever name is asked for. A number in place of a name is connected to as
 * it is, and is judged before.
 */
export function pinnedTo(addresses: readonly HostAddress[]): Dispatcher {
  const agent = new Agent({
    connect: {
      lookup: (_, { all }, done) => {
        const [first] = addresses;
        if (all) done(null, [...addresses]);
        else done(null, first?.address ?? '', first?.family);
      },
    },
  });
  // The package's types differ from those of Node's copy of it in what is not used here.
  return agent as unknown as Dispatcher;
}
