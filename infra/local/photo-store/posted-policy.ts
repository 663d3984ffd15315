import * as z from 'zod/mini';
import { fromIso, type Instant } from '../../../shared/engine/calendar/instant.ts';
import type { SignedText } from '../rights/gate.ts';

/** A form that a browser posts to a bucket: its fields, and the length of its file. */
export interface PostedForm {
  readonly fields: Readonly<Record<string, string>>;
  readonly fileBytes: number;
}

/** S3's error codes. */
export type PostRefusal = 'AccessDenied' | 'EntityTooLarge' | 'EntityTooSmall' | 'InvalidPolicyDocument';

const condition = z.union([
  z.tuple([z.literal('content-length-range'), z.int(), z.int()]),
  z.tuple([z.enum(['eq', 'starts-with']), z.string().check(z.startsWith('$')), z.string()]),
  z.record(z.string(), z.string()),
]);

const policyShape = z.object({ expiration: z.string(), conditions: z.array(condition) });
type Policy = z.infer<typeof policyShape>;

/** Fields that need no condition. */
const unconditioned = /^(policy|x-amz-signature|file|x-ignore-.*)$/;

/**
 * Checks a posted form as S3 does and the emulator does not: signature, expiry, all conditions, and that each field has
 * a condition. Returns `undefined` for a valid form.
 * @param admits whether the signature fits, and the signer itself may put the object
 */
export function refusalOf(
  form: PostedForm,
  admits: (signed: SignedText) => boolean,
  now: Instant,
): PostRefusal | undefined {
  const fields = Object.fromEntries(
    Object.entries(form.fields).map(([name, value]) => [name.toLowerCase(), value]),
  );
  if (!isAdmitted(fields, admits)) return 'AccessDenied';
  const policy = policyIn(fields.policy ?? '');
  if (policy === undefined) return 'InvalidPolicyDocument';
  if ((fromIso(policy.expiration) ?? 0) <= now) return 'AccessDenied';
  const namesWithCondition = policy.conditions.flatMap(namesIn);
  const lacksCondition = Object.keys(fields).some(
    (name) => !unconditioned.test(name) && !namesWithCondition.includes(name),
  );
  if (lacksCondition || !policy.conditions.every((one) => holds(one, fields))) return 'AccessDenied';
  return sizeRefusal(policy, form.fileBytes);
}

function isAdmitted(
  fields: Readonly<Record<string, string>>,
  admits: (signed: SignedText) => boolean,
): boolean {
  const [accessKeyId = '', ...scope] = (fields['x-amz-credential'] ?? '').split('/');
  const [, , service, end] = scope;
  if (service !== 's3' || end !== 'aws4_request') return false;
  const { policy: text = '', 'x-amz-signature': signature = '' } = fields;
  return admits({ accessKeyId, scope: scope.join('/'), text, signature });
}

function policyIn(encoded: string): Policy | undefined {
  try {
    return policyShape.parse(JSON.parse(Buffer.from(encoded, 'base64').toString('utf8')));
  } catch {
    return undefined;
  }
}

type Condition = z.infer<typeof condition>;

const namesIn = (one: Condition): readonly string[] => {
  if (!Array.isArray(one)) return Object.keys(one).map((name) => name.toLowerCase());
  return one[0] === 'content-length-range' ? [] : [one[1].slice(1).toLowerCase()];
};

function holds(one: Condition, fields: Readonly<Record<string, string>>): boolean {
  if (!Array.isArray(one)) {
    return Object.entries(one).every(([name, value]) => fields[name.toLowerCase()] === value);
  }
  if (one[0] === 'content-length-range') return true;
  const value = fields[one[1].slice(1).toLowerCase()];
  return one[0] === 'eq' ? value === one[2] : (value?.startsWith(one[2]) ?? false);
}

function sizeRefusal({ conditions }: Policy, fileBytes: number): PostRefusal | undefined {
  for (const one of conditions) {
    if (!Array.isArray(one) || one[0] !== 'content-length-range') continue;
    if (fileBytes > one[2]) return 'EntityTooLarge';
    if (fileBytes < one[1]) return 'EntityTooSmall';
  }
  return undefined;
}
