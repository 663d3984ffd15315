import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

const help = `Usage: npm run synth  -- [--stage STAGE] [--context KEY=VALUE …]
       npm run deploy -- [--stage STAGE] [--context KEY=VALUE …]

Writes the CloudFormation template of a stage, or deploys it. Findings of the template's validation are errors.

  --stage STAGE         dev (default); see infra/stages.ts
  --context KEY=VALUE   oidcIssuer, oidcAudience, publicOrigin, runtime; may be given several times
  --help                this text`;

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
  const [action = 'synth'] = positionals;
  const context = [`stage=${values.stage}`, ...values.context].flatMap((pair) => ['--context', pair]);
  const flags = action === 'synth' ? ['--quiet'] : [];
  const { status } = spawnSync('cdk', [action, '--no-notices', ...flags, ...context], {
    stdio: 'inherit',
    env: { ...process.env, CDK_DISABLE_CLI_TELEMETRY: '1' },
  });
  process.exitCode = status ?? 1;
}
