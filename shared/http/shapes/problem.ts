import * as z from 'zod/mini';
import { inputErrorCodes } from '../../locales/problem-codes.ts';
import { problemCodes, type statusOf } from '../problem.ts';

type Code = keyof typeof statusOf;

const inputError = z.strictObject({ field: z.string(), code: z.enum(inputErrorCodes), message: z.string() });

/** Problem Details (RFC 9457), with further members for programs. */
export const problem = z
  .looseObject({
    type: z.url(),
    title: z.string(),
    status: z.int().check(z.minimum(400), z.maximum(599)),
    code: z.enum(problemCodes as [Code, ...Code[]]),
    detail: z.string(),
    instance: z.string(),
    /** With `invalid-input`: the errors of each field. */
    errors: z.optional(z.array(inputError)),
    /** With `token-used`: a new token to send the same report with. */
    freshToken: z.optional(z.string()),
  })
  .check(z.meta({ id: 'Problem' }));
