import type { Decision, DecisionContext } from '../engine/aggregate-types.ts';
import { DAY, HOUR, type Instant } from '../engine/calendar/instant.ts';
import type { Policy } from '../policies/policy.ts';
import type { WebhookMessageKind } from './webhook-notice.ts';
import {
  ENDPOINTS_MAX,
  type Endpoint,
  type Webhooks,
  type WebhooksCommand,
  type WebhooksFact,
  type WebhooksTypes,
} from './webhooks.ts';
import { webhooksKey } from './webhooks-key.ts';

type Decided = Decision<WebhooksTypes>;
type Context = Pick<DecisionContext<Policy>, 'now' | 'policy'>;
type Of<Move extends WebhooksCommand['move']> = Extract<WebhooksCommand, { readonly move: Move }>;

/** How long the secret before a new one signs as well. */
export const FORMER_SECRET_FOR = 24 * HOUR;

/** While an endpoint stays silent the chief is told once in this time. */
const TOLD_AGAIN_AFTER = DAY;

/** Decides every command on the endpoints of a station. Pure: time and policy are arguments. */
export function decideWebhooks(
  before: Webhooks | undefined,
  command: WebhooksCommand,
  context: Context,
): Decided {
  if (command.move === 'enter') return enter(before, command, context);
  if (before === undefined) return { refusal: { code: 'not-found' } };
  if (command.move === 'tick') return unchanged(before);
  const found = before.endpoints.find(({ name }) => name === command.name);
  if (found === undefined) return { refusal: { code: 'not-found' } };
  switch (command.move) {
    case 'set-state':
      return setState(before, found, command, context.now);
    case 'replace-secret':
      return replaceSecret(before, found, command, context.now);
    case 'ask-test':
      return changed(before, { ...found, test: { version: before.version + 1, at: context.now } }, [
        { fact: 'test-asked', name: found.name },
      ]);
    case 'answer-test':
      return answerTest(before, found, command);
    case 'mark-gone':
      return markGone(before, found, command, context.now);
    case 'give-up':
      return giveUp(before, found, command, context.now);
  }
}

const unchanged = (before: Webhooks): Decided => ({ facts: [], after: before });

function changed(before: Webhooks, endpoint: Endpoint, facts: readonly WebhooksFact[]): Decided {
  const endpoints = before.endpoints.map((one) => (one.name === endpoint.name ? endpoint : one));
  return { facts, after: { ...before, version: before.version + 1, endpoints } };
}

function enter(
  before: Webhooks | undefined,
  { station, endpoint, secretId }: Of<'enter'>,
  { now, policy }: Context,
): Decided {
  const known = before?.endpoints ?? [];
  if (known.some(({ name }) => name === endpoint.name)) return { refusal: { code: 'webhook-exists' } };
  if (known.length >= ENDPOINTS_MAX)
    return { refusal: { code: 'webhooks-enough', endpointsMax: ENDPOINTS_MAX } };
  const entered: Endpoint = {
    id: secretId,
    ...endpoint,
    state: 'active',
    since: now,
    secret: { id: secretId },
  };
  const empty: Webhooks = {
    station,
    id: webhooksKey(station).id,
    version: 0,
    chainHead: '',
    policyVersion: policy.version,
    status: 'kept',
    priority: 'P3',
    endedAt: now,
    endpoints: [],
  };
  const start = before ?? empty;
  return {
    facts: [{ fact: 'endpoint-entered', endpoint, secretId }],
    after: { ...start, version: start.version + 1, endpoints: [...known, entered] },
  };
}

const factOf = { active: 'endpoint-enabled', disabled: 'endpoint-disabled' } as const;

function setState(before: Webhooks, found: Endpoint, { state }: Of<'set-state'>, now: Instant): Decided {
  const { name } = found;
  if (state === 'removed') {
    const endpoints = before.endpoints.filter((one) => one !== found);
    return {
      facts: [{ fact: 'endpoint-removed', name }],
      after: { ...before, version: before.version + 1, endpoints },
    };
  }
  if (state === found.state) return unchanged(before);
  return changed(before, { ...found, state, since: now }, [{ fact: factOf[state], name }]);
}

function replaceSecret(
  before: Webhooks,
  found: Endpoint,
  { secretId }: Of<'replace-secret'>,
  now: Instant,
): Decided {
  const former = { id: found.secret.id, until: now + FORMER_SECRET_FOR };
  const fact = { fact: 'secret-replaced', name: found.name, secretId } as const;
  return changed(before, { ...found, secret: { id: secretId, former } }, [fact]);
}

/** A test that was answered, or that a newer one has replaced, is left as it is. */
function answerTest(
  before: Webhooks,
  found: Endpoint,
  { name, version, result }: Of<'answer-test'>,
): Decided {
  const { test } = found;
  if (test === undefined || test.version !== version || test.result !== undefined) return unchanged(before);
  return changed(before, { ...found, test: { ...test, result } }, [{ fact: 'test-answered', name, result }]);
}

/** What an earlier address answered says nothing about a later one of the same name. */
function markGone(before: Webhooks, found: Endpoint, { name, url }: Of<'mark-gone'>, now: Instant): Decided {
  if (found.state !== 'active' || found.url !== url) return unchanged(before);
  const told = toldNow(before, 'webhook-gone', now);
  return changed(before, { ...found, state: 'gone', since: now, told }, [
    { fact: 'endpoint-gone', name, messages: [toChief('webhook-gone')] },
  ]);
}

/** Nobody is told of what waited for an earlier endpoint of the same name. */
function giveUp(before: Webhooks, found: Endpoint, { name, endpoint }: Of<'give-up'>, now: Instant): Decided {
  const { id, told } = found;
  if (id !== endpoint) return unchanged(before);
  if (told?.kind === 'webhook-given-up' && now < told.at + TOLD_AGAIN_AFTER) return unchanged(before);
  return changed(before, { ...found, told: toldNow(before, 'webhook-given-up', now) }, [
    { fact: 'events-given-up', name, messages: [toChief('webhook-given-up')] },
  ]);
}

const toldNow = ({ version }: Webhooks, kind: WebhookMessageKind, at: Instant) => ({
  kind,
  version: version + 1,
  at,
});

const toChief = (kind: WebhookMessageKind) => ({ to: 'chief', kind }) as const;
