import { setTimeout as wait } from 'node:timers/promises';
import type { OperateRequest } from '../../shared/handlers/operate-request.ts';
import { invoke, type OperateFunction } from './invoke.ts';

/** A message leaves within seconds; one that a busy channel puts off leaves with a later minute. */
const LOOKS_MAX = 60;
const BETWEEN_LOOKS_MS = 1000;

type Asked = Omit<Extract<OperateRequest, { action: 'test-channel' }>, 'action'>;

/** Sends a test over a channel, as a chief does from the console, and returns the line that says what became of it. */
export async function testMessage(operate: OperateFunction, asked: Asked): Promise<readonly string[]> {
  const [line = '{}'] = await invoke(operate, { action: 'test-channel', ...asked });
  const { at } = JSON.parse(line) as { readonly at: number };
  for (let look = 1; ; look += 1) {
    await wait(BETWEEN_LOOKS_MS);
    const lines = await invoke(operate, { action: 'test-outcome', ...asked, at });
    if (look === LOOKS_MAX || !lines.some((one) => one.includes('"result":"waiting"'))) return lines;
  }
}
