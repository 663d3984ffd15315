import type { APIGatewayAuthorizerResult, APIGatewayRequestAuthorizerEvent } from 'aws-lambda';
import type { Verify } from '../identity.ts';

/** A name that stands for anybody of staff: who it is, the function behind finds out for itself. */
const SOMEBODY = 'staff';

/**
 * The first check of a staff request where a REST API stands in front: the same as the second, by a function that may
 * do nothing else. When the issuer's keys cannot be had it fails, and the caller is told to try again.
 */
export const authorizeHandler =
  (verify: Verify) =>
  async ({ headers, methodArn, requestContext }: AuthorizeEvent): Promise<APIGatewayAuthorizerResult> => {
    const scope = await verify(authorizationIn(headers ?? {}), requestContext.requestTimeEpoch);
    return {
      principalId: SOMEBODY,
      policyDocument: {
        Version: '2012-10-17',
        Statement: [
          {
            Action: 'execute-api:Invoke',
            Effect: scope === undefined ? 'Deny' : 'Allow',
            Resource: methodArn,
          },
        ],
      },
    };
  };

/** The part of the event that is read. */
export type AuthorizeEvent = Pick<APIGatewayRequestAuthorizerEvent, 'headers' | 'methodArn'> & {
  readonly requestContext: Pick<APIGatewayRequestAuthorizerEvent['requestContext'], 'requestTimeEpoch'>;
};

/** A REST API leaves names of headers as the caller spelled them. */
const authorizationIn = (headers: Readonly<Record<string, string | undefined>>): string | undefined =>
  Object.entries(headers).find(([name]) => name.toLowerCase() === 'authorization')?.[1];
