import { createRequire, isBuiltin } from 'node:module';
import type { Plugin } from 'esbuild';

const require = createRequire(import.meta.url);

/**
 * Takes Node's modules by `process.getBuiltinModule` and not by `import`. An import makes a module whose exports are all
 * read at once, and reading some of them loads more of Node: `process` opens the standard streams, `fs` loads its
 * promises and the line reader, `http` loads the web socket client. Here only what is used is read. CommonJS
 * dependencies get their modules in the same way, so a bundle needs no `require` of its own.
 */
export const builtinModules: Plugin = {
  name: 'builtin-modules',
  setup(build) {
    build.onResolve({ filter: /^[a-z]/ }, ({ path, kind }) =>
      isBuiltin(path)
        ? {
            path: path.replace(/^node:/, ''),
            namespace: kind === 'import-statement' ? 'builtin-exports' : 'builtin-object',
            sideEffects: false,
          }
        : undefined,
    );
    build.onLoad({ filter: /^/, namespace: 'builtin-object' }, ({ path }) => ({
      contents: `module.exports = ${builtin(path)};`,
    }));
    build.onLoad({ filter: /^/, namespace: 'builtin-exports' }, ({ path }) => ({
      contents: exportsOf(path),
    }));
  },
};

const builtin = (name: string): string => `process.getBuiltinModule(${JSON.stringify(name)})`;

/** A module with one export for each name, of which the bundler drops those that nothing imports. */
function exportsOf(name: string): string {
  const names = Object.keys(require(name)).filter((exported) => /^[A-Za-z]\w*$/.test(exported));
  return [
    `const all = ${builtin(name)};`,
    'const read = (exported) => all[exported];',
    'export { all as default };',
    ...names
      .filter((exported) => exported !== 'default')
      .map(
        (exported, index) =>
          `const e${index} = /* @__PURE__ */ read('${exported}');export { e${index} as ${exported} };`,
      ),
  ].join('\n');
}
