import { checkedKey } from '../vault/checked-key.ts';
import type { KeySource } from '../vault/key-source.ts';
import type { SecretUse } from '../vault/key-use.ts';
import { type KeyService, storedKey } from '../vault/stored-key.ts';
import { keyCheckIn } from './key-check-row.ts';
import type { NamedTable } from './rows.ts';
import { wrappedKeyIn, wrappedKeyRow } from './wrapped-key-row.ts';

/** The key of a use, as it is stored in the table. It is given out only if it is the one that was used first. */
export const secretKeyIn = (table: NamedTable, use: SecretUse, service: KeyService): KeySource =>
  checkedKey(storedKey(service, wrappedKeyIn(table, use)), keyCheckIn(table, wrappedKeyRow(use)));
