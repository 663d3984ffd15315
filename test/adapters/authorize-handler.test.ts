import { describe, expect, test } from 'vitest';
import { KeysUnavailable } from '../../shared/adapters/identity.ts';
import { authorizeHandler } from '../../shared/adapters/lambda/authorize-handler.ts';
import { deskOf } from '../app/room.ts';

const methodArn = 'arn:aws-cn:execute-api:cn-north-1:000000000000:abc/door/GET/v1/office/cases';
const requestTimeEpoch = 1_790_841_600_000;
const asked = (headers: Record<string, string> | null) => ({
  headers,
  methodArn,
  requestContext: { requestTimeEpoch },
});

/** Remembers what it was asked, and knows one token. */
const gate = () => {
  const heard: unknown[][] = [];
  const authorize = authorizeHandler(async (...question) => {
    heard.push(question);
    return question[0] === 'Bearer good' ? deskOf('officer') : undefined;
  });
  return { heard, authorize };
};

describe('the check of tokens before a request of staff', () => {
  test('lets a good token do exactly what was asked, and says nothing about its person', async () => {
    const { authorize } = gate();
    expect(await authorize(asked({ authorization: 'Bearer good' }))).toEqual({
      principalId: 'staff',
      policyDocument: {
        Version: '2012-10-17',
        Statement: [{ Action: 'execute-api:Invoke', Effect: 'Allow', Resource: methodArn }],
      },
    });
  });

  test.each([[{ Authorization: 'Bearer other' }], [{}], [null]])('turns away %o', async (headers) => {
    const { policyDocument } = await gate().authorize(asked(headers));
    expect(policyDocument.Statement).toEqual([
      { Action: 'execute-api:Invoke', Effect: 'Deny', Resource: methodArn },
    ]);
  });

  test('judges by the gateway’s own time, and finds the token however its header is spelled', async () => {
    const { authorize, heard } = gate();
    for (const name of ['Authorization', 'authorization', 'AUTHORIZATION']) {
      await authorize(asked({ accept: '*/*', [name]: 'Bearer good' }));
    }
    expect(heard).toEqual(Array(3).fill(['Bearer good', requestTimeEpoch]));
  });

  test('fails when the issuer’s keys cannot be had, and turns nobody away for it', async () => {
    const authorize = authorizeHandler(async () => {
      throw new KeysUnavailable('the issuer’s keys could not be fetched');
    });
    await expect(authorize(asked({ authorization: 'Bearer good' }))).rejects.toThrow(KeysUnavailable);
  });
});
