import { fromIso, HOUR } from '../../shared/engine/calendar/instant.ts';
import type { AskedProof, ShownProof } from '../../shared/http/views/shown-types.ts';
import { Failure } from './failure.ts';
import type { StationClient } from './station-client.ts';
import { type Pause, waitUntil } from './wait-until.ts';

/** The prover runs once a day and may need more than one run. */
const AGE_MAX = 27 * HOUR;

/** Asks for a proof as a chief, and waits until it is there. */
export async function askForProof(client: StationClient, untilDone: Pause): Promise<void> {
  const { askedAt } = await client.ask<AskedProof>('POST /v1/office/proof');
  await waitUntil(
    async () => {
      const proof = await client.ask<ShownProof>('GET /v1/office/proof');
      return proof.proven && proof.at >= askedAt ? true : undefined;
    },
    untilDone,
    'The proof that was asked for did not come within minutes: see the logs of relay and prove. With very many cases it takes a quarter of an hour.',
  );
}

/**
 * A Failure when the latest proof found anything or is too old; otherwise a sentence about it.
 * @param now the stage's own time (ISO 8601)
 */
export async function checkProof(client: StationClient, now: string): Promise<string> {
  const proof = await client.ask<ShownProof>('GET /v1/office/proof');
  if (!proof.proven) return 'none was made yet: the first comes at midnight UTC';
  if (proof.violationsFound > 0) {
    throw new Failure(
      `The proof of ${proof.at} found ${proof.violationsFound} violations: see the runbook, "violations".`,
    );
  }
  if ((fromIso(now) ?? 0) - (fromIso(proof.at) ?? 0) > AGE_MAX) {
    throw new Failure(`The last proof is of ${proof.at}: the prover has not run since. See its log.`);
  }
  const end = proof.finished ? '' : '; it has not gone through everything yet';
  return `${proof.open} open cases, each with its deadline, ${proof.at}${end}`;
}
