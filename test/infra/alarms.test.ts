import type { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { arnOf, devStage, prodStage, resourcesOf, templateOf } from './stack.ts';

const dev = templateOf(devStage);
const alarms = resourcesOf(dev, 'AWS::CloudWatch::Alarm').map(({ properties }) => properties);
const queues = resourcesOf(dev, 'AWS::SQS::Queue');
const functions = resourcesOf(dev, 'AWS::Lambda::Function');

describe('every alarm', () => {
  it.each(alarms.map((alarm) => [alarm.AlarmName, alarm]))('%s says what people lose', (_, alarm) => {
    expect(alarm.AlarmDescription).toMatch(/^[A-Z].{30,}\.$/);
  });

  it('has a short name of its own, which is a heading of the runbook', () => {
    const names = alarms.map((alarm) => alarm.AlarmName);
    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^huiying-dev-[a-z]+(-[a-z]+)+$/);
  });

  it('notifies the operators when it starts and when it ends', () => {
    const [topic] = resourcesOf(dev, 'AWS::SNS::Topic');
    for (const alarm of alarms) {
      expect(alarm).toMatchObject({ AlarmActions: [{ Ref: topic?.id }], OKActions: [{ Ref: topic?.id }] });
    }
  });
});

describe('every function', () => {
  it.each(functions.map(({ id }) => id))('%s alarms on its errors with its impact', (id) => {
    const alarm = alarms.find(
      ({ MetricName, Dimensions }) =>
        MetricName === 'Errors' && JSON.stringify(Dimensions).includes(`"${id}"`),
    );
    const described = functions.find((each) => each.id === id)?.properties.Description;
    expect(described).toBe(`If this fails: ${alarm?.AlarmDescription}`);
  });
});

describe('every asynchronous edge', () => {
  it('ends in a queue that no other edge uses', () => {
    const template = JSON.stringify(dev.toJSON());
    const ends = queues.map(({ id }) => {
      const arn = JSON.stringify(arnOf(id));
      const uses = [`"Destination":${arn}`, `"DeadLetterConfig":{"Arn":${arn}}`];
      return uses.reduce((sum, use) => sum + template.split(use).length - 1, 0);
    });
    expect(ends).toEqual(queues.map(() => 1));
    // Dead letters of this rule would be events with a telephone number (receipts.test.ts).
    const withoutQueue = resourcesOf(dev, 'AWS::Events::Rule').filter(
      ({ properties }) => !JSON.stringify(properties.Targets).includes('DeadLetterConfig'),
    );
    expect(withoutQueue.map(({ id }) => id)).toEqual([expect.stringMatching(/^HttpReceiptsReported/)]);
    expect(edges()).toBe(queues.length + withoutQueue.length);
  });

  it('gives up after a stated number of tries and a stated time, the defaults being a day', () => {
    const limits = [
      ...resourcesOf(dev, 'AWS::Scheduler::Schedule').map(({ properties }) => properties.Target),
      ...resourcesOf(dev, 'AWS::Events::Rule').flatMap(({ properties }) => properties.Targets),
    ].map((target) => (target as { RetryPolicy?: Record<string, number> }).RetryPolicy);
    const own = ['AWS::Lambda::EventSourceMapping', 'AWS::Lambda::EventInvokeConfig']
      .flatMap((type) => resourcesOf(dev, type))
      // The notary gives up nothing that the stream still has; test/infra/notary.test.ts says until when.
      .filter(({ id }) => !id.startsWith('NotaryStream'))
      .map(({ properties }) => properties as Record<string, number>);
    const stated = [...limits, ...own].map((limit) => [
      limit?.MaximumRetryAttempts,
      limit?.MaximumEventAgeInSeconds ?? limit?.MaximumRecordAgeInSeconds,
    ]);
    expect(stated).toHaveLength(edges() - 1);
    for (const [retries, ageSeconds] of stated) {
      expect(retries).toBeLessThanOrEqual(8);
      expect(ageSeconds).toBeLessThanOrEqual(21_600);
    }
  });

  it.each(queues.map(({ id }) => id))('%s alarms on its first dead letter', (id) => {
    expect(alarms).toContainEqual(
      expect.objectContaining({
        MetricName: 'ApproximateNumberOfMessagesVisible',
        Dimensions: [{ Name: 'QueueName', Value: { 'Fn::GetAtt': [id, 'QueueName'] } }],
        Threshold: 1,
        EvaluationPeriods: 1,
      }),
    );
  });

  it('keeps its messages for two weeks, encrypted', () => {
    for (const { properties } of queues) {
      expect(properties).toMatchObject({ MessageRetentionPeriod: 1_209_600, SqsManagedSseEnabled: true });
    }
  });
});

describe('production', () => {
  it.each([
    'AWS::Events::Rule',
    'AWS::Lambda::EventInvokeConfig',
    'AWS::Lambda::EventSourceMapping',
    'AWS::SQS::Queue',
    'AWS::Scheduler::Schedule',
  ])('keeps every %s exactly as dev has it, where it is tested', (type) => {
    expect(untagged(templateOf(prodStage), type)).toEqual(untagged(dev, type));
  });

  it('has an alarm for each of dev’s', () => {
    const names = resourcesOf(templateOf(prodStage), 'AWS::CloudWatch::Alarm').map(
      ({ properties }) => properties.AlarmName,
    );
    expect(names.toSorted()).toEqual(
      alarms.map(({ AlarmName }) => String(AlarmName).replace('-dev-', '-prod-')).toSorted(),
    );
  });
});

/** Without tags, since they name the stage. */
const untagged = (template: Template, type: string) =>
  resourcesOf(template, type).map(({ id, properties: { Tags: _, ...rest } }) => ({ id, ...rest }));

/** The number of asynchronous invocations in the template. */
const edges = (): number =>
  [
    'AWS::Scheduler::Schedule',
    'AWS::Events::Rule',
    'AWS::Lambda::EventSourceMapping',
    'AWS::Lambda::EventInvokeConfig',
  ].reduce((sum, type) => sum + resourcesOf(dev, type).length, 0);
