import { type SecretPart, textOfItem } from '../../cases/reading/record-read.ts';
import { toIso } from '../../engine/calendar/instant.ts';
import { defined } from '../../engine/defined.ts';
import type { ReadPage, ReadRecord } from '../../engine/storage/read-log.ts';
import type { ShownReads } from './shown-types.ts';

/** A page of who read what of a case. */
export const readsView = ({ reads, before }: ReadPage): ShownReads => ({
  reads: reads.flatMap(readView),
  ...defined({ before }),
});

type ShownRead = ShownReads['reads'][number];

const readView = ({ number, at, by, what, item, request, hash }: ReadRecord): ShownReads['reads'] =>
  // A helper reads a task, whose log is its own.
  by.kind === 'helper'
    ? []
    : [
        {
          number,
          at: toIso(at),
          person: by.person,
          role: by.role,
          what: what as SecretPart[],
          ...itemView(what, item),
          request,
          hash,
        },
      ];

const itemView = (what: ReadRecord['what'], item: string | undefined): Pick<ShownRead, 'photo' | 'text'> =>
  what.includes('photo') ? defined({ photo: item }) : defined({ text: textOfItem(item) });
