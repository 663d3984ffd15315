import canonicalize from 'canonicalize';
import { type Refused, refused } from '../cases/refused.ts';
import { DAY, type Instant } from '../engine/calendar/instant.ts';
import { handleCommand } from '../engine/commands/handle-command.ts';
import { defined } from '../engine/defined.ts';
import { type Scope, staffActor } from '../engine/scope.ts';
import type { Request } from '../engine/storage/command-record.ts';
import type { EndpointConnections, WebhooksWorld } from './webhook-world.ts';
import type { Endpoint, Webhooks, WebhooksCommand } from './webhooks.ts';
import { webhooksAggregate } from './webhooks-aggregate.ts';
import { webhooksKey } from './webhooks-key.ts';

/** Who changes the endpoints, and when. */
export interface Changing {
  readonly scope: Scope;
  readonly now: Instant;
  /** The client's id of this request: a repeat changes nothing more, and is shown the endpoint and its secret as they are. */
  readonly commandId?: string | undefined;
}

/** How long a repeated command is recognised. */
const COMMAND_KEPT = 2 * DAY;

/** An endpoint and the secret that it is signed with, which is shown once. */
export interface WithSecret {
  readonly endpoint: Endpoint;
  readonly secret: string;
  readonly refusal?: never;
}

/** Enters an endpoint. Its address is judged as when something is sent; it gets its first events within seconds. */
export async function enterEndpoint(
  world: WebhooksWorld,
  connections: EndpointConnections | undefined,
  endpoint: Pick<Endpoint, 'name' | 'url' | 'types'>,
  changing: Changing,
): Promise<WithSecret | Refused> {
  if (connections === undefined) return refused({ code: 'webhooks-off' });
  const why = await connections.judge(endpoint.url);
  if (why !== undefined) return refused({ code: why });
  const secretId = world.system.newToken();
  const command = { move: 'enter', station: changing.scope.station, endpoint, secretId } as const;
  return withSecret(await change(world, command, changing), endpoint.name, connections);
}

/** Gives an endpoint a new secret. The one before signs as well for a day. */
export async function replaceSecret(
  world: WebhooksWorld,
  connections: EndpointConnections | undefined,
  name: string,
  changing: Changing,
): Promise<WithSecret | Refused> {
  if (connections === undefined) return refused({ code: 'webhooks-off' });
  const command = { move: 'replace-secret', name, secretId: world.system.newToken() } as const;
  return withSecret(await change(world, command, changing), name, connections);
}

async function withSecret(
  changed: Changed | Refused,
  name: string,
  { secrets }: EndpointConnections,
): Promise<WithSecret | Refused> {
  if (changed.refusal) return changed;
  const endpoint = endpointIn(changed.webhooks, name);
  if (endpoint === undefined) return refused({ code: 'not-found' });
  return { endpoint, secret: await secrets.of(changed.webhooks.station, name, endpoint.secret.id) };
}

/** Stops an endpoint, starts it again, or removes it. What waits for one that is stopped is listed, and can be sent again. */
export async function setEndpointState(
  world: WebhooksWorld,
  { name, state }: Pick<Extract<WebhooksCommand, { move: 'set-state' }>, 'name' | 'state'>,
  changing: Changing,
): Promise<{ readonly state: typeof state; readonly refusal?: never } | Refused> {
  const changed = await change(world, { move: 'set-state', name, state }, changing);
  return changed.refusal ? changed : { state };
}

/** Asks for a test: its event goes to the endpoint as any other does, once, whatever state it is in. */
export async function askTest(
  world: WebhooksWorld,
  connections: EndpointConnections | undefined,
  name: string,
  changing: Changing,
): Promise<{ readonly endpoint: Endpoint; readonly refusal?: never } | Refused> {
  if (connections === undefined) return refused({ code: 'webhooks-off' });
  const changed = await change(world, { move: 'ask-test', name }, changing);
  if (changed.refusal) return changed;
  const endpoint = endpointIn(changed.webhooks, name);
  return endpoint === undefined ? refused({ code: 'not-found' }) : { endpoint };
}

interface Changed {
  readonly webhooks: Webhooks;
  readonly refusal?: never;
}

async function change(
  world: WebhooksWorld,
  command: WebhooksCommand,
  { scope, now, commandId }: Changing,
): Promise<Changed | Refused> {
  const { station } = scope;
  const key = webhooksKey(station);
  const request = commandId === undefined ? undefined : await requestOf(world, command, commandId, now);
  const target = { key, station, now, ...defined({ request }) };
  const handled = await handleCommand(world, webhooksAggregate, target, async () => ({
    command,
    by: staffActor(scope),
  }));
  switch (handled.outcome) {
    case 'committed':
      return { webhooks: handled.commit.after };
    case 'refused':
      return { refusal: handled.refusal };
    case 'conflict':
      return refused({ code: 'too-busy' });
    case 'nothing':
    case 'repeated': {
      // The latest: another request with this id may have won the last race.
      const latest = await world.store.load(key);
      if (latest === undefined) throw new Error('a command without effect on no endpoints');
      return { webhooks: latest };
    }
  }
}

/** A repeat is the same without the random id of its secret. */
async function requestOf(
  { hasher }: WebhooksWorld,
  command: WebhooksCommand,
  commandId: string,
  now: Instant,
): Promise<Request> {
  const content = canonicalize({ ...command, secretId: '' }) ?? '';
  return {
    commandId: `staff-${commandId}`,
    contentHash: await hasher.keyedHash(content),
    expiresAt: now + COMMAND_KEPT,
  };
}

/** An endpoint may have been removed since the request that is repeated. */
const endpointIn = ({ endpoints }: Webhooks, name: string): Endpoint | undefined =>
  endpoints.find((one) => one.name === name);
