import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/**
 * The path of the engine's binary: from the package of this platform, or else from the package `dynoxide`.
 * @throws Error with a sentence when neither is installed
 */
export const engineBinary = (): string => {
  const platformPackage = resolved(`@dynoxide/${process.platform}-${process.arch}/package.json`);
  if (platformPackage !== undefined) return join(dirname(platformPackage), 'dynoxide');
  const wrapper = resolved('dynoxide/package.json');
  if (wrapper !== undefined) return join(dirname(wrapper), '..', '.bin', 'dynoxide');
  throw new Error(
    `There is no embedded DynamoDB for ${process.platform}-${process.arch}. ` +
      'Install the package `dynoxide`, or set DYNAMODB_ENDPOINT to any DynamoDB.',
  );
};

const resolved = (specifier: string): string | undefined => {
  try {
    return require.resolve(specifier);
  } catch {
    return undefined;
  }
};
