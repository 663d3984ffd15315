import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface Locked {
  readonly resolved?: string;
  /** Bundled inside another package together with its dependencies. */
  readonly inBundle?: true;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Readonly<Record<string, Locked>>;
};

it('every optional platform package is locked, or a clean install is refused as out of step', () => {
  // npm omits packages that the current registry lacks, and `npm ci` then refuses the lockfile that npm wrote.
  const missing = Object.entries(packages).flatMap(
    ([path, { optionalDependencies = {}, inBundle = false }]) =>
      Object.keys(inBundle ? {} : optionalDependencies).filter(
        (name) => !(`node_modules/${name}` in packages) && !(`${path}/node_modules/${name}` in packages),
      ),
  );
  expect(missing).toEqual([]);
});

it('no address of a registry is locked', () => {
  expect(Object.values(packages).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
});
