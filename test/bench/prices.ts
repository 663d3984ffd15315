/** A price of a list, in US dollars. */
export interface Price {
  readonly dollars: number;
  /** For how many of the unit. */
  readonly per: number;
  readonly unit: string;
  /** Where the list is. */
  readonly source: string;
}

/** When the lists were read. They change: compare them before a figure in dollars is believed. */
export const pricesAsOf = '2026-11-30';
export const pricesRegion = 'us-east-1';

const aws = 'https://aws.amazon.com';
const MILLION = 1e6;

/**
 * List prices without free tiers. Those of the table and of Lambda were compared with pages that quote the lists; the
 * others are those of docs/deploy.md. The lists themselves could not be opened where this was written.
 */
export const prices = {
  'write units': {
    dollars: 0.625,
    per: MILLION,
    unit: 'units',
    source: `${aws}/dynamodb/pricing/on-demand/`,
  },
  'read units': { dollars: 0.125, per: MILLION, unit: 'units', source: `${aws}/dynamodb/pricing/on-demand/` },
  invocations: { dollars: 0.2, per: MILLION, unit: 'calls', source: `${aws}/lambda/pricing/` },
  'function time': { dollars: 13.33, per: MILLION, unit: 'GB·s', source: `${aws}/lambda/pricing/` },
  requests: { dollars: 1, per: MILLION, unit: 'requests', source: `${aws}/api-gateway/pricing/` },
  events: { dollars: 1, per: MILLION, unit: 'events', source: `${aws}/eventbridge/pricing/` },
  'log bytes': { dollars: 0.5, per: 1e9, unit: 'bytes', source: `${aws}/cloudwatch/pricing/` },
} as const satisfies Readonly<Record<string, Price>>;

export type Priced = keyof typeof prices;

/** What these amounts cost, in dollars. */
export const dollarsFor = (amounts: Readonly<Partial<Record<Priced, number>>>): number =>
  Object.entries(amounts).reduce((sum, [name, amount]) => {
    const { dollars, per } = prices[name as Priced];
    return sum + (amount * dollars) / per;
  }, 0);
