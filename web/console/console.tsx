import { render } from 'preact';
import './style/tokens.css';
import './style/parts.css';
import './style/shell.css';
import './style/board.css';
import './style/case.css';
import './style/station.css';
import './style/settings.css';
import './style/stats.css';
import { App } from './app.tsx';
import { isTooOld } from './old-browser.ts';
import { startRouting } from './route.ts';
import { resumeSession } from './session/session.ts';
import { startTicking } from './text/times.ts';
import { loadWords } from './text/words.ts';

async function start(): Promise<void> {
  // What the page says to a browser that is too old stays.
  if (isTooOld()) return;
  await loadWords();
  let failed: string | undefined;
  if (new URLSearchParams(location.search).has('state')) {
    const { finishSignIn } = await import('./session/sign-in.ts');
    await finishSignIn().catch((error: unknown) => {
      failed = error instanceof Error ? error.message : String(error);
    });
  } else {
    resumeSession();
  }
  startRouting();
  startTicking();
  const root = document.getElementById('console');
  root?.replaceChildren();
  if (root !== null) render(<App failed={failed} />, root);
}

void start();
