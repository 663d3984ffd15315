import { describe, expect, it } from 'vitest';
import { errorIn } from '../../infra/preflight/aws-cli.ts';
import type { Web } from '../../infra/preflight/issuer.ts';
import { parametersIn } from '../../infra/preflight/parameters.ts';
import { inTemplate, type PlannedStack } from '../../infra/preflight/planned-stack.ts';
import { type Preflight, preflight } from '../../infra/preflight/preflight.ts';
import { type FakeAccount, fakeAws } from './fake-aws.ts';
import { devStage, prodStage, templateOf } from './stack.ts';

const certificateArn = 'arn:aws:acm:eu-central-1:123456789012:certificate/one';

const account: FakeAccount = {
  arn: 'arn:aws:iam::123456789012:user/operator',
  region: 'eu-central-1',
  instances: 1000,
  unreserved: 1000,
  runtimes: ['nodejs24.x', 'nodejs22.x'],
  architectures: ['arm64', 'x86_64'],
  bootstrap: '28',
  stacks: {},
  certificates: { [certificateArn]: { status: 'ISSUED', names: ['huiying.example.org'] } },
};

const planned: PlannedStack = {
  name: 'huiying-prod',
  bootstrap: { parameter: '/cdk-bootstrap/hnb659fds/version', version: 6 },
  parameters: { ChannelTargets: { pattern: /^\{.*\}$/ } },
  reserved: 6,
  runtimes: ['nodejs24.x'],
  architectures: ['arm64'],
  issuer: { url: 'https://id.example.org/staff' },
  watched: ['huiying-prod-sweep-errors'],
  domain: { name: 'huiying.example.org', certificateArn },
};

/** An issuer on the internet: what stands at its addresses, and how long each answer takes. */
const issuerWeb = ({
  issuer = 'https://id.example.org/staff',
  kty = 'RSA',
  tookMs = [300],
  addresses = ['203.0.113.7'],
}: {
  readonly issuer?: string;
  readonly kty?: string;
  readonly tookMs?: readonly number[];
  readonly addresses?: readonly string[];
} = {}): Web => {
  const times = [...tookMs];
  const documents: Readonly<Record<string, unknown>> = {
    'https://id.example.org/staff/.well-known/openid-configuration': {
      issuer,
      jwks_uri: 'https://id.example.org/keys',
    },
    'https://id.example.org/keys': { keys: [{ kty, kid: 'one' }] },
  };
  return {
    async get(url) {
      const json = documents[url];
      if (json === undefined) throw new Error('it answers 404.');
      return { json, tookMs: (times.length > 1 ? times.shift() : times[0]) ?? 0 };
    },
    addressesOf: async () => addresses,
  };
};

interface Change {
  readonly account?: Partial<FakeAccount>;
  readonly planned?: Partial<PlannedStack>;
  readonly web?: Web;
  readonly rest?: Partial<Preflight>;
}

/** What is found of a deployment in which everything is right but for the change: all but what is right. */
const foundOf = async (change: Change): Promise<readonly string[]> => {
  const findings = await preflight({
    aws: fakeAws({ ...account, ...change.account }),
    web: change.web ?? issuerWeb(),
    planned: { ...planned, ...change.planned },
    given: { ChannelTargets: '{}' },
    region: 'eu-central-1',
    whereabouts: 'elsewhere',
    ...change.rest,
  });
  return findings.flatMap(({ level, sentence }) => (level === 'ok' ? [] : [`${level}: ${sentence}`]));
};

const stack = (status: string, isProtected = false) => ({
  stacks: { 'huiying-prod': { status, isProtected, parameters: { ChannelTargets: '****' } } },
});

describe('a deployment for which everything is there', () => {
  it('misses nothing, the first one and a later one', async () => {
    expect(await foundOf({})).toEqual([]);
    const again = { account: stack('UPDATE_COMPLETE'), rest: { given: {} } };
    expect(await foundOf(again)).toEqual([]);
  });

  it('begins anew where the first one failed', async () => {
    expect(await foundOf({ account: stack('ROLLBACK_COMPLETE') })).toEqual([]);
  });

  it('needs no quota for what it has reserved already', async () => {
    const full = { instances: 16, unreserved: 10 };
    expect(await foundOf({ account: { ...full, ...stack('CREATE_COMPLETE') } })).toEqual([]);
  });

  it('asks for the issuer that an earlier deployment was given', async () => {
    const kept = { ChannelTargets: '****', OidcIssuer: 'https://id.example.org/gone' };
    const found = await foundOf({
      account: { stacks: { 'huiying-prod': { status: 'UPDATE_COMPLETE', parameters: kept } } },
      planned: { issuer: { parameter: 'OidcIssuer' } },
    });
    expect(found).toEqual([expect.stringContaining('https://id.example.org/gone/.well-known/')]);
  });
});

describe('what is missing is a sentence with what to do', () => {
  it.each<readonly [string, Change, string]>([
    ['region', { rest: { region: undefined } }, 'CDK would deploy to us-east-1. Set AWS_REGION'],
    [
      'partition',
      { account: { arn: 'arn:aws-cn:iam::123456789012:user/x' }, planned: { domain: undefined } },
      'with --stage prod-cn',
    ],
    ['account in China', { rest: { whereabouts: 'china' } }, 'set the profile of that account'],
    ['quota', { account: { instances: 10, unreserved: 10 } }, 'Ask for a higher quota (L-B99A9384)'],
    [
      'bootstrap',
      { account: { bootstrap: undefined as never } },
      'npx cdk bootstrap aws://123456789012/eu-central-1',
    ],
    [
      'version of the bootstrap',
      { account: { bootstrap: '5' } },
      'is of version 5, and 6 is needed. Run npx cdk',
    ],
    ['runtime', { account: { runtimes: ['nodejs22.x'] } }, 'offers no runtime nodejs24.x. Name one that is'],
    [
      'architecture',
      { account: { architectures: ['x86_64'] } },
      'offers no architecture arm64. Name the other one',
    ],
    [
      'certificate elsewhere',
      {
        planned: {
          domain: {
            name: 'huiying.example.org',
            certificateArn: certificateArn.replace('eu-central-1', 'us-east-1'),
          },
        },
      },
      'The certificate is in us-east-1, and the API will be in eu-central-1',
    ],
    [
      'certificate of another account',
      {
        planned: {
          domain: {
            name: 'huiying.example.org',
            certificateArn: certificateArn.replace('123456789012', '999999999999'),
          },
        },
      },
      'belongs to the account 999999999999',
    ],
    ['certificate', { account: { certificates: {} } }, 'no certificate of the given ARN'],
    [
      'validation of the certificate',
      {
        account: {
          certificates: { [certificateArn]: { status: 'PENDING_VALIDATION', names: ['a.example'] } },
        },
      },
      'add the DNS records that ACM shows',
    ],
    [
      'life of the certificate',
      { account: { certificates: { [certificateArn]: { status: 'EXPIRED', names: ['a.example'] } } } },
      'is EXPIRED: request or import another',
    ],
    [
      'name of the certificate',
      {
        account: {
          certificates: { [certificateArn]: { status: 'ISSUED', names: ['*.huiying.example.org'] } },
        },
      },
      'is for *.huiying.example.org, not for huiying.example.org',
    ],
    [
      'parameter',
      { rest: { given: {} } },
      'The parameter ChannelTargets is missing: give it after another "--"',
    ],
    ['value', { rest: { given: { ChannelTargets: '' } } }, 'The parameter ChannelTargets is empty'],
    ['form of a value', { rest: { given: { ChannelTargets: 'x' } } }, 'is not as the template wants it'],
    [
      'name of a parameter',
      { rest: { given: { ChannelTargets: '{}', ChanelTargets: '{}' } } },
      'has no parameter ChanelTargets',
    ],
    [
      'right to begin anew',
      { account: stack('ROLLBACK_COMPLETE', true) },
      'Run aws cloudformation update-termination-protection --no-enable-termination-protection',
    ],
    ['update', { account: stack('UPDATE_ROLLBACK_FAILED') }, 'aws cloudformation continue-update-rollback'],
    [
      'end of an alarm',
      {
        account: {
          ...stack('UPDATE_COMPLETE'),
          raised: ['huiying-prod-sweep-errors', 'huiying-prod-message-dead'],
        },
      },
      'Raised: huiying-prod-sweep-errors. A gradual release would be taken back at once',
    ],
    ['end of another deployment', { account: stack('UPDATE_IN_PROGRESS') }, 'wait until that has ended'],
    [
      'address of the issuer',
      { web: issuerWeb({ addresses: [] }) },
      'id.example.org has no address in the DNS',
    ],
    ['issuer on the internet', { web: issuerWeb({ addresses: ['10.1.2.3'] }) }, 'where AWS cannot reach it'],
    [
      'issuer on the internet, IPv6',
      { web: issuerWeb({ addresses: ['fd00::1'] }) },
      'where AWS cannot reach it',
    ],
    [
      'name of the issuer',
      { web: issuerWeb({ issuer: 'https://id.example.org/staff/' }) },
      'calls itself https://id.example.org/staff/, and tokens carry that',
    ],
    ['key of the issuer', { web: issuerWeb({ kty: 'EC' }) }, 'let it sign with RS256'],
  ])('%s', async (_, change, sentence) => {
    const found = await foundOf(change);
    expect(found).toEqual(expect.arrayContaining([expect.stringContaining(sentence)]));
    expect(found.every((one) => one.startsWith('missing: '))).toBe(true);
    expect(found.length).toBeLessThanOrEqual(2);
  });
});

describe('what cannot be known from here stops nothing', () => {
  it.each<readonly [string, Change, string]>([
    [
      'a quota that AWS may call too small',
      { account: { instances: 50, unreserved: 50 } },
      'Most accounts must leave 100',
    ],
    ['an issuer that is slow from here', { web: issuerWeb({ tookMs: [1501] }) }, 'took 1501 ms from here'],
    ['the quota', { account: { forbidden: ['get-account-settings'] } }, 'could not be looked at'],
    ['the bootstrap', { account: { forbidden: ['get-parameter'] } }, 'could not be looked at'],
    [
      'the alarms',
      { account: { ...stack('UPDATE_COMPLETE'), forbidden: ['describe-alarms'] } },
      'could not be',
    ],
    ['the certificate', { account: { forbidden: ['describe-certificate'] } }, 'could not be looked at'],
    ['the stack', { account: { forbidden: ['describe-stacks'] } }, 'could not be looked at'],
    [
      'the runtime',
      { account: { forbidden: ['list-layers'] }, planned: { architectures: [] } },
      'could not be looked at',
    ],
  ])('%s', async (_, change, sentence) => {
    expect(await foundOf(change)).toEqual([expect.stringMatching(new RegExp(`^unsure: .*${sentence}`))]);
  });

  it('an issuer whose first answer alone is slow is quick enough', async () => {
    expect(await foundOf({ web: issuerWeb({ tookMs: [4000, 1500] }) })).toEqual([]);
  });
});

describe('what is looked at', () => {
  it('is read from the template of production', () => {
    expect(inTemplate(templateOf(prodStage).toJSON())).toEqual({
      parameters: {},
      reserved: 10,
      runtimes: ['nodejs24.x'],
      architectures: ['arm64'],
      issuer: { url: prodStage.oidc?.issuer },
      watched: expect.arrayContaining(['huiying-prod-sweep-errors', 'huiying-prod-api-defects']),
      domain: undefined,
    });
  });

  it('is read from the template of dev, which asks for the issuer', () => {
    const { parameters, issuer, watched } = inTemplate(templateOf(devStage).toJSON());
    expect(Object.keys(parameters)).toEqual(['OidcIssuer', 'OidcAudience']);
    expect(issuer).toEqual({ parameter: 'OidcIssuer' });
    expect(watched).toEqual([]);
  });

  it.each([
    [
      '\nAn error occurred (ValidationError) when calling the DescribeStacks operation: Stack with id a does not exist\n',
      { code: 'ValidationError', message: 'Stack with id a does not exist' },
    ],
    [
      'aws: [ERROR]: An error occurred (ParameterNotFound) when calling the GetParameter operation: \n',
      { code: 'ParameterNotFound', message: '' },
    ],
    [
      'An error occurred (Throttling) when calling the ListLayers operation (reached max retries: 2): Rate exceeded',
      { code: 'Throttling', message: 'Rate exceeded' },
    ],
    ['Unable to locate credentials.\n', { code: 'failed', message: 'Unable to locate credentials.' }],
  ])('is read from what the AWS CLI prints: %s', (printed, error) => {
    expect(errorIn(printed)).toEqual(error);
  });

  it('is read from the options for CDK', () => {
    const options = ['--parameters', 'A={"url":"https://x/?a=b"}', '--parameters=huiying-dev:B=2', '--force'];
    expect(parametersIn(options)).toEqual({ A: '{"url":"https://x/?a=b"}', B: '2' });
  });
});
