import { describe, expect, it } from 'vitest';
import { stages } from '../../infra/stages.ts';
import { countedFacts } from '../../shared/cases/statistics/counted-facts.ts';
import { aliasOf, devStage, resourcesOf, templateOf } from './stack.ts';

const dev = templateOf(devStage);
const wanted = stages.dev({});
const functionLike = (prefix: string) =>
  resourcesOf(dev, 'AWS::Lambda::Function').find(({ id }) => id.startsWith(prefix));
const relay = functionLike('OutboxRelay');
const [mapping, ...otherMappings] = resourcesOf(dev, 'AWS::Lambda::EventSourceMapping').filter(({ id }) =>
  id.startsWith('Outbox'),
);
const rules = resourcesOf(dev, 'AWS::Events::Rule').filter(({ properties }) =>
  JSON.stringify(properties.EventPattern).includes('DeliveryOffered'),
);

describe('the stream', () => {
  const patternsOf = (template: typeof dev) => {
    const found = resourcesOf(template, 'AWS::Lambda::EventSourceMapping').find(({ id }) =>
      id.startsWith('Outbox'),
    );
    const criteria = found?.properties.FilterCriteria as { Filters: { Pattern: string }[] };
    return criteria.Filters.map(({ Pattern }) => JSON.parse(Pattern));
  };

  it('feeds the relay with new deliveries, requests for a proof, and the facts that a rule of the bus wants', () => {
    expect(otherMappings).toEqual([]);
    expect(JSON.stringify(mapping?.properties.FunctionName)).toContain(aliasOf(dev, relay?.id));
    expect(patternsOf(templateOf(wanted))).toEqual([
      { eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: [{ prefix: 'D#' }, { prefix: 'ASKED#' }] } } } },
      {
        eventName: ['INSERT'],
        dynamodb: {
          Keys: { sk: { S: [{ prefix: 'F#' }] } },
          NewImage: { fact: { S: countedFacts.map((fact) => ({ prefix: `{"fact":"${fact}"` })) } },
        },
      },
    ]);
    expect(countedFacts).toContain('submitted');
    const rules = resourcesOf(templateOf(wanted), 'AWS::Events::Rule')
      .map(({ properties }) => properties.EventPattern as { 'detail-type': string[]; detail?: object })
      .filter((pattern) => pattern['detail-type'].includes('FactRecorded'));
    expect(rules.map(({ detail }) => detail)).toEqual([
      { kind: ['case'], fact: ['submitted'] },
      { kind: ['case'], fact: countedFacts },
    ]);
  });

  it('feeds it with every fact where other systems listen', () => {
    expect(patternsOf(dev)).toEqual([
      { eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: [{ prefix: 'D#' }, { prefix: 'ASKED#' }] } } } },
      { eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: [{ prefix: 'F#' }] } } } },
    ]);
  });

  it('gives up one poisonous record instead of holding up its shard for a day', () => {
    expect(mapping?.properties).toMatchObject({
      BatchSize: 25,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 5,
      MaximumRecordAgeInSeconds: 21_600,
      StartingPosition: 'TRIM_HORIZON',
    });
    expect(mapping?.properties).toHaveProperty('DestinationConfig.OnFailure.Destination');
  });

  it('raises the alarm when the relay falls five minutes behind', () => {
    dev.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'huiying-dev-stream-lag',
      MetricName: 'IteratorAge',
      Threshold: 300_000,
    });
  });
});

describe('the bus', () => {
  it.each([
    ['staff', 'OutboxNotifyLive'],
    ['resident', 'OutboxNotifyResidentsLive'],
  ])('hands offered messages to %s, and nothing else, to their sender', (audience, alias) => {
    expect(rules).toHaveLength(2);
    const rule = rules.find(({ properties }) =>
      JSON.stringify(properties.EventPattern).includes(`"${audience}"`),
    );
    expect(rule?.properties).toMatchObject({
      EventPattern: {
        source: ['huiying'],
        'detail-type': ['DeliveryOffered'],
        detail: { audience: [audience] },
      },
      State: 'ENABLED',
      Targets: [
        {
          // The alias, which a release moves.
          Arn: { Ref: expect.stringContaining(alias) },
          RetryPolicy: { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 8 },
        },
      ],
    });
    expect(rule?.properties).toHaveProperty('Targets.0.DeadLetterConfig.Arn');
  });

  it.each(['OutboxNotifyFunction', 'OutboxNotifyResidents'])(
    'gives up an offer to %s within minutes, because the sweep offers it again',
    (prefix) => {
      dev.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
        FunctionName: { Ref: functionLike(prefix)?.id },
        MaximumRetryAttempts: 1,
        MaximumEventAgeInSeconds: 300,
      });
    },
  );
});
