import { hash } from 'node:crypto';
import type { AggregateKey } from '../engine/aggregate-key.ts';
import type { StationId } from '../engine/scope.ts';
import type { Register, RegisterFact } from './register.ts';

const BASE_32 = 'abcdefghijklmnopqrstuvwxyz234567';
const ID_CHARACTERS = 25;

/**
 * The id of a station's only register: a hash of the station's id, in the form of a random one, so that the register is
 * found without being looked up.
 */
function registerId(station: StationId): string {
  const bytes = hash('sha256', `huiying register ${station}`, 'buffer').subarray(0, ID_CHARACTERS);
  return `r${Array.from(bytes, (byte) => BASE_32.charAt(byte & 31)).join('')}`;
}

export const registerKey = (station: StationId): AggregateKey<Register, RegisterFact> => ({
  kind: 'register',
  station,
  id: registerId(station),
});
