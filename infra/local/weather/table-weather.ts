import { type AwsJson, createAwsJson } from '../engine/aws-json.ts';
import type { TableKeys } from '../rights/dynamo-actions.ts';
import { TIMEOUT_FACTOR } from '../timeout-factor.ts';
import { createReplica } from './replica.ts';
import type { TableRefusal } from './table-refusals.ts';
import { createWeather, type WeatherSettings } from './weather.ts';
import { writtenKeys } from './written-keys.ts';

/** The table from which reads are answered that may be behind. */
export interface ReplicaTable {
  readonly endpoint: string;
  /** Attributes of the table's key. */
  readonly keyAttributes: readonly string[];
}

export interface TableWeather extends WeatherSettings {
  /** Absent when no read is behind. */
  readonly replica: ReplicaTable | undefined;
}

/** What becomes of a call: it is refused, or goes to the table or to another endpoint. */
export type Fate =
  | { readonly refusal: TableRefusal }
  | { readonly endpoint?: string; readonly answered: () => void };

/** Decides about each call that its function's role allows. */
export function createTableWeather(
  { replica: settings, ...asked }: TableWeather,
  { name: tableName }: Pick<TableKeys, 'name'>,
  primary: AwsJson,
) {
  const weather = createWeather(asked);
  const replica = settings && {
    ...settings,
    table: createReplica({
      tableName,
      primary,
      replica: createAwsJson(settings.endpoint, TIMEOUT_FACTOR),
      now: () => performance.now(),
    }),
  };

  return {
    async fateOf(operation: string, body: Readonly<Record<string, unknown>>): Promise<Fate> {
      replica?.table.called();
      const refusal = weather.refusalOf(operation, body);
      if (refusal !== undefined) return { refusal };
      if (replica === undefined) return { answered: () => undefined };
      if (weather.isBehind(operation, body)) {
        await replica.table.caughtUp();
        return { endpoint: replica.endpoint, answered: () => undefined };
      }
      const keys = writtenKeys(replica.keyAttributes, operation, body);
      const written = keys.map((key) => [key, weather.callsUnseen()] as const);
      return {
        answered: () => {
          for (const [key, callsUnseen] of written) replica.table.wrote(key, callsUnseen);
        },
      };
    },
  };
}
