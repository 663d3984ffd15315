import type { AggregateKey } from '../../shared/engine/aggregate-key.ts';
import type { TextAddress } from '../../shared/engine/secrets/sealed.ts';
import type { TextRecord } from '../../shared/engine/storage/text-record.ts';

/** What is authenticated with a stored text. */
export const addressOf = (
  key: AggregateKey,
  { version, index, kind, by, at }: Omit<TextRecord, 'sealed'>,
): TextAddress => ({ key, version, index, kind, by, at });

/** The rest of an address, for texts that no case has written. */
export const firstText = { version: 1, index: 0, kind: 'what', by: { kind: 'resident' }, at: 0 } as const;
