import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { statementDataOf } from '../../infra/local/rights/read-statement.ts';
import type { StatementData } from '../../infra/local/rights/statement.ts';
import { temporaryDirectories } from '../local/runtime/temporary-directory.ts';
import { callCollector, NoRecord, readRecords, saveRecord } from './call-record.ts';
import { neededStatements } from './needed-statements.ts';

const newDirectory = temporaryDirectories();

const allow = (Action: string, Resource: string): StatementData =>
  statementDataOf('Policy', { Effect: 'Allow', Action, Resource });
const did = (title: string, action: string, resource: string) => ({
  title,
  attempted: [{ action, resource, context: {} }],
});

it('a statement is needed if a call of its own function is refused without it', () => {
  const statements = {
    public: [allow('s3:GetObject', 'kept/*'), allow('s3:PutObject', 'incoming/*')],
    staff: [allow('s3:GetObject', 'kept/*'), allow('s3:GetObject', '*')],
    photos: [allow('s3:PutObject', 'kept/*')],
  };
  const calls = [did('public', 's3:GetObject', 'kept/a'), did('staff', 's3:GetObject', 'kept/b')];
  const needs = neededStatements({ calls, statements });
  expect(needs.map(({ title, refused }) => [title, refused?.action])).toEqual([
    ['public', 's3:GetObject'],
    ['public', undefined],
    // Either of the two would do.
    ['staff', undefined],
    ['staff', undefined],
    ['photos', undefined],
  ]);
});

it('the same call for another case is recorded once', () => {
  const collector = callCollector();
  collector.add(did('public', 's3:GetObject', `kept/c${'a'.repeat(25)}`));
  collector.add(did('public', 's3:GetObject', `kept/c${'b'.repeat(25)}`));
  collector.add(did('staff', 's3:GetObject', `kept/c${'b'.repeat(25)}`));
  expect(collector.calls()).toHaveLength(2);
});

it('records that are not there, or broken, are named', () => {
  const directory = newDirectory();
  expect(() => readRecords(join(directory, 'none'))).toThrow(NoRecord);
  expect(() => readRecords(directory)).toThrow(`${directory} holds no record of calls.`);
  saveRecord(directory, 'one', { calls: [did('public', 's3:GetObject', 'kept/a')], statements: {} });
  expect(readRecords(directory).calls).toHaveLength(1);
  for (const broken of ['{"calls":[', 'null', '{}']) {
    writeFileSync(join(directory, 'two.json'), broken);
    expect(() => readRecords(directory)).toThrow(`${join(directory, 'two.json')} is`);
  }
});
