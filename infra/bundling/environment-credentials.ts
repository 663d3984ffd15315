/**
 * Stands for the SDK's chain of credential sources in the bundles: Lambda, and the local run, give a function its
 * credentials in environment variables. The chain would add the clients of SSO, STS and others, which no function uses.
 */
export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
