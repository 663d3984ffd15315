import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { bundle, defaultBundleDir } from './bundle.ts';
import { stageFromContext } from './stage-context.ts';
import type { Stage } from './stages.ts';
import { StationStack } from './station-stack.ts';

// The entry of `cdk` for synth, diff and deploy. It reads the stage first, so that an incomplete stage is rejected at
// once with sentences instead of a stack trace, and then bundles, so that no old build is deployed.

const app = new App();

const refuse = (error: unknown): never => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
};

const readStage = (): Stage => {
  try {
    return stageFromContext((key) => app.node.tryGetContext(key));
  } catch (error) {
    return refuse(error);
  }
};

const stage = readStage();
await bundle({ outdir: defaultBundleDir });
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
new StationStack(app, { stage, bundleDir: defaultBundleDir });
app.synth();
