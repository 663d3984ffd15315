import type { Emulator } from '../emulator.ts';
import type { QueuePlan } from '../template/plan.ts';

/** A message in a dead-letter queue. */
export interface DeadLetter {
  readonly queue: string;
  readonly body: string;
}

/** The template's queues, all of which are dead-letter queues. */
export interface Queues {
  send(queueArn: string, body: string): void;
  /** Lists the messages of all queues and leaves them there. */
  deadLetters(): readonly DeadLetter[];
}

/** Creates the queues that do not exist yet. Those of an earlier run keep their messages. */
export const openQueues = (plans: readonly QueuePlan[], emulator: Pick<Emulator, 'queue'>): Queues => {
  const queues = new Map(plans.map(({ arn, name }) => [arn, { name, ...emulator.queue(name) }]));
  return {
    send: (queueArn, body) => {
      const queue = queues.get(queueArn);
      if (queue === undefined) throw new Error(`There is no queue ${queueArn}.`);
      queue.send(body);
    },
    deadLetters: () =>
      [...queues.values()].flatMap(({ name, bodies }) => bodies().map((body) => ({ queue: name, body }))),
  };
};
