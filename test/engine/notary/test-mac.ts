import { createHmac } from 'node:crypto';
import type { Mac } from '../../../shared/engine/secrets/mac.ts';

/** A code under a key that only tests have. */
export const testMac: Mac = async (text) => createHmac('sha256', 'test').update(text).digest('base64url');
