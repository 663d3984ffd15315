import {
  DeleteMessageCommand,
  ListQueuesCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';

/** A dead-letter queue, by what its name begins with and a part of it. */
export interface QueueName {
  readonly prefix: string;
  readonly part: string;
}

/** A letter in hand: for `HELD_SECONDS` nobody else sees it, and after that it is back unless it was dropped. */
export interface DeadLetter {
  readonly message: Message;
  drop(): Promise<void>;
}

const HELD_SECONDS = 20;
/** More than this at once is no longer read by a person; call again. */
const DEAD_LETTERS_MAX = 200;

const client = () => new SQSClient({ useQueueUrlAsEndpoint: false });

/** Takes each letter of a queue into the hand once. */
export async function take(queue: QueueName): Promise<readonly DeadLetter[]> {
  const sqs = client();
  const QueueUrl = await urlOf(sqs, queue);
  const messages = await received(sqs, QueueUrl, HELD_SECONDS);
  return messages.map((message) => ({
    message,
    async drop() {
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: message.ReceiptHandle }));
    },
  }));
}

/** Receives until nothing new comes, or there are `DEAD_LETTERS_MAX`. */
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

/** When it came, why, and what it says; the queue is left as it was. */
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

/** A letter's body; as text where it is no JSON. */
export function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/** Takes every letter out, for when the cause is gone and the evidence was read. */
export async function empty(queue: QueueName): Promise<readonly object[]> {
  const taken = await take(queue);
  for (const { drop } of taken) await drop();
  return [{ emptied: taken.length }];
}
