import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dice } from '../sim/world/dice.ts';
import { type Machine, machine } from './machine.ts';
import { type SmallDisk, smallDisk } from './small-disk.ts';

export interface BuiltMachine {
  readonly machine: Machine;
  /** Absent when this user may not mount a disk. */
  readonly disk: SmallDisk | undefined;
  /** Stops the machine and deletes its data. */
  remove(): Promise<void>;
}

/** Mounting the small disk needs root on Linux. */
export const mayMount = process.platform === 'linux' && process.getuid?.() === 0;

const DISK_MEGABYTES = 192;

/** Thursday, 10:00 at the station. */
const startAt = Date.UTC(2026, 9, 15, 2);

/** Builds a machine in a temporary directory, on a small disk where mounting is allowed. */
export async function builtMachine(dice: Dice, bundles?: string): Promise<BuiltMachine> {
  const root = mkdtempSync(join(tmpdir(), 'chaos-'));
  const disk = mayMount ? smallDisk(join(root, 'disk'), DISK_MEGABYTES) : undefined;
  const deleteData = (): void => {
    disk?.remove();
    rmSync(root, { recursive: true, force: true });
  };
  try {
    const built = await machine({ directory: disk?.directory ?? root, dice, startAt, bundles });
    const remove = async (): Promise<void> => {
      await built.close();
      deleteData();
    };
    return { machine: built, disk, remove };
  } catch (error) {
    deleteData();
    throw error;
  }
}
