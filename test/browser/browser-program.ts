import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import packageJson from '../../package.json' with { type: 'json' };
import { madeOnce } from './made-once.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** A browser's program, and the environment that it is started in. */
export interface BrowserProgram {
  readonly executablePath: string;
  readonly env: Record<string, string>;
}

/** The letters of every page are those of a package, so that a page is as wide on one machine as on any other. */
const FONTCONFIG_FILE = join(import.meta.dirname, 'fonts.conf');

/**
 * The browser that pages are looked at with: the one whose path the variable CHROMIUM holds, or else the one that npm
 * has installed.
 * @throws Error with a sentence when there is neither: a check that is skipped is no check
 */
export async function browserProgram(
  environment: Environment = process.env,
  platform = `${process.platform}-${process.arch}`,
): Promise<BrowserProgram> {
  const { CHROMIUM: own, ...inherited } = environment;
  const env = { ...definedIn(inherited), FONTCONFIG_FILE };
  if (own) {
    if (!isProgram(own)) throw new Error(`CHROMIUM says ${own}, and there is no program.`);
    return { executablePath: own, env };
  }
  if (platform !== 'linux-x64') {
    throw new Error(
      `npm brings a browser for linux-x64 and not for ${platform}. Set CHROMIUM to the path of a Chromium or Chrome.`,
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
 * Where the installed browser stands, unpacked at its first use. It lies among the installed packages, so that a clean
 * install removes it, and under its version, so that another version is never taken for it.
 */
async function unpackedChromium(): Promise<string> {
  await mkdir(cache, { recursive: true });
  const version = packageJson.devDependencies['@sparticuz/chromium'];
  return madeOnce(join(cache, `chromium-${version}`), async (folder) => {
    const script = join(import.meta.dirname, 'unpack-chromium.ts');
    // The package unpacks into the system's folder for temporary files, and unpacks the libraries that a small system
    // lacks only where it believes that it runs on Lambda.
    const env = { ...process.env, TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' };
    await promisify(execFile)(process.execPath, [script], { env });
  });
}
