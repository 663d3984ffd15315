import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Dice } from '../sim/world/dice.ts';
import { type Machine, machine } from './machine.ts';
import { type SmallDisk, smallDisk } from './small-disk.ts';

export interface BuiltMachine {
  readonly machine: Machine;
  /** Absent where this user may not mount one: then it cannot be filled. */
  readonly disk: SmallDisk | undefined;
  /** Ends it and forgets everything. */
  remove(): Promise<void>;
}

/** A disk that can be full has to be mounted. */
export const mayMount = process.platform === 'linux' && process.getuid?.() === 0;

const DISK_MEGABYTES = 192;

/** Ten in the morning at the station, on an ordinary Thursday. */
const startAt = Date.UTC(2026, 9, 15, 2);

/** A machine on a directory of its own, and on a disk of its own where that may be. */
export async function builtMachine(dice: Dice, bundles?: string): Promise<BuiltMachine> {
  const root = mkdtempSync(join(tmpdir(), 'chaos-'));
  const disk = mayMount ? smallDisk(join(root, 'disk'), DISK_MEGABYTES) : undefined;
  const forget = (): void => {
    disk?.remove();
    rmSync(root, { recursive: true, force: true });
  };
  try {
    const built = await machine({ directory: disk?.directory ?? root, dice, startAt, bundles });
    const remove = async (): Promise<void> => {
      await built.close();
      forget();
    };
    return { machine: built, disk, remove };
  } catch (error) {
    forget();
    throw error;
  }
}
