import { randomBytes } from 'node:crypto';
import { credentials } from '../engine/aws-json.ts';
import type { Plan } from '../template/plan.ts';
import type { StatementData } from './statement.ts';

/** A function with the credentials that it has in this run, as plain data. */
export interface Caller {
  /** The function's name, by which it is known in messages. */
  readonly title: string;
  readonly functionArn: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** What its role allows; absent for the operator of this machine, who may do everything. */
  readonly statements?: readonly StatementData[];
}

/** Gives each function credentials of its own, which are valid for this run. */
export const callersOf = ({ functions, rights }: Pick<Plan, 'functions' | 'rights'>): readonly Caller[] =>
  functions.map(({ title, arn, roleArn }) => ({
    title,
    functionArn: arn,
    accessKeyId: `${credentials.accessKeyId}-${title}`,
    secretAccessKey: randomBytes(20).toString('hex'),
    statements: rights.get(roleArn) ?? [],
  }));

/** The operator of this machine: the commands for operators. */
export const operator: Caller = { title: 'operator', functionArn: '', ...credentials };
