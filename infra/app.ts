import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { bundle, defaultBundleDir } from './bundle.ts';
import { stageFromContext } from './stage-context.ts';
import type { Stage } from './stages.ts';
import { StationStack } from './station-stack.ts';

// `cdk` runs this for synth, diff and deploy. It bundles, so that what is deployed is never an old build; but first of
// all it reads the stage, so that one which may not be deployed is refused at once, with sentences and no stack trace.

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
