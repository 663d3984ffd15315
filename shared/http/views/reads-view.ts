import type { SecretPart } from '../../cases/reading/record-read.ts';
import { toIso } from '../../engine/calendar/instant.ts';
import { defined } from '../../engine/defined.ts';
import type { ReadPage, ReadRecord } from '../../engine/storage/read-log.ts';
import type { ShownReads } from './shown-types.ts';

/** A page of who read what of a secret case. */
export const readsView = ({ reads, before }: ReadPage): ShownReads => ({
  reads: reads.map(readView),
  ...defined({ before }),
});

const readView = ({
  number,
  at,
  by,
  what,
  item,
  request,
  hash,
}: ReadRecord): ShownReads['reads'][number] => ({
  number,
  at: toIso(at),
  person: by.person,
  role: by.role,
  what: what as SecretPart[],
  ...(item !== undefined && { photo: item }),
  request,
  hash,
});
