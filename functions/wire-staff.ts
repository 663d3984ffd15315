import { channelCount } from '../shared/adapters/dynamo/rate-counters.ts';
import type { NamedTable } from '../shared/adapters/dynamo/rows.ts';
import { countBook } from '../shared/adapters/dynamo/statistics/counts.ts';
import { endpointSecrets } from '../shared/adapters/endpoint-secrets.ts';
import { verifier } from '../shared/adapters/identity.ts';
import { phoneHash } from '../shared/adapters/phone-hash.ts';
import { stationOpener } from '../shared/adapters/vault/opener.ts';
import { shortMessages } from '../shared/cases/notices/short-messages.ts';
import { readConfig } from '../shared/config.ts';
import type { IsStruck, StaffConnections } from '../shared/http/call.ts';
import type { Verify } from '../shared/http/verify-token.ts';
import { SMS_PER_DAY_MAX } from '../shared/policies/channels-content.ts';
import { publishedChannels } from '../shared/policies/published-channels.ts';
import { struckPeople } from '../shared/stations/struck-people.ts';
import type { EndpointConnections } from '../shared/webhooks/webhook-world.ts';
import { wireEngine } from './wire-engine.ts';
import { privateKeysOf, secretKeyOf } from './wire-keys.ts';

// Apart from what both HTTP functions have, so that residents' function does not parse it.

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

/** Who was struck from a roster, whatever the issuer still says. */
export function wireRoster(): IsStruck {
  const { store, system } = wireEngine(readConfig(['tableName', 'shardsPerLane', 'timeoutFactor']));
  return struckPeople(store, system.now);
}

/** What only the function of staff has: the key that opens texts, the hash that finds cases by telephone, the day's short messages. */
export function wireStaff(): StaffConnections {
  const { table, store, versionsOf } = wireEngine(
    readConfig(['tableName', 'shardsPerLane', 'timeoutFactor']),
  );
  const published = publishedChannels(store, versionsOf);
  const webhooks = wireEndpoints(table);
  return {
    opener: stationOpener('station', privateKeysOf('texts', table)),
    channelKinds: async () => (await import('../shared/adapters/channels/channels.ts')).knownKinds,
    phoneHash: phoneHash(secretKeyOf('phones', table)),
    shortMessages: shortMessages({
      counted: channelCount(table),
      smsPerDayMax: async (station) => (await published(station))?.smsPerDayMax ?? SMS_PER_DAY_MAX,
    }),
    counts: countBook(table),
    ...(webhooks && { webhooks }),
  };
}

/** How endpoints of other systems are entered, where the stage sends them events. */
function wireEndpoints(table: NamedTable): EndpointConnections | undefined {
  const { webhooks: to, timeoutFactor } = readConfig(['webhooks', 'timeoutFactor']);
  if (to === undefined) return undefined;
  return {
    secrets: endpointSecrets(secretKeyOf('webhooks', table)),
    // Loaded when a chief enters an endpoint, which is seldom.
    judge: async (url) => {
      const { judgeAddress } = await import('../shared/adapters/channels/outside/judge-address.ts');
      return judgeAddress(to, timeoutFactor)(url);
    },
  };
}
