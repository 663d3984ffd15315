import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '');
const sources = files.filter((file) => !file.startsWith('test/') && !file.endsWith('.d.ts'));

const textOf = (file: string): string => readFileSync(file, 'utf8');

/** Modules a file imports: those of the project as paths, others by name. */
const importsOf = (file: string): readonly string[] =>
  [...textOf(file).matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(([, specifier = '']) =>
    specifier.startsWith('.') ? normalize(join(dirname(file), specifier)) : specifier,
  );

/** What each layer may import, besides itself. The first prefix that fits a file is its layer. */
const layers: readonly { readonly layer: string; readonly may: readonly RegExp[] }[] = [
  { layer: 'shared/domain/', may: [/^shared\/domain\//] },
  { layer: 'shared/policies/', may: [/^shared\/(domain|policies)\//] },
  { layer: 'shared/records.ts', may: [/^shared\/domain\//] },
  { layer: 'shared/seen.ts', may: [/^shared\/(domain\/|records\.ts)/] },
  { layer: 'shared/ports.ts', may: [/^shared\/(domain\/|records\.ts|seen\.ts)/] },
  {
    layer: 'shared/app/',
    may: [/^shared\/(domain|app|(ports|records|seen)\.ts)/, /^node:crypto$/, /^canonicalize$/],
  },
  { layer: 'events/', may: [/^events\//, /^shared\/(domain|records\.ts)/, /^zod\/mini$/] },
  { layer: 'web/words/', may: [/^web\/words\//, /^shared\/(domain|records\.ts)/] },
  // Runs in browsers of 2018: of ours it takes only what is plain enough for them.
  { layer: 'web/script/', may: [/^web\/(script\/|components\/duration\.ts$)/] },
  // Runs in current browsers only, and so may share what checks a paper.
  { layer: 'web/current/', may: [/^web\/(current\/|script\/page-ready\.ts$)/, /^shared\/receipt\//] },
  {
    // Pages show what a view lets out, by its type; they know no store and no use case.
    layer: 'web/(html|tiles|components|pages|style)',
    may: [/^web\//, /^shared\/(domain|records\.ts|http\/views\/shown-types\.ts)/, /^node:crypto$/],
  },
  { layer: 'shared/', may: [/^(shared|events|web)\//, /^[^.]/] },
  { layer: 'functions/', may: [/^(shared|functions|events|web)\//, /^[^.]/] },
];

const layerOf = (file: string) => layers.find(({ layer }) => new RegExp(`^${layer}`).test(file));

describe('layers', () => {
  it.each(sources.filter((file) => layerOf(file) !== undefined))('%s imports only what it may', (file) => {
    const { may = [] } = layerOf(file) ?? {};
    expect(importsOf(file).filter((specifier) => !may.some((allowed) => allowed.test(specifier)))).toEqual(
      [],
    );
  });

  it('nothing that runs in a function imports the infrastructure or a test', () => {
    const runs = sources.filter((file) => /^(shared|functions|events|web)\//.test(file));
    const strays = runs.filter((file) =>
      importsOf(file).some((specifier) => /^(infra|test)\//.test(specifier)),
    );
    expect(strays).toEqual([]);
  });
});

/** The first circle of imports that is met from a file, types included; nothing where there is none. */
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
  it('never lead back to where they began, so that each file can be read without the next', () => {
    const seen = new Set<string>();
    expect(files.map((file) => circleFrom(file, [], seen)).filter(({ length }) => length > 0)).toEqual([]);
  });
});

/** Things that belong to one place, so that time, chance and surroundings come in as arguments everywhere else. */
const onePlace: readonly { readonly what: RegExp; readonly only: readonly RegExp[] }[] = [
  { what: /\bprocess\.env\b/, only: [/^shared\/config\.ts$/, /^infra\//] },
  {
    what: /\bDate\.now\(|\bnew Date\(\)/,
    only: [/^shared\/adapters\/system\.ts$/, /^infra\/local\//, /^web\/script\//],
  },
  { what: /\bMath\.random\(/, only: [] },
  { what: /\bconsole\.(log|info|warn|error|debug)\b/, only: [/^infra\/local\/say\.ts$/] },
  {
    what: /\bscopeOf\(/,
    only: [/^shared\/domain\/scope\.ts$/, /^shared\/adapters\/identity\.ts$/, /^infra\/local\/estate\//],
  },
];

describe('one place', () => {
  it.each(onePlace)('$what stands only where it belongs', ({ what, only }) => {
    const strays = sources.filter(
      (file) => what.test(textOf(file)) && !only.some((place) => place.test(file)),
    );
    expect(strays).toEqual([]);
  });
});

describe('names', () => {
  it('are kebab-case nouns, none of them a drawer for everything', () => {
    const nameless = /^(utils?|helpers?|common|misc|lib|index)(\.test)?\.ts$/;
    expect(files.filter((file) => nameless.test(basename(file)) || /[A-Z_]/.test(basename(file)))).toEqual(
      [],
    );
  });

  it('no test is left out of the run', () => {
    const leftOut = /\b(it|test|describe)\.(skip|only|todo)\(/;
    expect(files.filter((file) => file !== 'test/tidy.test.ts' && leftOut.test(textOf(file)))).toEqual([]);
  });
});
