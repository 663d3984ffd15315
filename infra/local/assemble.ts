import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { bundle } from '../bundle.ts';
import { localStage } from '../stages.ts';
import { synthesize } from '../synthesize.ts';

// Run by assembly.ts with settings (JSON) and data directory; prints where the assembly stands. A fault ends the start.

const [settings = '', dataDir = ''] = process.argv.slice(2);
const build = resolve(dataDir, 'build');
const bundleDir = join(build, 'functions');
const outdir = join(build, 'assembly');

// Assets are named by their content, so those of earlier builds would stay for ever.
rmSync(outdir, { recursive: true, force: true });
await bundle({ outdir: bundleDir });
process.stdout.write(JSON.stringify(synthesize(localStage(JSON.parse(settings)), { outdir, bundleDir })));
