import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { featureFlags } from './feature-flags.ts';
import type { Stage } from './stages.ts';
import { StationStack } from './station-stack.ts';

export interface Assembly {
  /** Directory of the cloud assembly; asset paths in the manifest are relative to it. */
  readonly directory: string;
  /** The CloudFormation template (JSON). */
  readonly templateFile: string;
  /** The assets manifest (JSON), which maps each function's `Code.S3Key` to its directory. */
  readonly assetsFile: string;
}

/**
 * Synthesizes one stage in this process, from existing bundles. CDK's offline validation, which takes seconds, is off;
 * the deployment's own synthesis runs it.
 */
export const synthesize = (
  stage: Stage,
  { outdir, bundleDir }: { outdir: string; bundleDir: string },
): Assembly => {
  const app = new App({
    outdir,
    context: featureFlags,
    analyticsReporting: false,
    treeMetadata: false,
    builtinCloudFormationValidation: false,
  });
  const { artifactId, templateFile } = new StationStack(app, { stage, bundleDir });
  const { directory } = app.synth();
  return {
    directory,
    templateFile: join(directory, templateFile),
    assetsFile: join(directory, `${artifactId}.assets.json`),
  };
};
