import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { handleProcessErrors } from './handle-process-errors.ts';
import { contextKeys } from './stage-context.ts';

const help = `Usage: npm run synth  -- [--stage STAGE] [--context KEY=VALUE …]
       npm run deploy -- [--stage STAGE] [--context KEY=VALUE …] [--check] [-- CDK-OPTION …]

Writes the CloudFormation template of a stage, or deploys it. Findings of the template's validation are errors. Before
a deployment the account, the region and the issuer are looked at, and it goes ahead only if nothing is missing.

  --stage STAGE         dev (default), prod or prod-cn; see infra/stages.ts
  --context KEY=VALUE   ${contextKeys.join(', ')};
                        may be given several times, see docs/deploy.md
  --check               looks, says what is missing and what to do, and deploys nothing
  --unchecked           deploys whatever is missing
  --help                this text`;

/** Where a stage may be deployed, if not anywhere. */
const whereabouts: Readonly<Record<string, 'china' | 'elsewhere'>> = {
  prod: 'elsewhere',
  'prod-cn': 'china',
};

/** Where cdk.json has CDK write to. */
const ASSEMBLY = 'cdk.out';

handleProcessErrors();
/** Ends the command with a sentence. */
function refuse(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}

/** The pairs of key and value, each with a key that a stage reads: CDK itself would take any without a word. */
function contextPairs(given: readonly string[]): readonly string[] {
  for (const pair of given) {
    const [key = '', ...value] = pair.split('=');
    if (value.length === 0) refuse(`--context is KEY=VALUE, not ${key}.`);
    if (key === 'stage') refuse('Say --stage instead of --context stage=….');
    if (!contextKeys.includes(key))
      refuse(`There is no setting ${key}. There are ${contextKeys.join(', ')}.`);
  }
  return given;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    stage: { type: 'string', default: 'dev' },
    context: { type: 'string', multiple: true, default: [] },
    check: { type: 'boolean', default: false },
    unchecked: { type: 'boolean', default: false },
    help: { type: 'boolean' },
  },
});

/** Runs CDK and returns its exit status. */
const cdk = (...words: readonly string[]): number => {
  // With --strict, warnings fail the command too; cdk.json already turns validation findings into errors.
  const { status } = spawnSync('cdk', [...words, '--no-notices', '--strict'], {
    stdio: 'inherit',
    env: { ...process.env, CDK_DISABLE_CLI_TELEMETRY: '1' },
  });
  return status ?? 1;
};

const synth = (...more: readonly string[]): number => {
  const context = [`stage=${values.stage}`, ...contextPairs(values.context)].flatMap((pair) => [
    '--context',
    pair,
  ]);
  return cdk('synth', '--quiet', ...context, ...more);
};

/** Deploys the very assembly that was looked at. */
const deploy = async (options: readonly string[]): Promise<number> => {
  if (options.some((option) => /^--profile(=|$)/.test(option))) {
    process.stderr.write(
      'Set AWS_PROFILE instead of --profile, so that the look and the deployment are of one account.\n',
    );
    return 1;
  }
  const status = synth();
  if (status !== 0) return status;
  if (!values.unchecked) {
    const { runPreflight } = await import('./preflight/run-preflight.ts');
    const isReady = await runPreflight(ASSEMBLY, options, whereabouts[values.stage] ?? 'anywhere');
    if (values.check || !isReady) return isReady ? 0 : 1;
  }
  return cdk('deploy', '--app', ASSEMBLY, ...options);
};

if (values.help) {
  process.stdout.write(`${help}\n`);
} else if (values.check && values.unchecked) {
  process.stderr.write('--check and --unchecked exclude each other; see --help.\n');
  process.exitCode = 1;
} else {
  const [action, ...options] = positionals;
  process.exitCode = action === 'deploy' ? await deploy(options) : synth(...options);
}
