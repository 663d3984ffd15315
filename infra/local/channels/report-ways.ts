import { createHash, randomBytes } from 'node:crypto';
import type { ChannelsContent } from '../../../shared/policies/channels-content.ts';
import { reportsSha256 } from '../../../shared/policies/reporting-channel.ts';
import type { EventLog } from '../event-log.ts';
import { alibabaSmsReport, awsSmsReport } from '../fakes/sms-reports.ts';
import { station } from '../fixtures/places.ts';
import type { ReportBy } from './delivery-reports.ts';

/** The channel whose provider calls the API. That of the other one publishes events (provider-channels.ts). */
const CALLS = 'sms';
const PUBLISHES = 'sms-2';

const secretKey = 'report-secret';

/** The secret in the address that a provider calls. Its hash is published, so a data directory keeps its first one. */
export function reportSecretIn(eventLog: EventLog): string {
  const secret = eventLog.read(secretKey) ?? randomBytes(32).toString('hex');
  eventLog.write(secretKey, secret);
  return secret;
}

/** The channels of the run, of which one takes reports by this secret. */
export const takingReports = (content: ChannelsContent, secret: string): ChannelsContent => ({
  ...content,
  channels: content.channels.map((one) =>
    one.name === CALLS
      ? {
          ...one,
          settings: {
            ...one.settings,
            [reportsSha256]: createHash('sha256').update(secret).digest('hex'),
          },
        }
      : one,
  ),
});

export interface ReportWays {
  readonly origin: string;
  readonly secret: string;
  /** Publishes an event on the account's default bus. */
  readonly announce: (event: object) => Promise<void>;
}

/** How each provider reports: one by a call of the API with its secret address, the other by an event. */
export const reportWays = ({ origin, secret, announce }: ReportWays): Readonly<Record<string, ReportBy>> => ({
  async [CALLS](sms, at) {
    const answer = await fetch(`${origin}/v1/receipts/${station}/${CALLS}/${secret}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(alibabaSmsReport(sms, at)),
    });
    const { code } = (await answer.json()) as { readonly code?: unknown };
    return code === 0;
  },
  async [PUBLISHES](sms, at) {
    await announce(awsSmsReport(sms, at));
    return true;
  },
});
