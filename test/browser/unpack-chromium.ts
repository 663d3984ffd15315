import chromium from '@sparticuz/chromium';

// Run by browser-program.ts, which sets the target folder in the environment.

await chromium.executablePath();
