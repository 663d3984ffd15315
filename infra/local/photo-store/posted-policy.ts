import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod/mini';
import { fromIso, type Instant } from '../../../shared/engine/calendar/instant.ts';
import { credentials } from '../engine/aws-json.ts';

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
 */
export function refusalOf(form: PostedForm, now: Instant): PostRefusal | undefined {
  const fields = Object.fromEntries(
    Object.entries(form.fields).map(([name, value]) => [name.toLowerCase(), value]),
  );
  if (!isSigned(fields)) return 'AccessDenied';
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

function isSigned(fields: Readonly<Record<string, string>>): boolean {
  const [key, day = '', region = '', service, end] = (fields['x-amz-credential'] ?? '').split('/');
  if (key !== credentials.accessKeyId || service !== 's3' || end !== 'aws4_request') return false;
  const signing = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(
    (secret, part) => createHmac('sha256', secret).update(part).digest(),
    `AWS4${credentials.secretAccessKey}`,
  );
  const expected = createHmac('sha256', signing)
    .update(fields.policy ?? '')
    .digest();
  const given = Buffer.from(fields['x-amz-signature'] ?? '', 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
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
