import { defined } from '../../../shared/engine/defined.ts';
import type { Accepted } from '../fakes/fake.ts';
import type { AcceptedMail } from '../fakes/smtp-sink.ts';
import { masked } from './masked.ts';
import { providerChannels } from './provider-channels.ts';
import { kindOfTitle } from './title-kinds.ts';

/** What the stand-in of a provider received, without anything that the wire did not have. */
export interface OnWire {
  readonly id: string;
  /** The kind of the channel: which provider it was. */
  readonly provider: string;
  /** The whole text, as its readers see it. */
  readonly text: string;
  /** In the unit in which the provider limits it. */
  readonly length: number;
  readonly mentioned: readonly string[];
  readonly everyone: boolean;
  /** The number or address of the one person it went to, masked. */
  readonly to?: string;
  /** Of a mail: its sender, and whether one tap stops further ones. */
  readonly from?: string;
  readonly stops?: true;
}

/** A message as the outbox lists it. */
export interface MessageOnWire {
  /** The delivery's, where the provider gets to know it. */
  readonly id: string;
  readonly channel: string;
  readonly title: string;
  readonly text: string;
  /** What its title says it is. */
  readonly kind?: string;
  readonly reference?: string;
  /** Of a message about several cases. */
  readonly batch?: { readonly references: readonly string[] };
  readonly wire: OnWire;
}

const REFERENCE = /(?<!\d)\d{7}(?!\d)/g;
/** `<id@domain>`. */
const MESSAGE_ID = /^<([^<>@]+)@/;

/** A message as a provider received it. Its kind and its case are read from its words, as a person reads them. */
export function messageOnWire(channel: string, accepted: Accepted, id: string): MessageOnWire {
  const { text: words, length, mentioned, everyone, to } = accepted;
  const provider = providerChannels.channels.find(({ name }) => name === channel)?.kind ?? channel;
  const mail = isMail(accepted) ? accepted : undefined;
  // A short message has no title, and what follows a line break is not its text.
  const end = provider.endsWith('sms') ? -1 : words.indexOf('\n');
  const title = end < 0 ? '' : words.slice(0, end);
  const delivery = accepted.id ?? MESSAGE_ID.exec(mail?.fields['message-id'] ?? '')?.[1];
  const references = [...new Set(words.match(REFERENCE))];
  const kind = kindOfTitle(title);
  const isOfSeveral = kind === 'digest' || kind === 'several';
  return {
    id: delivery ?? id,
    channel,
    title,
    text: words.slice(end + 1),
    ...defined({ kind, reference: isOfSeveral ? undefined : references[0] }),
    ...(isOfSeveral && { batch: { references } }),
    wire: {
      ...{ id, provider, text: words, length, mentioned, everyone },
      ...defined({ to: to === undefined ? undefined : masked(to), from: mail?.from }),
      ...(mail?.fields['list-unsubscribe-post'] !== undefined && { stops: true as const }),
    },
  };
}

const isMail = (accepted: Accepted): accepted is AcceptedMail => 'fields' in accepted;
