import { stationId } from '../../../shared/engine/scope.ts';
import type { Closing } from '../closing.ts';
import type { Stack } from '../stack.ts';
import type { Known } from './known.ts';

/** Gives what the table says about messages. What reads it is loaded for the first who asks. */
export function knownOnRequest(
  { plan, engine, people, clock, timeoutFactor }: Stack,
  closing: Closing,
): () => Promise<Known> {
  const load = async () => {
    const { knownDeliveries } = await import('../known-deliveries.ts');
    const stations = [...new Set(people.map(({ station }) => stationId(station)))];
    const where = { tableName: plan.table.name, endpoint: engine.endpoint };
    const reader = knownDeliveries({ ...where, stations, now: clock.now, timeoutFactor });
    closing.add(async () => reader.close());
    return reader;
  };
  let loading: ReturnType<typeof load> | undefined;
  return async () => {
    loading ??= load();
    return (await loading).read();
  };
}
