import { type Measure } from './check.ts';

/** How many of some promises are broken, and which. */
export function broken(promises: Readonly<Record<string, boolean>>): Measure {
  const faults = Object.keys(promises).filter((promise) => !promises[promise]);
  return { value: faults.length, faults };
}
