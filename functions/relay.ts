import { eventBridgeBus, eventBridgeClient } from '../shared/adapters/events/event-bridge.ts';
import { powertoolsClockJournal } from '../shared/adapters/lambda/clock-journal.ts';
import { relayHandler } from '../shared/adapters/lambda/relay-handler.ts';
import { system } from '../shared/adapters/system.ts';
import { readConfig } from '../shared/config.ts';

// Runs for each batch of new facts and messages on the table's stream. While it fails, other systems hear of nothing
// and messages leave up to a minute late, when the sweep offers them.
const { stage, busName } = readConfig(['stage', 'busName']);

export const handler = relayHandler(
  { bus: eventBridgeBus(eventBridgeClient(), busName), system: system() },
  powertoolsClockJournal(stage),
);
