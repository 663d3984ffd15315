import {
  DeleteMessageCommand,
  ListQueuesCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';

/** A dead-letter queue, by the beginning and a part of its name. */
export interface QueueName {
  readonly prefix: string;
  readonly part: string;
}

/** A received dead letter: hidden from other receivers for `HELD_SECONDS`, then visible again unless it was deleted. */
export interface DeadLetter {
  readonly message: Message;
  remove(): Promise<void>;
}

const HELD_SECONDS = 20;
/** At most this many per call, which is as much as an operator reads; call again for more. */
const DEAD_LETTERS_MAX = 200;

const client = () => new SQSClient({ useQueueUrlAsEndpoint: false });

/** Receives each dead letter of a queue once. */
export async function receive(queue: QueueName): Promise<readonly DeadLetter[]> {
  const sqs = client();
  const QueueUrl = await urlOf(sqs, queue);
  const messages = await received(sqs, QueueUrl, HELD_SECONDS);
  return messages.map((message) => ({
    message,
    async remove() {
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));
    },
  }));
}

/** Receives until no new message arrives, or there are `DEAD_LETTERS_MAX`. */
async function received(sqs: SQSClient, QueueUrl: string, heldSeconds: number): Promise<readonly Message[]> {
  const found = new Map<string, Message>();
  for (let before = -1; found.size > before && found.size < DEAD_LETTERS_MAX; ) {
    before = found.size;
    const { Messages = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl,
        MaxNumberOfMessages: 10,
        VisibilityTimeout: heldSeconds,
        MessageAttributeNames: ['All'],
        MessageSystemAttributeNames: ['SentTimestamp'],
      }),
    );
    for (const message of Messages) found.set(message.MessageId ?? '', message);
  }
  return [...found.values()];
}

async function urlOf(sqs: SQSClient, { prefix, part }: QueueName): Promise<string> {
  const { QueueUrls = [] } = await sqs.send(
    new ListQueuesCommand({ ...(prefix !== '' && { QueueNamePrefix: prefix }), MaxResults: 1000 }),
  );
  const found = QueueUrls.filter((url) => url.slice(url.lastIndexOf('/') + 1).includes(part));
  const [only, ...others] = found;
  if (only === undefined) throw new Error(`there is no queue with ${part} in its name`);
  if (others.length > 0) throw new Error(`${found.length} queues have ${part} in their name; say more of it`);
  return only;
}

/** Lists the dead letters with time, reason and body, and leaves the queue unchanged. */
export async function deadLetters(queue: QueueName): Promise<readonly object[]> {
  const sqs = client();
  return (await received(sqs, await urlOf(sqs, queue), 0)).map(shown);
}

const shown = ({ Attributes, MessageAttributes = {}, Body = '' }: Message) => ({
  at: new Date(Number(Attributes?.SentTimestamp ?? 0)).toISOString(),
  ...Object.fromEntries(
    Object.entries(MessageAttributes).map(([name, { StringValue }]) => [name, StringValue]),
  ),
  deadLetter: parsed(Body),
});

/** Parses the body of a dead letter; returns it as text when it is not JSON. */
export function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/** Deletes every dead letter, for use after the cause is fixed and the messages were read. */
export async function empty(queue: QueueName): Promise<readonly object[]> {
  const deadLettersReceived = await receive(queue);
  for (const { remove } of deadLettersReceived) await remove();
  return [{ emptied: deadLettersReceived.length }];
}
