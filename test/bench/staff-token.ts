import { requestToken } from '../../infra/local/issuer/request-token.ts';
import type { Stack } from './stack.ts';

/** A bearer token of the first person with a role. */
export const staffToken = ({ issuer }: Pick<Stack, 'issuer'>, role: string): Promise<string> =>
  requestToken(issuer, { role });
