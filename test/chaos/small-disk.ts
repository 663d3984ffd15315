import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** A small mounted disk that can be filled completely. */
export interface SmallDisk {
  readonly directory: string;
  fill(): void;
  empty(): void;
  remove(): void;
}

const MEGABYTE = 1024 * 1024;

/**
 * Mounts a tmpfs.
 * @throws Error when this user may not mount
 */
export function smallDisk(directory: string, megabytes: number): SmallDisk {
  mkdirSync(directory, { recursive: true });
  try {
    const options = `size=${megabytes}m,mode=700`;
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'small-disk', directory], { stdio: 'ignore' });
  } catch (cause) {
    throw new Error('A disk that can be full needs the right to mount: run this as root on Linux.', {
      cause,
    });
  }
  const ballast = join(directory, 'ballast');
  return {
    directory,
    fill() {
      const file = openSync(ballast, 'a');
      // Writes ever smaller pieces until one byte no longer fits.
      for (let piece = MEGABYTE; piece >= 1; ) {
        if (!fits(file, piece)) piece = Math.floor(piece / 2);
      }
      closeSync(file);
    },
    empty: () => rmSync(ballast, { force: true }),
    remove() {
      // Lazily, since a process killed just before may still have files open.
      execFileSync('umount', ['--lazy', directory]);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function fits(file: number, bytes: number): boolean {
  try {
    return writeSync(file, Buffer.alloc(bytes)) === bytes;
  } catch {
    return false;
  }
}
