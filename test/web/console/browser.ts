import { vi } from 'vitest';

/** A store as browsers have it: its entries are its own properties, and it takes text only. */
class TextStore {
  [key: string]: unknown;
  getItem(key: string): string | null {
    return Object.hasOwn(this, key) ? String(this[key]) : null;
  }
  setItem(key: string, value: unknown): void {
    if (typeof value !== 'string') throw new TypeError(`not a text: ${key}`);
    this[key] = value;
  }
  removeItem(key: string): void {
    delete this[key];
  }
}

/** What modules of the console find in a browser, until `vi.unstubAllGlobals`. Import them after this. */
export function stubBrowser(): void {
  vi.resetModules();
  vi.stubGlobal('localStorage', new TextStore());
  vi.stubGlobal('sessionStorage', new TextStore());
  vi.stubGlobal('location', { hash: '', origin: 'https://console.example' });
  vi.stubGlobal('document', { documentElement: { lang: '' } });
  vi.stubGlobal('navigator', { languages: ['zh-CN'] });
}
