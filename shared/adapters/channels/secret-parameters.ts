import { GetParameterCommand, SSMClient, type SSMClientConfig } from '@aws-sdk/client-ssm';
import { type ChannelSecrets, secretPath } from './channel-secrets.ts';
import { parsedSecret } from './secret-files.ts';

/** Secrets on AWS: a SecureString for each channel, under the prefix of the stage. */
export function secretParameters(
  prefix: string,
  timeoutFactor = 1,
  config: SSMClientConfig = {},
): ChannelSecrets {
  const ssm = new SSMClient({
    // Short, because the message that is sent with it must have been true moments before; it is tried again anyway.
    maxAttempts: 2,
    requestHandler: {
      connectionTimeout: 500 * timeoutFactor,
      requestTimeout: 1000 * timeoutFactor,
      throwOnRequestTimeout: true,
    },
    ...config,
  });
  return {
    async of(name) {
      const Name = `${prefix}/${secretPath(name)}`;
      try {
        const { Parameter } = await ssm.send(new GetParameterCommand({ Name, WithDecryption: true }));
        return Parameter?.Value === undefined ? undefined : parsedSecret(Parameter.Value);
      } catch (error) {
        if (error instanceof Error && error.name === 'ParameterNotFound') return undefined;
        throw error;
      }
    },
  };
}
