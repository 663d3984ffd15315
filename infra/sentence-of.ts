interface SystemError {
  readonly code: string;
  readonly path?: string;
  readonly address?: string;
  readonly port?: number;
}

const where = ({ path }: SystemError): string => path ?? 'A file';

const address = ({ address: host, port }: SystemError): string =>
  [host, port].filter((part) => part !== undefined).join(':') || 'the address';

/** What the user can do about an error of the operating system, by its code. */
const cures: Readonly<Record<string, (error: SystemError) => string>> = {
  EACCES: (error) =>
    error.port === undefined
      ? `${where(error)} may not be opened by this user. Change its owner or its permissions, or name another.`
      : `Port ${error.port} may not be opened by this user. Choose one above 1023.`,
  EPERM: (error) => `${where(error)} may not be changed by this user. Change its owner, or name another.`,
  EROFS: (error) => `${where(error)} is on a file system that is read-only. Name another.`,
  EEXIST: (error) => `${where(error)} exists and is not what is needed there. Move it away, or name another.`,
  ENOTDIR: (error) => `${where(error)} leads through a file as if it were a directory. Name another.`,
  EISDIR: (error) => `${where(error)} is a directory where a file is needed. Move it away, or name another.`,
  ENOENT: (error) => `${where(error)} does not exist and cannot be made. Name another.`,
  ELOOP: (error) => `${where(error)} is a link that leads to itself. Remove it.`,
  ENAMETOOLONG: (error) => `${where(error)} is too long as a name. Name another.`,
  ENOSPC: (error) => `There is no room on the disk of ${where(error)}. Free some, or name another disk.`,
  EDQUOT: (error) => `This user's quota on the disk of ${where(error)} is used up. Free some room.`,
  EMFILE: () => 'Too many files are open at once. Raise the limit (ulimit -n).',
  EADDRINUSE: (error) => `Port ${error.port ?? ''} is taken. Choose another, or end the program that has it.`,
  ECONNREFUSED: (error) => `Nothing answers at ${address(error)}. Is it running?`,
  ENOTFOUND: () => 'The address of the service is unknown here. Check the address and the network.',
  CredentialsProviderError: () =>
    'There are no AWS credentials. Set AWS_PROFILE, or for the local run `. "$DATA_DIR/addresses.env"`.',
  ERR_INVALID_URL: () => 'An address that was given is no URL.',
};

/** What the AWS SDK says, without a code, where it finds no region. */
const noRegion = 'Region is missing';

/**
 * The sentence for an error that its reader can do something about: wrong options, files, ports, addresses. Undefined
 * for any other, which is a defect and needs its stack trace.
 */
export function sentenceOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error instanceof AggregateError || ('$metadata' in error && error.message === '')) {
    return [...('errors' in error ? [error.errors].flat() : []), error.cause].map(sentenceOf).find(Boolean);
  }
  if (error.message === noRegion) {
    return 'There is no AWS region. Set AWS_REGION or AWS_PROFILE, or for the local run `. "$DATA_DIR/addresses.env"`.';
  }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  if (code.startsWith('ERR_PARSE_ARGS_')) return `${error.message.split('. ')[0]}. More: --help.`;
  const cure = Object.hasOwn(cures, code) ? cures[code] : undefined;
  return cure?.({ ...error, code }) ?? sentenceOf(error.cause);
}
