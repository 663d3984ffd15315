import { beforeAll, describe, expect, it } from 'vitest';
import { createAwsJson } from '../../../infra/local/engine/aws-json.ts';
import { checkForm, markForm } from '../../../infra/local/engine/table-form.ts';
import { testEngine } from '../../dynamo-engine.ts';

const engine = await testEngine();
const call = createAwsJson(engine.endpoint);

describe('the form of the rows in a data directory', () => {
  let table: string;
  beforeAll(async () => {
    table = await engine.newTable();
  });

  const mark = (form: string) =>
    call('DynamoDB_20120810.PutItem', {
      TableName: table,
      Item: { pk: { S: 'FORM' }, sk: { S: 'FORM' }, form: { S: form } },
    });

  it('of this release is accepted', async () => {
    await markForm(call, table);
    await expect(checkForm(call, table)).resolves.toBeUndefined();
  });

  it('of another release is refused, with a sentence that says what to do', async () => {
    await mark('2025-01-01');
    await expect(checkForm(call, table)).rejects.toThrow(
      /2025-01-01; .* Start with --fresh to delete them, or go on with the release that wrote them\.$/,
    );
  });

  it('is an older one where no row names it', async () => {
    await expect(checkForm(call, await engine.newTable())).rejects.toThrow('an older one');
  });
});
