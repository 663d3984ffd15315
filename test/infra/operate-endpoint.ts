import { FunctionFailed } from '../../infra/local/functions/instance.ts';
import { startInvokeApi } from '../../infra/local/functions/invoke-api.ts';
import type { Lambda } from '../../infra/local/functions/lambda.ts';
import { knownKinds } from '../../shared/adapters/channels/channels.ts';
import { dynamoStore } from '../../shared/adapters/dynamo/store.ts';
import { undecodedRows } from '../../shared/adapters/dynamo/undecoded-rows.ts';
import { system } from '../../shared/adapters/system.ts';
import { aggregates } from '../../shared/aggregates.ts';
import type { ClockLogger, Ids } from '../../shared/handlers/clock-logger.ts';
import { operateHandler } from '../../shared/handlers/operate-handler.ts';
import { publishedPolicies } from '../../shared/policies/published-policies.ts';
import { testEngine } from '../dynamo-engine.ts';

const engine = await testEngine();

/** The function `operate` on a table of its own, at an address where Lambda's Invoke is offered, beside two others. */
export async function operateEndpoint() {
  const name = await engine.newTable();
  const table = { documents: engine.documents, name, aggregates, shardsPerLane: 1 };
  const store = dynamoStore(table);
  const machine = system();
  const logged: Ids[] = [];
  const logger: ClockLogger = { record: (_code, ids) => void logged.push(ids), measure: () => undefined };
  const handler = operateHandler(
    {
      store,
      system: machine,
      policies: publishedPolicies(store, machine.now),
      rows: undecodedRows(table),
      channelKinds: knownKinds,
      keyPairs: { ensure: async () => undefined },
      origin: 'https://huiying.example.cn',
    },
    logger,
  );
  const api = await startInvokeApi();
  const functions = {
    operate: handler,
    notary: async () => ({ batchItemFailures: [] }),
    sweep: async () => {
      throw new FunctionFailed('sweep', { errorType: 'TypeError', errorMessage: 'no records', trace: [] });
    },
  };
  const lambdas = Object.entries(functions).map(
    ([title, invoke]) =>
      ({ plan: { name: `${title}-function`, arn: title, title }, invoke }) as unknown as Lambda,
  );
  const byArn = (arn: string) => {
    const found = lambdas.find(({ plan }) => plan.arn === arn);
    if (found === undefined) throw new Error(`no function ${arn}`);
    return found;
  };
  api.open({ arns: Object.keys(functions), byArn });
  return { store, handler, endpoint: api.endpoint, close: api.close, logged };
}
