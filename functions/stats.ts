import { countStore } from '../shared/adapters/dynamo/statistics/counts.ts';
import { readConfig } from '../shared/config.ts';
import { powertoolsClockLogger } from '../shared/handlers/clock-logger.ts';
import { statsHandler } from '../shared/handlers/stats-handler.ts';
import { wireEngine } from './wire-engine.ts';

// Runs for each fact that may change a number of the statistics. While it fails, the statistics are as they were before,
// and say how many cases they miss; nothing else depends on it.
const config = readConfig(['stage', 'tableName', 'shardsPerLane', 'timeoutFactor']);
const { table, system } = wireEngine(config);

export const handler = statsHandler(
  { counts: countStore(table), system },
  powertoolsClockLogger(config.stage),
);
