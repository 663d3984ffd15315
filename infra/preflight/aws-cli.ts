import { execFile } from 'node:child_process';

/** What the AWS CLI answered: its JSON, or the code and the message of the error. */
export type CliAnswer =
  | { readonly json: unknown; readonly error?: never }
  | { readonly error: { readonly code: string; readonly message: string }; readonly json?: never };

/** Calls the AWS CLI, which every operator has set up, with the words after `aws`. Only for calls that change nothing. */
export type AwsCli = (words: readonly string[]) => Promise<CliAnswer>;

const TIMEOUT_MS = 60_000;

export const NOT_INSTALLED = 'not-installed';

/** The code and the message of an error that the CLI printed; an error of the CLI itself has no code. */
export function errorIn(printed: string): { readonly code: string; readonly message: string } {
  const [, code = 'failed', message = printed] =
    /An error occurred \((\w+)\) when calling the \w+ operation(?: \([^)]*\))?: ?(.*)/s.exec(printed) ?? [];
  return { code, message: message.trim() };
}

function answerIn(printed: string): CliAnswer {
  try {
    return { json: printed.trim() === '' ? {} : JSON.parse(printed) };
  } catch {
    return { error: { code: 'failed', message: 'The AWS CLI printed something that is not JSON.' } };
  }
}

export const awsCli: AwsCli = (words) =>
  new Promise((resolve) => {
    const given = [...words, '--output', 'json'];
    // By its environment, since the first version of the CLI does not know the option.
    const env = { ...process.env, AWS_PAGER: '' };
    execFile('aws', given, { timeout: TIMEOUT_MS, env }, (error, stdout, stderr) => {
      if (error === null) return resolve(answerIn(stdout));
      if (error.code === 'ENOENT') {
        return resolve({ error: { code: NOT_INSTALLED, message: 'The AWS CLI is not installed.' } });
      }
      resolve({ error: errorIn(stderr) });
    });
  });

/** The region of the environment, or else of the profile in use. */
export const configuredRegion = async (): Promise<string | undefined> => {
  const { AWS_REGION, AWS_DEFAULT_REGION } = process.env;
  const ofProfile = new Promise<string>((resolve) => {
    execFile('aws', ['configure', 'get', 'region'], (error, stdout) => resolve(error === null ? stdout : ''));
  });
  return AWS_REGION || AWS_DEFAULT_REGION || (await ofProfile).trim() || undefined;
};
