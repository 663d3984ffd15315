import chromium from '@sparticuz/chromium';

// Run by browser-program.ts, which says by the environment where to.

await chromium.executablePath();
