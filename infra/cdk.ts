import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { handleProcessErrors } from './handle-process-errors.ts';
import { contextKeys } from './stage-context.ts';

const help = `Usage: npm run synth  -- [--stage STAGE] [--context KEY=VALUE …]
       npm run deploy -- [--stage STAGE] [--context KEY=VALUE …] [-- CDK-OPTION …]

Writes the CloudFormation template of a stage, or deploys it. Findings of the template's validation are errors.

  --stage STAGE         dev (default), prod or prod-cn; see infra/stages.ts
  --context KEY=VALUE   ${contextKeys.join(', ')};
                        may be given several times, see docs/deploy.md
  --help                this text`;

handleProcessErrors();
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    stage: { type: 'string', default: 'dev' },
    context: { type: 'string', multiple: true, default: [] },
    help: { type: 'boolean' },
  },
});

if (values.help) {
  process.stdout.write(`${help}\n`);
} else {
  const [action = 'synth', ...more] = positionals;
  const context = [`stage=${values.stage}`, ...values.context].flatMap((pair) => ['--context', pair]);
  const flags = action === 'synth' ? ['--quiet'] : [];
  // With --strict, warnings fail the command too; cdk.json already turns validation findings into errors.
  const { status } = spawnSync('cdk', [action, '--no-notices', '--strict', ...flags, ...context, ...more], {
    stdio: 'inherit',
    env: { ...process.env, CDK_DISABLE_CLI_TELEMETRY: '1' },
  });
  process.exitCode = status ?? 1;
}
