import { describe, expect, it } from 'vitest';
import { functionNames } from '../../infra/bundle.ts';
import { stages } from '../../infra/stages.ts';
import { devStage, oneMachine, prodStage, resourcesOf, templateOf } from './stack.ts';

const dev = templateOf(devStage);
const type = 'AWS::Lambda::Function';

/** Environment of each function by its service name, with unresolved CloudFormation references. */
const environments = (template = dev): Map<unknown, Record<string, unknown>> =>
  new Map(
    resourcesOf(template, type).map(({ properties }) => {
      const { Variables } = properties.Environment as { Variables: Record<string, unknown> };
      return [Variables.POWERTOOLS_SERVICE_NAME, Variables];
    }),
  );

describe('the functions', () => {
  it('are all deployed, each once', () => {
    expect([...environments().keys()].toSorted()).toEqual([...functionNames].toSorted());
    dev.resourceCountIs(type, functionNames.length);
  });

  it('run on the runtime of the stage', () => {
    const older = templateOf(stages.dev({ runtime: 'nodejs22.x' }));
    for (const { properties } of resourcesOf(dev, type)) expect(properties.Runtime).toBe('nodejs24.x');
    for (const { properties } of resourcesOf(older, type)) expect(properties.Runtime).toBe('nodejs22.x');
  });

  it('keep their logs for a stated time, each in its own group', () => {
    const groups = resourcesOf(dev, 'AWS::Logs::LogGroup');
    for (const { properties } of groups) expect(properties.RetentionInDays).toBe(30);
    const used = resourcesOf(dev, type).map(({ properties }) => JSON.stringify(properties.LoggingConfig));
    expect(new Set(used).size).toBe(functionNames.length);
    // One more log group is for the access log.
    expect(groups).toHaveLength(functionNames.length + 1);
  });

  it('log what they say themselves, and of the platform only what went wrong', () => {
    for (const { properties } of resourcesOf(dev, type)) {
      expect(properties.LoggingConfig).toMatchObject({
        LogFormat: 'JSON',
        SystemLogLevel: 'WARN',
        ApplicationLogLevel: 'INFO',
      });
    }
  });

  it('leave their logs behind where cases outlive the stack, and nowhere else', () => {
    const policiesOf = (template: typeof dev) =>
      Object.values(template.findResources('AWS::Logs::LogGroup')).map(
        ({ DeletionPolicy }) => DeletionPolicy,
      );
    expect(new Set(policiesOf(dev))).toEqual(new Set(['RetainExceptOnCreate']));
    expect(new Set(policiesOf(templateOf(oneMachine)))).toEqual(new Set(['Delete']));
  });

  it('keep the logs of production for three months', () => {
    const groups = resourcesOf(templateOf(prodStage), 'AWS::Logs::LogGroup');
    expect(groups.length).toBeGreaterThan(functionNames.length);
    for (const { properties } of groups) expect(properties.RetentionInDays).toBe(90);
  });

  it.each(functionNames)('%s has its stage, table, shards and public address in its environment', (name) => {
    expect(environments(templateOf(oneMachine)).get(name)).toMatchObject({
      STAGE: 'local',
      TABLE_NAME: { Ref: expect.stringMatching(/^CasesTable/) },
      SHARDS_PER_LANE: '1',
      PUBLIC_ORIGIN: 'http://127.0.0.1:8080',
    });
  });

  it.each([
    ['BUS_NAME', ['relay', 'sweep']],
    ['OIDC_ISSUER', ['public', 'staff']],
    ['OIDC_AUDIENCE', ['public', 'staff']],
    ['KEY_FILE_HASHING', ['public']],
    ['KEY_FILE_COMMANDS', ['staff']],
    ['KEY_FILE_SIGNING', ['public', 'staff']],
    ['KEY_FILE_PHONES', ['contacts', 'staff']],
    ['KEY_FILE_TEXTS', ['staff']],
    ['KEY_FILE_CONTACTS', ['contacts', 'notify-residents']],
    ['KEY_FILE_NOTARY', ['notary', 'prove']],
    ['NOTARY_LOG_FILE', ['notary', 'prove']],
    ['CHANNELS', ['notify', 'notify-residents']],
    ['CHANNEL_SECRETS_DIR', ['notify', 'notify-residents']],
  ])('%s is set only for %s', (variable, names) => {
    const withVariable = [...environments(templateOf(oneMachine))].filter(
      ([, environment]) => variable in environment,
    );
    expect(withVariable.map(([name]) => name).toSorted()).toEqual(names);
  });

  it('are told of proxies where the stage names some, those that answer requests', () => {
    const named = environments(templateOf(stages.dev({ proxies: ['192.0.2.1', '198.51.100.0/24'] })));
    const told = [...named].filter(([, { PROXIES }]) => PROXIES === '192.0.2.1,198.51.100.0/24');
    expect(told.map(([name]) => name).toSorted()).toEqual(['public', 'staff']);
    expect(environments().get('public')).not.toHaveProperty('PROXIES');
  });

  it('answer at the API’s own address when no other is given', () => {
    expect(environments().get('public')?.PUBLIC_ORIGIN).toEqual({
      'Fn::GetAtt': [expect.stringMatching(/^HttpApi/), 'ApiEndpoint'],
    });
  });
});

describe('the template of one machine', () => {
  it('has no parameters', () => {
    expect(Object.keys(templateOf(oneMachine).findParameters('*'))).toEqual(['BootstrapVersion']);
  });
});
