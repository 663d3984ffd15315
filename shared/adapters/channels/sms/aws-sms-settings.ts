import * as z from 'zod/mini';
import { standInAddress } from '../safe-address.ts';

export interface AwsSmsSettings {
  readonly region: string;
  /** The number, sender or pool that sends; the account's choice unless given. */
  readonly origination?: string | undefined;
  readonly configurationSet?: string | undefined;
  /** Of another account, where the function's own has no such service. Secret. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
  /** Of a stand-in on this machine. */
  readonly endpoint?: URL | undefined;
}

const name = (max: number) => z.string().check(z.regex(new RegExp(`^[A-Za-z0-9_:/+-]{1,${max}}$`)));

/** The shape of these settings, as a channel's secrets and a station's data name them. */
export const awsSmsSettings = (): z.ZodMiniType<AwsSmsSettings> =>
  z.strictObject({
    region: z.string().check(z.regex(/^[a-z]{2}(?:-[a-z]+)+-\d$/)),
    origination: z.optional(name(256)),
    configurationSet: z.optional(name(256)),
    credentials: z.optional(z.strictObject({ accessKeyId: name(128), secretAccessKey: name(128) })),
    endpoint: z.optional(standInAddress()),
  });
