import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/**
 * The engine's program: of the package for this platform, or of the one that users of other platforms install.
 * @throws Error with a sentence when there is neither
 */
export const engineBinary = (): string => {
  const ours = resolved(`@dynoxide/${process.platform}-${process.arch}/package.json`);
  if (ours !== undefined) return join(dirname(ours), 'dynoxide');
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
