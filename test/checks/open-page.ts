import type { ConsoleMessage, Page, Response } from 'playwright-core';
import type { Visit } from './visit.ts';

/** A page that stands before its reader, and what came over the line for it. */
export interface OpenPage {
  readonly page: Page;
  readonly visit: Visit;
  /** The page as it was sent, before any script touched it. */
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The page itself first, then whatever it loaded. */
  readonly loaded: readonly Response[];
  /** What the browser had to say on the way to it. */
  readonly complaints: readonly string[];
}

interface Listening {
  readonly loaded: () => readonly Response[];
  readonly complaints: () => readonly string[];
  stop(): void;
}

/** Listens to a tab from now on. What was loaded for an earlier page is forgotten, what was complained of is not. */
export function listenTo(page: Page): Listening {
  let loaded: Response[] = [];
  const complaints: string[] = [];
  const onResponse = (response: Response) => {
    if (response.request().isNavigationRequest()) loaded = [response];
    // A worker of the page's own text comes from nowhere else.
    else if (!response.url().startsWith('blob:')) loaded.push(response);
  };
  const onConsole = (message: ConsoleMessage) => void complaints.push(message.text());
  const onError = (error: Error) => void complaints.push(String(error));
  page.on('response', onResponse).on('console', onConsole).on('pageerror', onError);
  return {
    // As it is now: a page that stays open for long asks again by itself.
    loaded: () => [...loaded],
    complaints: () => complaints,
    stop: () => void page.off('response', onResponse).off('console', onConsole).off('pageerror', onError),
  };
}
