import type { Bus } from './outbox/bus.ts';
import type { Outlet } from './outbox/channel.ts';
import type { EnginePolicy, PolicyBook } from './policy-book.ts';
import type { Registry } from './registry.ts';
import type { EngineStore } from './storage/store.ts';
import type { System } from './system.ts';

/** Everything that the engine may touch. Each part takes only what it needs, so its signature says what it can do. */
export interface EngineWorld {
  readonly store: EngineStore;
  readonly aggregates: Registry;
  readonly system: System;
  readonly bus: Bus;
  readonly policies: PolicyBook<EnginePolicy>;
  /** Who is reached over which channel; only the sender has the channels themselves. */
  readonly channels: readonly Outlet[];
}
