import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import packageJson from '../../package.json' with { type: 'json' };
import { madeOnce } from './made-once.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The browser's executable and its environment. */
export interface BrowserProgram {
  readonly executablePath: string;
  readonly env: Record<string, string>;
}

/** Uses the fonts of an npm package, so that text has the same width on every machine. */
const FONTCONFIG_FILE = join(import.meta.dirname, 'fonts.conf');

/**
 * The browser of the tests: the one at the path in CHROMIUM, or else the one that npm installed.
 * @throws Error when there is neither, since skipped tests would go unnoticed
 */
export async function browserProgram(
  environment: Environment = process.env,
  platform = `${process.platform}-${process.arch}`,
): Promise<BrowserProgram> {
  const { CHROMIUM: own, ...inherited } = environment;
  const env = { ...definedIn(inherited), FONTCONFIG_FILE };
  if (own) {
    if (!isProgram(own)) throw new Error(`CHROMIUM is ${own}, which is no executable program.`);
    return { executablePath: own, env };
  }
  if (platform !== 'linux-x64') {
    throw new Error(
      `npm installs a browser for linux-x64 only, not for ${platform}. Set CHROMIUM to the path of a Chromium or Chrome.`,
    );
  }
  const folder = await unpackedChromium();
  return {
    executablePath: join(folder, 'chromium'),
    env: { ...env, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') },
  };
}

const definedIn = (environment: Environment): Record<string, string> =>
  Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

const cache = join(import.meta.dirname, '..', '..', 'node_modules', '.cache');

/**
 * The folder of the installed browser, unpacked at first use. It is inside node_modules, so that a clean install removes
 * it, and named by version, so that an update unpacks again.
 */
async function unpackedChromium(): Promise<string> {
  await mkdir(cache, { recursive: true });
  const version = packageJson.devDependencies['@sparticuz/chromium'];
  return madeOnce(join(cache, `chromium-${version}`), async (folder) => {
    const script = join(import.meta.dirname, 'unpack-chromium.ts');
    // The package unpacks into TMPDIR, and adds shared libraries only when it detects Lambda.
    const env = { ...process.env, TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' };
    await promisify(execFile)(process.execPath, [script], { env });
  });
}
