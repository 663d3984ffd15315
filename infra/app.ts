import { App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { bundle, defaultBundleDir } from './bundle.ts';
import { stageFromContext } from './stage-context.ts';
import { StationStack } from './station-stack.ts';

// `cdk` runs this for synth, diff and deploy. It bundles first, so that what is deployed is never an old build.
await bundle({ outdir: defaultBundleDir });

const app = new App();
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
new StationStack(app, {
  stage: stageFromContext((key) => app.node.tryGetContext(key)),
  bundleDir: defaultBundleDir,
});
app.synth();
