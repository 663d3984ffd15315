import { hash } from 'node:crypto';

const BASE_32 = 'abcdefghijklmnopqrstuvwxyz234567';
const ID_CHARACTERS = 25;

/** An id in the form of a random one, made from a text: known before anything is stored, and telling nothing of the text. */
export function hashedId(letter: string, text: string): string {
  const bytes = hash('sha256', `huiying ${text}`, 'buffer').subarray(0, ID_CHARACTERS);
  return `${letter}${Array.from(bytes, (byte) => BASE_32.charAt(byte & 31)).join('')}`;
}
