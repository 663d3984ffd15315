import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Plugin, PluginBuild } from 'esbuild';

const EXPORTED_FROM = /^export \{([^}]*)\} from "([^"]+)";$/gm;
const EXPORTED_HERE = /^export \{([^}]*)\};$/gm;
const IMPORTED = /^import \{([^}]*)\} from "([^"]+)";$/gm;
/** Names that are imported, or passed on, from a list of another package. */
const TAKEN_FROM_LIST = /^(import|export) \{([^}]*)\} from "(@(?:smithy|aws-sdk)\/core(?:\/[\w-]+)?)";$/gm;
const LIST = /\/core\/dist-es\/(?:submodules\/[\w-]+\/)?index\.js$/;
/** Marks what a list makes itself, as a module of its own. Who still imports the list gets it from there, so it is there once. */
const OWN = '?own';

/**
 * Lets the modules of the SDK import each other directly, where they go by a list of what a package exports. The bundler
 * keeps in one chunk whatever a list leads to. So what S3 alone uses, such as XML and MD5, would be parsed at the start of
 * each function that loads S3 on first use.
 */
export const directImports: Plugin = {
  name: 'direct-imports',
  setup(build) {
    const sources = sourcesOf(build);
    build.onResolve({ filter: /\?own$/ }, ({ path }) => ({
      path: path.slice(0, -OWN.length),
      suffix: OWN,
      sideEffects: false,
    }));
    build.onLoad({ filter: /\/@(?:smithy|aws-sdk)\/[^/]+\/dist-es\/.*\.js$/ }, async ({ path, suffix }) => {
      const text = textOf(path);
      if (suffix === OWN) return { contents: text.replace(EXPORTED_FROM, '') };
      if (LIST.test(path)) return { contents: listWithoutOwn(text, path) };
      const taken = [...text.matchAll(TAKEN_FROM_LIST)];
      if (taken.length === 0) return { contents: text };
      const direct = await Promise.all(
        taken.map(async ([, keyword = '', names = '', specifier = '']) => {
          const list = await sources.resolved(specifier, dirname(path));
          const all = pairs(names).map(async ([name, as]) => {
            const from = await sources.madeIn(name, list);
            return `${keyword} { ${from.name} as ${as} } from ${JSON.stringify(from.file)};`;
          });
          return (await Promise.all(all)).join('');
        }),
      );
      return { contents: text.replace(TAKEN_FROM_LIST, () => direct.shift() ?? '') };
    });
  },
};

const listWithoutOwn = (text: string, path: string): string =>
  [...text.matchAll(EXPORTED_FROM)]
    .map(([statement]) => statement)
    .concat(`export * from ${JSON.stringify(path + OWN)};`)
    .join('\n');

interface Source {
  readonly file: string;
  readonly name: string;
}

const sourcesOf = (build: PluginBuild) => {
  const paths = new Map<string, Promise<string>>();

  /** The file of a package's list; it is the same from everywhere, since the packages are there once. */
  async function resolved(specifier: string, resolveDir: string): Promise<string> {
    const found =
      paths.get(specifier) ??
      build.resolve(specifier, { kind: 'import-statement', resolveDir }).then(({ path }) => path);
    paths.set(specifier, found);
    return found;
  }

  /** Follows a name through lists to the file that makes it. */
  async function madeIn(name: string, list: string): Promise<Source> {
    const text = textOf(list);
    const led = sourceIn(EXPORTED_FROM, name, text);
    if (led !== undefined) return follow(led, list);
    const here = [...text.matchAll(EXPORTED_HERE)].flatMap(([, names = '']) => pairs(names));
    const local = here.find(([, exported]) => exported === name)?.[0];
    const imported = local === undefined ? undefined : sourceIn(IMPORTED, local, text);
    return imported === undefined ? { file: list + OWN, name } : follow(imported, list);
  }

  async function follow({ file, name }: Source, list: string): Promise<Source> {
    if (file.startsWith('.')) return { file: withExtension(join(dirname(list), file)), name };
    return madeIn(name, await resolved(file, dirname(list)));
  }

  return { resolved, madeIn };
};

/** Where a statement of this kind takes a name from: `{ a as b } from "c"` gives `a` of `c` for `b`. */
function sourceIn(statements: RegExp, wanted: string, text: string): Source | undefined {
  for (const [, names = '', file = ''] of text.matchAll(statements)) {
    const found = pairs(names).find(([, local]) => local === wanted);
    if (found !== undefined) return { file, name: found[0] };
  }
  return undefined;
}

const withExtension = (file: string): string => (existsSync(`${file}.js`) ? `${file}.js` : file);

/** `a, b as c` → [a, a], [b, c]. */
const pairs = (names: string): readonly (readonly [string, string])[] =>
  names
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')
    .map((one) => {
      const [name = '', as = name] = one.split(/\s+as\s+/);
      return [name, as];
    });

/** Ten functions have the same modules. */
const texts = new Map<string, string>();

function textOf(path: string): string {
  const text = texts.get(path) ?? readFileSync(path, 'utf8');
  texts.set(path, text);
  return text;
}
