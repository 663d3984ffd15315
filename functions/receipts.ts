import { reportReaderOf } from '../shared/adapters/channels/channels.ts';
import { awsSmsReceipt } from '../shared/adapters/channels/sms/aws-sms-receipt.ts';
import { readConfig } from '../shared/config.ts';
import { powertoolsClockLogger } from '../shared/handlers/clock-logger.ts';
import { heardBy, receiptHandler } from '../shared/handlers/receipt-handler.ts';
import { anonymous } from '../shared/http/anonymous.ts';
import { api, type HttpHandler } from '../shared/http/api.ts';
import { providerEndpoints } from '../shared/http/endpoints/provider-reports.ts';
import { powertoolsHttpLogger } from '../shared/http/http-logger.ts';
import type { HttpEvent } from '../shared/http/request.ts';
import { publishedChannels } from '../shared/policies/published-channels.ts';
import { wireEngine } from './wire-engine.ts';

// Runs when a provider reports what became of a message: Alibaba Cloud calls the API, AWS publishes an event. While it
// fails, a message that did not arrive counts as sent. It sends nothing, and has no key and no secret.
const config = readConfig(['stage', 'tableName', 'shardsPerLane', 'publicOrigin', 'timeoutFactor']);
const { store, aggregates, system, versionsOf, policies } = wireEngine(config);
// One set of metrics, and so of alarms, for all messages.
const heard = heardBy(powertoolsClockLogger(config.stage, 'left-out', 'notify'));
const world = { store, aggregates, system, policies, heard };

const ofEvents = receiptHandler(world, awsSmsReceipt);
const ofCalls = api({
  endpoints: providerEndpoints,
  authenticate: anonymous,
  connections: {
    world,
    published: publishedChannels(store, versionsOf),
    reportReader: reportReaderOf,
    // The secret in the address has so many bits that nobody guesses it.
    guessLimiter: { missed: async () => false },
    isProxy: () => false,
    origin: config.publicOrigin,
  },
  logger: powertoolsHttpLogger(config.stage),
});

export const handler = async (
  event: HttpEvent | object,
  context: Parameters<HttpHandler>[1],
): Promise<unknown> => ('routeKey' in event ? ofCalls(event, context) : ofEvents(event));
