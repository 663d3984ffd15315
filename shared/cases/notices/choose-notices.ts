import type { Instant } from '../../engine/calendar/instant.ts';
import type { CaseKey } from '../case-key.ts';
import type { MoveCommand, ResidentCommand } from '../command.ts';
import { contactIn } from '../reading/contact.ts';
import { trackCase } from '../reading/read-case.ts';
import { type Refused, refused } from '../refused.ts';
import type { World } from '../world.ts';
import { noticeAddressIn, noticeAddressText, smsNumberIn } from './notice-address.ts';

type Choice = Extract<ResidentCommand, { readonly move: 'choose-notices' }>;
type Chosen = Extract<MoveCommand, { readonly move: 'choose-notices' }>;
type ChoiceWorld = Pick<World, 'store' | 'policies' | 'readerKeys' | 'tickets'>;

/**
 * What a resident chose, as the command that is stored, with the address that is sealed beside it. Without a new address
 * it is the one that they left with their report.
 */
export async function chosenNotices(
  world: ChoiceWorld,
  token: string,
  key: CaseKey,
  { by, to, language }: Choice,
  now: Instant,
): Promise<Chosen | Refused> {
  const chosen = { move: 'choose-notices', by, language } as const;
  if (by === 'none') return chosen;
  const address =
    to === undefined ? await knownAddress(world, token, by) : by === 'sms' ? smsNumberIn(to) : to;
  if (typeof address === 'object') return address;
  if (address === undefined) return refused({ code: 'no-notice-address' });
  const { text } = await noticeAddressText(world, key, { by, to: address, token, asked: true }, now);
  return { ...chosen, text };
}

/** The newest address of this kind that the resident chose, or else the one that they left with their report. */
async function knownAddress(
  world: ChoiceWorld,
  token: string,
  by: 'sms' | 'mail',
): Promise<string | undefined | Refused> {
  const read = await trackCase(world, token);
  if (read.refusal) return read;
  const { texts } = read.caseDetails;
  const chosen = texts
    .flatMap(({ kind, text }) =>
      kind === 'notice-address' && text !== undefined ? (noticeAddressIn(text) ?? []) : [],
    )
    .findLast((one) => one.by === by);
  if (chosen !== undefined) return chosen.to;
  const { phone, mail } = contactIn(texts) ?? {};
  return by === 'mail' ? mail : phone && smsNumberIn(phone);
}
