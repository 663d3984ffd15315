import { PinpointSMSVoiceV2Client, SendTextMessageCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { AwsSmsSettings } from './aws-sms-settings.ts';

/** One short message, as the operation SendTextMessage takes it. */
export interface TextMessage {
  readonly phone: string;
  readonly body: string;
  readonly timeToLiveSeconds: number;
  /** Comes back with each delivery event. */
  readonly context: Readonly<Record<string, string>>;
}

/**
 * Sends one message and returns its id. Throws what the client throws. It makes one attempt: the provider recognises no
 * repeat, and the client would repeat a request that was not answered.
 */
export async function sendTextMessage(
  { phone, body, timeToLiveSeconds, context }: TextMessage,
  { region, credentials, endpoint, origination, configurationSet }: AwsSmsSettings,
  timeoutMs: number,
): Promise<string | undefined> {
  const client = new PinpointSMSVoiceV2Client({
    region,
    maxAttempts: 1,
    requestHandler: { connectionTimeout: timeoutMs, requestTimeout: timeoutMs, throwOnRequestTimeout: true },
    // The client writes into what it is given.
    ...(credentials && { credentials: { ...credentials } }),
    ...(endpoint && { endpoint: endpoint.href }),
  });
  try {
    const { MessageId } = await client.send(
      new SendTextMessageCommand({
        DestinationPhoneNumber: phone,
        MessageBody: body,
        MessageType: 'TRANSACTIONAL',
        OriginationIdentity: origination,
        ConfigurationSetName: configurationSet,
        TimeToLive: timeToLiveSeconds,
        Context: { ...context },
      }),
      { abortSignal: AbortSignal.timeout(timeoutMs) },
    );
    return MessageId;
  } finally {
    client.destroy();
  }
}
