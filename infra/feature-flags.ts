import { readFileSync } from 'node:fs';

const { context } = JSON.parse(readFileSync(new URL('../cdk.json', import.meta.url), 'utf8'));

/**
 * How the CDK behaves where it has changed its mind, decided once (docs/decisions/042). The command line reads the same file;
 * whatever synthesizes without it needs these, or it gets another template than the one that is deployed.
 */
export const featureFlags: Readonly<Record<string, unknown>> = context;
