import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

const files = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx'],
  {
    encoding: 'utf8',
  },
)
  .split('\n')
  .filter((file) => file !== '');
const sources = files.filter((file) => !file.startsWith('test/') && !file.endsWith('.d.ts'));

const textOf = (file: string): string => readFileSync(file, 'utf8');

/** Modules that a file imports: modules of the project as paths, packages by name. */
const importsOf = (file: string): readonly string[] =>
  [...textOf(file).matchAll(/(?:\bfrom |\bimport \(?|\bimport\()'([^']+)'/g)].map(([, specifier = '']) =>
    specifier.startsWith('.') ? normalize(join(dirname(file), specifier)) : specifier,
  );

/** The modules about cases that policies may import. */
const caseTerms = 'shared/cases/(case-type|clock-kinds|lifecycle)\\.ts';
const engine = 'shared/engine/';
const core = 'shared/(engine|stations|policies|register|cases|helper-tasks|webhooks|faq)/';
const aws = '@aws-sdk/';
/** How every command ends when its output is unread or something is wrong. */
const commandLine = 'infra/(handle-process-errors|sentence-of)\\.ts';

/**
 * What the files of each folder may import besides each other, as patterns that match the beginning of a path or
 * package name. The longest matching folder applies to a file. The engine imports no other folder.
 */
const folders: Readonly<Record<string, readonly string[]>> = {
  'shared/engine/': ['node:crypto$', 'canonicalize$', 'zod/mini$'],
  'shared/stations/': [engine, 'zod/mini$'],
  'shared/policies/': [engine, caseTerms, 'zod/mini$'],
  'shared/register/': [
    'shared/(engine|stations|policies)/',
    'shared/cases/case-type\\.ts',
    'node:crypto$',
    'canonicalize$',
    'zod/(mini|v4/locales/en\\.js)$',
  ],
  'shared/cases/': [
    'shared/(engine|stations|policies)/',
    'shared/locales/case-notice-text\\.ts',
    'node:crypto$',
    'canonicalize$',
    'zod/mini$',
  ],
  // The second aggregate about cases: it uses them, and they know nothing of it.
  'shared/helper-tasks/': [
    'shared/(engine|stations|policies|cases)/',
    'shared/locales/case-notice-text\\.ts',
    'node:crypto$',
    'canonicalize$',
    'zod/mini$',
  ],
  'shared/webhooks/': [
    'shared/(engine|policies|cases)/',
    'shared/helper-tasks/helper-task\\.ts',
    'shared/locales/webhook-notice-text\\.ts',
    'node:crypto$',
    'canonicalize$',
    'zod/mini$',
  ],
  'shared/faq/': [
    'shared/(engine|policies|cases)/',
    'shared/locales/faq-notice-text\\.ts',
    'canonicalize$',
    'zod/mini$',
  ],
  // Sentences for people depend on the core's types, never on the code that asks for them.
  'shared/locales/': [
    'shared/(engine|cases)/',
    'shared/policies/content-fault\\.ts',
    'shared/(webhooks/webhook|faq/faq)-notice\\.ts',
  ],
  // The receipt check also runs in browsers.
  'shared/receipt/': ['shared/(engine|cases|locales)/', 'zod/mini$'],
  'shared/adapters/': [
    core,
    'shared/http/(verify-token|guess-limiter)\\.ts',
    'events/',
    aws,
    'node:',
    '@jsquash/',
    'altcha-lib',
    'canonicalize$',
    'ipaddr\\.js$',
    'jose',
    'nodemailer$',
    'standardwebhooks$',
    'undici$',
    'zod/mini$',
  ],
  'shared/http/': [
    core,
    'shared/locales/',
    '@aws-lambda-powertools/',
    '@middy/core$',
    'aws-lambda$',
    'node:',
    'zod/mini$',
  ],
  'shared/handlers/': [core, 'shared/adapters/(events|photo-store)/', '@aws-lambda-powertools/', 'zod/mini$'],
  'shared/aggregates.ts': [core],
  'shared/config.ts': ['zod/mini$'],
  'events/': [engine, 'zod/mini$'],
  'web/public-endpoints.ts': ['web/', 'shared/http/'],
  'web/docs/': ['web/public-endpoints\\.ts', 'shared/(http|locales)/', 'node:', 'zod'],
  'web/resident/': [core, 'shared/(http|locales)/', 'zod/mini$'],
  'web/resident/endpoints/': [
    'web/resident/',
    core,
    'shared/(http|locales)/',
    'node:crypto$',
    'zod/mini$',
    'uqr$',
  ],
  // Pages render the types that a view returns; they import no store and no use case.
  'web/resident/pages/': [
    'web/resident/(components|style|html|tiles)',
    'shared/locales/',
    'shared/http/views/shown-types\\.ts',
    'shared/stations/(station|place)\\.ts',
    'shared/cases/(case-type|photos/photo-store)\\.ts',
    'shared/engine/(secrets/signed-document|calendar/local-time)\\.ts',
    'node:crypto$',
  ],
  'web/resident/components/': [
    'web/resident/(style|html|tiles)',
    'shared/locales/',
    'shared/http/views/shown-types\\.ts',
    'shared/stations/station\\.ts',
    'shared/cases/(case|command|helper-roles|notices/notice-choice|photos/photo-store)\\.ts',
    engine,
    'node:crypto$',
    'uqr$',
  ],
  'web/resident/style/': ['shared/locales/page-words\\.ts', 'node:crypto$'],
  // Runs in browsers of 2018, so it may import only code that those can parse.
  'web/resident/script/': ['web/resident/components/duration\\.ts$'],
  // Runs in current browsers only, so it may import the receipt check.
  'web/resident/current/': ['web/resident/script/page-ready\\.ts$', 'shared/receipt/'],
  // The page that loads the console, and its files.
  'web/office/': [
    'shared/(cases/refused|http/(answer|call|endpoint)|locales/words-of|engine/language)\\.ts',
    'web/resident/html\\.ts',
    'zod/mini$',
  ],
  // Runs in the browsers of staff, and knows of the service only what its API says: types of answers, words, and the calendar.
  'web/console/': [
    'shared/engine/(calendar/(instant|local-day|local-time)|language)\\.ts',
    'shared/http/(call|views/shown-types)\\.ts',
    'shared/faq/search-faq\\.ts',
    'shared/cases/helper-roles\\.ts',
    'shared/locales/',
    'preact',
    '@preact/signals$',
    'oauth4webapi$',
    'uqr$',
  ],
  'functions/': [core, 'shared/', 'web/public-endpoints\\.ts', 'node:(fs|fs/promises|path)$'],
  // The stack derives permissions from routes, keys and rows, so that none is written twice.
  'infra/': [
    'shared/engine/',
    'shared/adapters/(dynamo/table|vault/key-use)\\.ts',
    'shared/http/(call|routes)\\.ts',
    'shared/policies/channels-content\\.ts',
    'shared/adapters/image-sanitizer/codecs\\.ts',
    'web/docs/write-api-document\\.ts',
    'aws-cdk-lib',
    'cdk-nag$',
    'constructs$',
    'esbuild$',
    'node:',
    'zod/mini$',
  ],
  // Modules of the build; one takes the place of a module of the AWS SDK.
  'infra/bundling/': ['@aws-sdk/credential-provider-env$', 'esbuild$', 'node:(fs|module|path)$'],
  // The patterns of the keys are made by the code that makes the keys.
  'infra/rights/': [core, 'shared/aggregates\\.ts', 'shared/adapters/dynamo/', 'infra/bundle\\.ts'],
  'infra/constructs/': [
    'infra/',
    engine,
    'shared/(cases/(case-aggregate|statistics/counted-facts)|http/routes)\\.ts',
    'shared/webhooks/(event-types|webhooks-aggregate)\\.ts',
    'shared/adapters/(dynamo/table|photo-store/object-name|vault/key-use)\\.ts',
    'aws-cdk-lib',
    'constructs$',
    'node:path$',
  ],
  'infra/local/': [
    'infra/',
    core,
    'shared/(adapters/|aggregates\\.ts)',
    '@aws-sdk/lib-dynamodb$',
    'fauxqs$',
    'jose$',
    'node:',
    'oidc-provider$',
    'zod/mini$',
  ],
  'infra/local/channels/': [
    'infra/local/',
    engine,
    'shared/adapters/channels/channel(-secret)?s\\.ts',
    'shared/(policies/(channels-content|reporting-channel)|locales/words-of-notices)\\.ts',
    'node:',
  ],
  // Written from the providers' documentation, not from the adapters that they judge.
  'infra/local/fakes/': ['infra/local/', engine, 'node:', 'smtp-server$', 'zod/mini$'],
  // The inbox is written with the pages' own escaping.
  'infra/local/inbox/': [
    'infra/local/',
    engine,
    'shared/locales/(fill|words-of-notices)\\.ts',
    'shared/policies/channels-content\\.ts',
    'web/resident/html\\.ts',
    'node:crypto$',
    'zod/mini$',
  ],
  'infra/operate/': [
    'events/',
    'shared/(engine|stations|register)/',
    'shared/(cases/case|cases/case-key|handlers/(operate|notary|stats)-request|locales/words-of)\\.ts',
    'shared/adapters/(dynamo/history-items|events/event-bridge)\\.ts',
    aws,
    commandLine,
    'node:(timers/promises|util)$',
    'zod/mini$',
  ],
  'infra/register/': [
    engine,
    'shared/handlers/operate-request\\.ts',
    'infra/operate/(invoke|station-named)\\.ts',
    commandLine,
    'node:',
  ],
  // Reads what was synthesized, and asks AWS by the operator's own command line.
  'infra/preflight/': ['node:', 'zod/mini$'],
  // Speaks the documented API and nothing else, as anybody could.
  'infra/smoke/': [
    engine,
    'shared/(cases|http|receipt)/',
    'web/docs/contract\\.ts',
    commandLine,
    'altcha-lib',
    'node:',
  ],
  'infra/verify/': ['shared/(cases|http|locales|receipt)/', commandLine, 'node:'],
};

const folderOf = (file: string): string | undefined =>
  Object.keys(folders)
    .filter((folder) => file.startsWith(folder))
    .sort((one, other) => other.length - one.length)[0];

describe('folders', () => {
  const sources = files.filter((file) => !file.startsWith('test/') && file !== 'vitest.config.ts');

  it.each(sources)('%s is in a folder with a rule and imports only what that rule allows', (file) => {
    const folder = folderOf(file);
    expect(folder).toBeDefined();
    const may = [folder ?? '', ...(folders[folder ?? ''] ?? [])].map((start) => new RegExp(`^${start}`));
    expect(importsOf(file).filter((imported) => !may.some((allowed) => allowed.test(imported)))).toEqual([]);
  });

  it.each(Object.keys(folders))('%s has files: no rule outlives its folder', (folder) => {
    expect(sources.some((file) => folderOf(file) === folder)).toBe(true);
  });

  it('hold at most thirty files in one level', () => {
    const counts = new Map<string, number>();
    for (const file of sources) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
    expect([...counts].filter(([, count]) => count > 30)).toEqual([]);
  });
});

/** The first import cycle that is reachable from a file, type imports included; `undefined` if there is none. */
function circleFrom(file: string, path: readonly string[], seen: Set<string>): readonly string[] {
  if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
  if (seen.has(file)) return [];
  seen.add(file);
  for (const imported of imports.get(file) ?? []) {
    const circle = circleFrom(imported, [...path, file], seen);
    if (circle.length > 0) return circle;
  }
  return [];
}

const imports = new Map(files.map((file) => [file, importsOf(file)]));

describe('imports', () => {
  it('have no cycle, so that each file can be read without the next', () => {
    const seen = new Set<string>();
    expect(files.map((file) => circleFrom(file, [], seen)).filter(({ length }) => length > 0)).toEqual([]);
  });
});

/** APIs that only the listed files may use, so that everywhere else time, randomness and settings are arguments. */
const onePlace: readonly { readonly what: RegExp; readonly only: readonly RegExp[] }[] = [
  { what: /\bprocess\.env\b/, only: [/^shared\/config\.ts$/, /^infra\//] },
  {
    what: /\bDate\.now\(|\bnew Date\(\)/,
    only: [
      /^shared\/adapters\/system\.ts$/,
      /^infra\/local\//,
      /^web\/resident\/script\//,
      /^web\/console\/text\/times\.ts$/,
    ],
  },
  { what: /\bMath\.random\(/, only: [] },
  // Younger than the browsers that the console is built for, which the build does not notice.
  {
    what: /\.(toSorted|toReversed|toSpliced|findLast)\(|AbortSignal\.timeout\(/,
    only: [/^(?!web\/console\/)/],
  },
  { what: /\bconsole\.(log|info|warn|error|debug)\b/, only: [/^infra\/local\/say\.ts$/] },
  {
    what: /\bscopeOf\(/,
    only: [/^shared\/engine\/scope\.ts$/, /^shared\/adapters\/identity\.ts$/, /^infra\/local\/fixtures\//],
  },
  // Only these files change the state of an aggregate: load, decide, commit.
  {
    what: /\bstore\.commit\(/,
    only: [/^shared\/engine\/commands\/handle-command\.ts$/],
  },
  { what: /\.decide\(/, only: [/^shared\/engine\/commands\/handle-command\.ts$/] },
  // Index keys and parking are not state: the sweep parks a row that fails or lags, the prover repairs a wrong key.
  { what: /\bstore\.park\(/, only: [/^shared\/engine\/sweep\/(park-row|sweep-row)\.ts$/] },
  { what: /\.mend\(/, only: [/^shared\/engine\/proof\//] },
  // The function that sends a delivery writes its attempts and its outcome.
  { what: /\bstore\.(claim|settle)\(/, only: [/^shared\/engine\/outbox\//] },
];

describe('one place', () => {
  it.each(onePlace)('$what is used only where it belongs', ({ what, only }) => {
    const strays = sources.filter(
      (file) => what.test(textOf(file)) && !only.some((place) => place.test(file)),
    );
    expect(strays).toEqual([]);
  });
});

describe('names', () => {
  it('are kebab-case nouns, none of them a catch-all', () => {
    const catchAll = /^(utils?|helpers?|common|misc|lib|index)(\.test)?\.ts$/;
    expect(files.filter((file) => catchAll.test(basename(file)) || /[A-Z_]/.test(basename(file)))).toEqual(
      [],
    );
  });

  it('no test is left out of the run', () => {
    const leftOut = /\b(it|test|describe)\.(skip|only|todo)\(/;
    expect(files.filter((file) => file !== 'test/tidy.test.ts' && leftOut.test(textOf(file)))).toEqual([]);
  });
});
