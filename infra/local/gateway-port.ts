import { isFree } from './free-port.ts';
import { type Gateway, startGateway } from './gateway/gateway.ts';

const portDefault = 8787;
const triesMax = 20;

/**
 * Starts the gateway on a port whose successor is free for the issuer. The issuer's address must be the same after a
 * restart, or all tokens would become invalid.
 * @param wanted exactly this port; any free one when 0; near the usual one when undefined
 * @param last the port of an earlier start, which is tried first unless another is wanted
 * @throws Error with a sentence when there is none, or the system's error when this user may open none
 */
export const startGatewayBelowFreePort = async (
  wanted: number | undefined,
  last?: number,
): Promise<Gateway> => {
  const candidates = wanted ? [wanted] : [...(last ? [last] : []), ...freePorts(wanted === 0)];
  for (const port of candidates) {
    const gateway = await startGateway(port).catch(unlessTaken);
    if (gateway === undefined) continue;
    if (await isFree(issuerPortOf(gateway.port))) return gateway;
    await gateway.close();
  }
  throw new Error(
    wanted
      ? `Port ${wanted} or ${issuerPortOf(wanted)} is taken. Choose another --port.`
      : 'No two ports are free.',
  );
};

const freePorts = (isAny: boolean): readonly number[] =>
  Array.from({ length: triesMax }, (_, index) => (isAny ? 0 : portDefault + 2 * index));

const unlessTaken = (error: unknown): undefined => {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return undefined;
  throw error;
};

export const issuerPortOf = (port: number): number => port + 1;
