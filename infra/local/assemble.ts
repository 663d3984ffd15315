import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundle } from '../bundle.ts';
import { handleProcessErrors } from '../handle-process-errors.ts';
import { localStage } from '../stages.ts';
import { synthesize } from '../synthesize.ts';

// Run by assembly.ts with the settings (JSON), the data directory and optionally existing bundles; prints the paths of
// the assembly as JSON. An error ends the start.

handleProcessErrors();

const [settings = '', dataDir = '', existingBundles] = process.argv.slice(2);
const build = resolve(dataDir, 'build');
const bundleDir = existingBundles ?? join(build, 'functions');
const outdir = join(build, 'assembly');

// Asset directories are named by content hash, so those of earlier builds would accumulate.
rmSync(outdir, { recursive: true, force: true });
if (existingBundles === undefined) await bundle({ outdir: bundleDir });
process.stdout.write(JSON.stringify(synthesize(localStage(JSON.parse(settings)), { outdir, bundleDir })));
