import { Aws, Duration, Stack } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnWebACL, CfnWebACLAssociation } from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { ImpactAlarm } from './impact-alarm.ts';

/**
 * Requests of one address in five minutes. A whole estate stands behind one address of a mobile network, and the room
 * behind one of its own, so this is far above what people do together, and far below what fills a route's throttle.
 */
const REQUESTS_PER_ADDRESS_MAX = 2000;

/** The report is kept on the telephone and sent again for this status; any other refusal would be taken for good. */
const TOO_MANY_REQUESTS = 429;

const BLOCKED_MAX = 500;

/**
 * Rules that judge what people write, or only what speaks for them: counted and not obeyed. A victim of fraud quotes
 * the very link that such a rule is looking for, and a long report in Chinese is longer than 8 KB. Words are data
 * here: parsed by a schema, bounded at 64 KB, escaped wherever they are shown.
 */
const judgesOfWords = [
  'SizeRestrictions_BODY',
  'CrossSiteScripting_BODY',
  'GenericLFI_BODY',
  'GenericRFI_BODY',
  'EC2MetaDataSSRF_BODY',
  'NoUserAgent_HEADER',
];

export interface FirewallProps {
  /** ARN of the stage of an API that it stands before. */
  readonly before: string;
}

/**
 * Turns away floods from one address and requests that only an attack makes. It keeps neither logs nor samples of
 * requests: both hold the path, and the path of a matter is its secret. What it did is told in numbers, rule by rule.
 */
export class Firewall extends Construct {
  constructor(scope: Construct, id: string, { before }: FirewallProps) {
    super(scope, id);
    const name = Stack.of(this).stackName;
    const acl = new CfnWebACL(this, 'Acl', {
      name,
      scope: 'REGIONAL',
      defaultAction: { allow: {} },
      visibilityConfig: numbersAs(name),
      rules: [
        {
          name: 'one-address',
          priority: 0,
          action: { block: { customResponse: { responseCode: TOO_MANY_REQUESTS } } },
          statement: {
            rateBasedStatement: {
              aggregateKeyType: 'IP',
              limit: REQUESTS_PER_ADDRESS_MAX,
              evaluationWindowSec: 300,
            },
          },
          visibilityConfig: numbersAs(`${name}-one-address`),
        },
        managed(1, 'AWSManagedRulesCommonRuleSet', `${name}-common`, judgesOfWords),
        managed(2, 'AWSManagedRulesKnownBadInputsRuleSet', `${name}-known-bad-inputs`),
      ],
    });
    new CfnWebACLAssociation(this, 'Association', { webAclArn: acl.attrArn, resourceArn: before });
    new ImpactAlarm(this, 'Blocked', {
      name: 'requests-blocked',
      impact:
        'Many requests are turned away at the door: somebody floods it, or people with a matter are kept out.',
      metric: new Metric({
        namespace: 'AWS/WAFV2',
        metricName: 'BlockedRequests',
        dimensionsMap: { WebACL: name, Region: Aws.REGION, Rule: 'ALL' },
        statistic: 'sum',
        period: Duration.minutes(5),
      }),
      threshold: BLOCKED_MAX,
    });
  }
}

/** A rule group that AWS keeps up to date, some of its rules only counted. */
const managed = (
  priority: number,
  group: string,
  metricName: string,
  onlyCounted: readonly string[] = [],
): CfnWebACL.RuleProperty => ({
  name: group,
  priority,
  overrideAction: { none: {} },
  statement: {
    managedRuleGroupStatement: {
      vendorName: 'AWS',
      name: group,
      ruleActionOverrides: onlyCounted.map((name) => ({ name, actionToUse: { count: {} } })),
    },
  },
  visibilityConfig: numbersAs(metricName),
});

const numbersAs = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  cloudWatchMetricsEnabled: true,
  metricName,
  sampledRequestsEnabled: false,
});
