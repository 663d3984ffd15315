import { readdirSync, readFileSync } from 'node:fs';

/** What Linux counts of a process with all its descendants. */
export interface ProcessTree {
  /** Memory in bytes, shared pages divided among those who share them (PSS). */
  memoryBytes(): number;
  /** Processor time used so far, in seconds. */
  processorSeconds(): number;
}

/** Jiffies a second, the same on every Linux that Node runs on. */
const TICKS = 100;

export const processTree = (pid: number): ProcessTree => ({
  memoryBytes: () => sum(treeOf(pid), (one) => pssBytes(read(one, 'smaps_rollup'))),
  processorSeconds: () => sum(treeOf(pid), (one) => processorTicks(read(one, 'stat')) / TICKS),
});

/** The PSS of a file smaps_rollup, in bytes; 0 of a process that has ended. */
export const pssBytes = (text: string): number => Number(/^Pss:\s+(\d+) kB/m.exec(text)?.[1] ?? 0) * 1024;

/** User and system time of a file stat. The name, which stands in parentheses, may hold spaces. */
export function processorTicks(text: string): number {
  const fields = fieldsOf(text);
  return Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
}

/** The fields of a file stat after the name: state, parent and so on. */
const fieldsOf = (text: string): readonly string[] => text.slice(text.lastIndexOf(')') + 2).split(' ');

function treeOf(pid: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const parent = Number(fieldsOf(read(Number(name), 'stat'))[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(name)]);
  }
  const found = [pid];
  for (const one of found) found.push(...(children.get(one) ?? []));
  return found;
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

const sum = (pids: readonly number[], of: (pid: number) => number): number =>
  pids.reduce((total, pid) => total + of(pid), 0);
