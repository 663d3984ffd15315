import recommended from 'aws-cdk-lib/recommended-feature-flags.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { featureFlags } from '../../infra/feature-flags.ts';

/** What was decided otherwise than the library recommends; docs/decisions/042 says why. */
const otherwise = { '@aws-cdk/core:enableAdditionalMetadataCollection': false };

describe('the feature flags of the CDK', () => {
  it('are decided, each of them, before there is data that a change could replace', () => {
    expect(featureFlags).toEqual({ ...recommended, ...otherwise });
  });
});
