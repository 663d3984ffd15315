import * as z from 'zod/mini';
import type { Account } from './account.ts';
import type { AwsCli } from './aws-cli.ts';
import { type Finding, missing, ok, unsure } from './finding.ts';

const answerShape = z.object({
  Certificate: z.object({
    DomainName: z.string(),
    SubjectAlternativeNames: z._default(z.array(z.string()), []),
    Status: z.string(),
  }),
});

/** Looks whether the certificate can serve the domain where the API is. */
export async function lookAtCertificate(
  aws: AwsCli,
  account: Account,
  { name, certificateArn }: { readonly name: string; readonly certificateArn: string },
): Promise<Finding> {
  const [, partition, , region, owner] = certificateArn.split(':');
  if (region !== account.region) {
    return missing(
      `The certificate is in ${region}, and the API will be in ${account.region}: request or import one there.`,
    );
  }
  if (partition !== account.partition || owner !== account.id) {
    return missing(`The certificate belongs to the account ${owner} (${partition}), not to ${account.id}.`);
  }
  const asked = ['acm', 'describe-certificate', '--certificate-arn', certificateArn, '--region', region];
  const { json, error } = await aws(asked);
  if (error?.code === 'ResourceNotFoundException')
    return missing('There is no certificate of the given ARN.');
  if (error !== undefined) return unsure(`The certificate could not be looked at: ${error.message}`);
  const { Status, DomainName, SubjectAlternativeNames } = answerShape.parse(json).Certificate;
  if (Status === 'PENDING_VALIDATION') {
    return missing(
      `The certificate of ${DomainName} is not validated yet: add the DNS records that ACM shows, and wait.`,
    );
  }
  if (Status !== 'ISSUED') {
    return missing(`The certificate of ${DomainName} is ${Status}: request or import another.`);
  }
  const names = [DomainName, ...SubjectAlternativeNames];
  return names.some((one) => covers(one, name))
    ? ok(`the certificate of ${name} is issued`)
    : missing(`The certificate is for ${[...new Set(names)].join(', ')}, not for ${name}.`);
}

/** An asterisk stands for exactly one label. */
const covers = (certified: string, name: string): boolean =>
  certified === name || (certified.startsWith('*.') && certified.slice(1) === name.slice(name.indexOf('.')));
