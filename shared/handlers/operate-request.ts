import * as z from 'zod/mini';
import { isCaseId } from '../cases/case-key.ts';
import { isStationId } from '../engine/scope.ts';
import { idOf } from '../engine/storage/row-parts.ts';
import type { EnteredPart } from '../register/enter.ts';
import type { RegisterRefusal } from '../register/register.ts';

const text = () => z.string().check(z.minLength(1));
/** A file as the operator has it; the function reads it, so that nobody else has to be trusted with its checks. */
const file = () => z.exactOptional(text());
const stationId = idOf(isStationId, 'is not the id of a station');
const caseOf = {
  station: stationId,
  case: idOf(isCaseId, 'is not a case id'),
};

/** A channel of a station, as `channelName` of the API has it. */
const channelOf = { station: stationId, channel: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,31}$/)) };

/** Everything that an operator can ask the function `operate` for. */
export const operateRequest = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('enter-station'), file: text() }),
  z.strictObject({ action: z.literal('replace-code'), code: text() }),
  z.strictObject({
    action: z.literal('publish'),
    station: stationId,
    files: z.strictObject({ policy: file(), calendar: file(), holidays: file(), channels: file() }),
    isPreview: z.boolean(),
  }),
  z.strictObject({
    action: z.literal('print'),
    station: stationId,
    what: z.enum(['policy', 'calendar', 'channels']),
  }),
  z.strictObject({ action: z.literal('row'), ...caseOf }),
  z.strictObject({ action: z.literal('facts'), ...caseOf }),
  z.strictObject({ action: z.literal('roster'), station: stationId }),
  z.strictObject({ action: z.literal('messages'), station: stationId }),
  z.strictObject({
    action: z.literal('send-again'),
    station: stationId,
    id: z.exactOptional(text()),
    kind: z.exactOptional(text()),
  }),
  z.strictObject({ action: z.literal('test-channel'), ...channelOf }),
  z.strictObject({ action: z.literal('test-outcome'), ...channelOf, at: z.int() }),
  z.strictObject({
    action: z.literal('set'),
    ...caseOf,
    seen: z.int(),
    attribute: text(),
    value: z.unknown(),
  }),
]);
export type OperateRequest = z.output<typeof operateRequest>;

/** Lines for the operator; what was refused, by its code; or what is wrong with the request, in a sentence. */
export type OperateAnswer =
  | { readonly lines: readonly string[] }
  | {
      readonly refusal: RegisterRefusal;
      /** What was entered before it. */
      readonly entered?: EnteredPart;
      /** The code that stands in place of the one that was asked for. */
      readonly now?: string;
    }
  | { readonly fault: string };
