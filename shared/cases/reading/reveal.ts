import type { FactRecord } from '../../engine/storage/fact-record.ts';
import type { TextRecord } from '../../engine/storage/text-record.ts';
import { isWithheld, mayReadText } from '../access.ts';
import type { Case, CaseId } from '../case.ts';
import type { Fact } from '../fact.ts';
import { type Refused, refused } from '../refused.ts';
import type { TextKind } from '../text-kinds.ts';
import type { World } from '../world.ts';
import { type OpenedText, openText, type TextOpener } from './open-text.ts';
import { type Reader, recordRead, textItem } from './record-read.ts';
import { visibleCase } from './visible-case.ts';

/** The one thing of a case that somebody wants to see. */
export type Asked =
  | { readonly what: 'contact' }
  | { readonly what: 'text'; readonly version: number; readonly index: number };

export interface Revealed {
  readonly found: Case;
  readonly text: OpenedText;
  readonly refusal?: never;
}

type RevealWorld = Pick<World, 'store' | 'policies'> & { readonly opener: TextOpener };

/**
 * Opens the contact of a case, or one of its withheld texts, for staff who may read it. Who did so, what and when is on
 * record before this returns. What is not there, was erased, or is not withheld is refused as not found; what is damaged
 * shows nothing and is no read.
 */
export async function reveal(
  world: RevealWorld,
  reader: Reader,
  caseId: CaseId,
  asked: Asked,
): Promise<Revealed | Refused> {
  const visible = await visibleCase(world, reader.scope, caseId);
  if (visible.refusal) return visible;
  const { key, found, policy } = visible;
  const { facts, texts } = await world.store.history(key, found);
  const record = texts.find((text) => isAsked(text, asked));
  const kind = record?.kind as TextKind | undefined;
  const mayRead =
    kind !== undefined &&
    mayReadText(reader.scope, kind, found, policy) &&
    (kind === 'contact' || isWithheld(kind, found, policy));
  const text = record && mayRead ? await openedOf(world.opener, key, facts, record) : undefined;
  if (text === undefined) return refused({ code: 'not-found' });
  if (text.text !== undefined) await recordRead(world, key, reader, [asked.what], itemOf(asked));
  return { found, text };
}

/** Where notices go is for no member of staff; the contact is asked for by its name. */
const isAsked = ({ kind, version, index }: TextRecord, asked: Asked): boolean =>
  asked.what === 'contact'
    ? kind === 'contact'
    : kind !== 'contact' && kind !== 'notice-address' && version === asked.version && index === asked.index;

const itemOf = (asked: Asked): string | undefined => (asked.what === 'text' ? textItem(asked) : undefined);

/** `undefined` for a text that was erased, or was not sealed to staff. */
async function openedOf(
  opener: TextOpener,
  key: Parameters<typeof openText>[1],
  facts: readonly FactRecord<Fact>[],
  record: TextRecord,
): Promise<OpenedText | undefined> {
  const opened = await openText(opener, key, facts, record);
  return opened.text === undefined && !opened.damaged ? undefined : opened;
}
