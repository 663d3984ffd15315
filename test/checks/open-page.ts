import type { ConsoleMessage, Page, Response } from 'playwright-core';
import type { Visit } from './visit.ts';

/** A loaded page and the responses that were loaded for it. */
export interface OpenPage {
  readonly page: Page;
  readonly visit: Visit;
  /** The page as the server sent it, before any script ran. */
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The document first, then the resources it loaded. */
  readonly loaded: readonly Response[];
  /** Console messages and uncaught errors since the tab was opened for this state. */
  readonly browserMessages: readonly string[];
}

interface Listening {
  readonly loaded: () => readonly Response[];
  readonly browserMessages: () => readonly string[];
  stop(): void;
}

/** Records the responses and messages of a tab. A navigation resets the responses, not the messages. */
export function listenTo(page: Page): Listening {
  let loaded: Response[] = [];
  const browserMessages: string[] = [];
  const onResponse = (response: Response) => {
    if (response.request().isNavigationRequest()) loaded = [response];
    // The preview of a photo is made from bytes inside the page, without a request.
    else if (!response.url().startsWith('blob:')) loaded.push(response);
  };
  const onConsole = (message: ConsoleMessage) => void browserMessages.push(message.text());
  const onError = (error: Error) => void browserMessages.push(String(error));
  page.on('response', onResponse).on('console', onConsole).on('pageerror', onError);
  return {
    // A copy, since a page that stays open polls and adds responses.
    loaded: () => [...loaded],
    browserMessages: () => browserMessages,
    stop: () => void page.off('response', onResponse).off('console', onConsole).off('pageerror', onError),
  };
}
