import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { roles } from '../../shared/engine/scope.ts';
import { handleProcessErrors } from '../handle-process-errors.ts';
import { CLI_CLIENT, PERSON_GRANT } from './issuer/clients.ts';
import { issuerNextTo } from './issuer/request-token.ts';

const HELP = `Prints a bearer token of the local run, and nothing else.

  npm run --silent token -- <role> [--person <id>] [--origin <url>] [--issuer <url>]

  <role>            ${roles.join(', ')}; the first person with that role
  --person <id>     a specific person, e.g. p-officer-li; then no role is needed
  --origin <url>    where the local run is (default http://127.0.0.1:$PORT, PORT 8787)
  --issuer <url>    the issuer itself (default: the port after the origin's)

  curl -H "Authorization: Bearer $(npm run --silent token -- officer)" http://127.0.0.1:8787/v1/me
`;

/** A mistake in the arguments or the setup, explained in a sentence. */
class UsageError extends Error {}

const answerShape = z.object({
  access_token: z.optional(z.string()),
  error_description: z.optional(z.string()),
});

async function main(): Promise<string> {
  const { role, person, origin, issuer, help } = readArguments();
  if (help) return HELP;
  if (role === undefined && person === undefined)
    throw new UsageError(`Say a role: ${roles.join(', ')}. More: --help.`);
  if (role !== undefined && !roles.some((known) => known === role)) {
    throw new UsageError(`There is no role “${role}”; there are ${roles.join(', ')}.`);
  }
  return `${await requestToken(issuer ?? issuerOf(origin), { role, person })}\n`;
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        person: { type: 'string' },
        origin: { type: 'string', default: `http://127.0.0.1:${process.env.PORT ?? '8787'}` },
        issuer: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (positionals.length > 1) throw new UsageError('Say one role only. More: --help.');
    return { ...values, role: positionals[0] };
  } catch (error) {
    throw error instanceof TypeError ? new UsageError(`${error.message}. More: --help.`) : error;
  }
}

function issuerOf(origin: string): string {
  if (!URL.parse(origin)?.port)
    throw new UsageError(`“${origin}” is no address with a port, like http://127.0.0.1:8787.`);
  return issuerNextTo(origin);
}

async function requestToken(
  issuer: string,
  { role, person }: { readonly role: string | undefined; readonly person: string | undefined },
): Promise<string> {
  const endpoint = URL.parse('/token', issuer);
  if (!endpoint) throw new UsageError(`“${issuer}” is no address, like http://127.0.0.1:8788.`);
  const form = new URLSearchParams({ grant_type: PERSON_GRANT, client_id: CLI_CLIENT });
  if (role !== undefined) form.set('role', role);
  if (person !== undefined) form.set('person', person);
  const response = await fetch(endpoint, { method: 'POST', body: form }).catch(() => {
    throw new UsageError(`No issuer answers at ${issuer}. Is the local run up (npm start)?`);
  });
  const answer = answerShape.safeParse(await response.json().catch(() => undefined));
  if (answer.data?.access_token !== undefined) return answer.data.access_token;
  throw new UsageError(
    `${issuer} gave no token: ${answer.data?.error_description ?? `HTTP ${response.status}`}.`,
  );
}

handleProcessErrors();
try {
  process.stdout.write(await main());
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
