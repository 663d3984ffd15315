import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import * as z from 'zod/mini';
import type { VirtualClock } from '../clock/virtual-clock.ts';
import { listen } from '../free-port.ts';
import type { Event } from '../functions/deferred-rows.ts';
import { type Gate, signedRequest } from '../rights/gate.ts';
import { awsEnvironment } from '../template/names.ts';
import type { BusPlan, RulePlan } from '../template/plan.ts';
import { wholeBody } from '../whole-body.ts';
import { eventTime } from './event-time.ts';
import { invocationsFor } from './rules.ts';

/** The event bus: a local endpoint for EventBridge's PutEvents. */
export interface Bus {
  readonly endpoint: string;
  close(): Promise<void>;
}

export interface BusSettings {
  readonly buses: readonly BusPlan[];
  readonly rules: readonly RulePlan[];
  /** Stores events durably; an entry is acknowledged after that. */
  readonly accept: (events: readonly Event[]) => Promise<void>;
  readonly clock: VirtualClock;
  readonly gate: Gate;
}

const entryShape = z.object({
  Source: z.string().check(z.minLength(1)),
  DetailType: z.string().check(z.minLength(1)),
  Detail: z.string(),
  EventBusName: z.optional(z.string()),
  Resources: z._default(z.array(z.string()), []),
});

const requestShape = z.object({
  Entries: z.array(z.record(z.string(), z.unknown())).check(z.minLength(1), z.maxLength(10)),
});

type Result = { EventId: string } | { ErrorCode: string; ErrorMessage: string };

const PUT = 'events:PutEvents';

/** The bus rejects a request with a larger body. */
const requestBytesMax = 256 * 1024;

/**
 * Starts the bus. It acknowledges an entry once the invocations that its rules produce are stored, so an acknowledged
 * event survives a crash.
 */
export const startBus = async ({ buses, rules, accept, clock, gate }: BusSettings): Promise<Bus> => {
  const put = (given: Record<string, unknown>): { result: Result; events: readonly Event[] } => {
    const entry = entryShape.safeParse(given);
    if (!entry.success) return refused('InvalidArgument', z.prettifyError(entry.error));
    const detail = parseObject(entry.data.Detail);
    if (detail === undefined) return refused('MalformedDetail', 'Detail is not a JSON object.');
    const { EventBusName: name = 'default' } = entry.data;
    const bus = buses.find((one) => one.name === name || one.arn === name);
    if (bus === undefined) return refused('ResourceNotFoundException', `There is no event bus ${name}.`);

    const event = eventOf(entry.data, detail, clock);
    return { result: { EventId: event.id }, events: invocationsFor(rules, [bus.name, bus.arn], event) };
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const content = await wholeBody(request);
    const body = content.toString('utf8');
    const parsed = requestShape.safeParse(parseObject(body));
    if (request.headers['x-amz-target'] !== 'AWSEvents.PutEvents') {
      return reply(response, 400, { __type: 'UnknownOperationException' });
    }
    if (!parsed.success || Buffer.byteLength(body) > requestBytesMax) {
      return reply(response, 400, {
        __type: 'ValidationException',
        message: 'Give 1 to 10 entries, 256 KB in all.',
      });
    }
    const busOf = ({ EventBusName: name = 'default' }: Record<string, unknown>) =>
      buses.find((one) => one.name === name || one.arn === name)?.arn ?? String(name);
    const attempted = parsed.data.Entries.map((one) => ({ action: PUT, resource: busOf(one), context: {} }));
    const denied = gate.refusalOf(signedRequest(request, content), () => attempted);
    if (denied !== undefined) return reply(response, 400, { __type: denied.code, ...denied });
    const results = parsed.data.Entries.map(put);
    await accept(results.flatMap(({ events }) => events));
    const Entries = results.map(({ result }) => result);
    reply(response, 200, { FailedEntryCount: Entries.filter((one) => 'ErrorCode' in one).length, Entries });
  };

  const server = createServer((request, response) => {
    handle(request, response).catch(() => reply(response, 500, { __type: 'InternalException' }));
  });
  const port = await listen(server, 0);

  return {
    endpoint: `http://127.0.0.1:${port}`,
    close: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

const refused = (ErrorCode: string, ErrorMessage: string) => ({
  result: { ErrorCode, ErrorMessage },
  events: [],
});

const parseObject = (json: string): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
};

/** The event as a target receives it. */
const eventOf = (
  entry: z.infer<typeof entryShape>,
  detail: Record<string, unknown>,
  clock: VirtualClock,
) => ({
  version: '0',
  id: randomUUID(),
  'detail-type': entry.DetailType,
  source: entry.Source,
  account: awsEnvironment.account,
  time: eventTime(clock.now()),
  region: awsEnvironment.region,
  resources: entry.Resources,
  detail,
});

const reply = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
};
