import { describe, expect, it } from 'vitest';
import { proofOfWork } from '../../shared/adapters/proof-of-work.ts';
import { HOUR, SECOND } from '../../shared/engine/calendar/instant.ts';
import { worked } from '../cases/solve-proof-of-work.ts';
import { at } from '../engine/wall-clock.ts';

const keyed = (byte: number) => proofOfWork({ key: async () => new Uint8Array(32).fill(byte) });
const ours = keyed(7);
const now = at('2026-11-23 10:00');

/** A proof with one part changed. */
function spoiled(
  proof: string,
  change: (parts: { challenge: Parameters; solution: Solution }) => object,
): string {
  const parts = JSON.parse(Buffer.from(proof, 'base64').toString());
  return Buffer.from(JSON.stringify(change(parts))).toString('base64');
}
type Parameters = { readonly parameters: object };
type Solution = { readonly counter: number };

describe('a proof of work', () => {
  it('is valid for its place for two hours, and has a key that can be used once', async () => {
    const proof = await worked(await ours.challenge('b3-1', now));
    const { usedOnce, trustReason } = await ours.check(proof, 'b3-1', now + 2 * HOUR);
    expect(trustReason).toBeUndefined();
    expect(usedOnce).toEqual({ nonce: expect.stringMatching(/^[0-9a-f]{32}$/), expiresAt: now + 3 * HOUR });
    expect(await ours.check(proof, 'b3-1', now)).toEqual({ usedOnce });
  });

  it('is of low trust a second later, and at another place', async () => {
    const proof = await worked(await ours.challenge('b3-1', now));
    expect(await ours.check(proof, 'b3-1', now + 2 * HOUR + SECOND)).toEqual({
      trustReason: 'expired-proof',
    });
    expect(await ours.check(proof, 'b7-2', now)).toEqual({ trustReason: 'foreign-proof' });
  });

  it('is of low trust when it has another key, was changed, or was not solved', async () => {
    const proof = await worked(await ours.challenge('b3-1', now));
    const longer = { place: 'b3-1', until: '2030-01-01T00:00:00.000Z' };
    const wrong = [
      await worked(await keyed(8).challenge('b3-1', now)),
      spoiled(proof, ({ challenge, solution }) => ({
        challenge: { ...challenge, parameters: { ...challenge.parameters, data: longer } },
        solution,
      })),
      spoiled(proof, ({ challenge, solution }) => ({
        challenge,
        solution: { ...solution, counter: solution.counter + 1 },
      })),
      spoiled(proof, ({ challenge }) => ({ challenge, solution: { counter: 0, derivedKey: '00' } })),
      'no base64 at all',
      Buffer.from('null').toString('base64'),
      '',
    ];
    for (const one of wrong)
      expect(await ours.check(one, 'b3-1', now)).toEqual({ trustReason: 'wrong-proof' });
  });
});
