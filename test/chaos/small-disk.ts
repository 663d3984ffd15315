import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** A disk of its own that can be filled to the last byte. */
export interface SmallDisk {
  readonly directory: string;
  fill(): void;
  empty(): void;
  remove(): void;
}

const MEGABYTE = 1024 * 1024;

/**
 * Mounts one in memory.
 * @throws Error with a sentence where this user may not mount
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
      // In halving pieces, until not even one byte goes in.
      for (let piece = MEGABYTE; piece >= 1; ) {
        if (!fits(file, piece)) piece = Math.floor(piece / 2);
      }
      closeSync(file);
    },
    empty: () => rmSync(ballast, { force: true }),
    remove() {
      // Lazily, since a process that was killed a moment ago may still be letting go of its files.
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
