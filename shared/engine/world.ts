import type { Bus } from './outbox/bus.ts';
import type { EnginePolicy, PolicyBook } from './policy-book.ts';
import type { Registry } from './registry.ts';
import type { EngineStore } from './storage/store.ts';
import type { System } from './system.ts';

/** Every dependency of the engine. A function takes only those it uses, so that its signature shows what it can do. */
export interface EngineWorld {
  readonly store: EngineStore;
  readonly aggregates: Registry;
  readonly system: System;
  readonly bus: Bus;
  readonly policies: PolicyBook<EnginePolicy>;
}
