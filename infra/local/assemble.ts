import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundle } from '../bundle.ts';
import { localStage } from '../stages.ts';
import { synthesize } from '../synthesize.ts';

// Run by assembly.ts with settings (JSON), data directory and, where they are made already, the bundles; prints where
// the assembly stands. A fault ends the start.

const [settings = '', dataDir = '', madeBundles] = process.argv.slice(2);
const build = resolve(dataDir, 'build');
const bundleDir = madeBundles ?? join(build, 'functions');
const outdir = join(build, 'assembly');

// Assets are named by their content, so those of earlier builds would stay for ever.
rmSync(outdir, { recursive: true, force: true });
if (madeBundles === undefined) await bundle({ outdir: bundleDir });
process.stdout.write(JSON.stringify(synthesize(localStage(JSON.parse(settings)), { outdir, bundleDir })));
