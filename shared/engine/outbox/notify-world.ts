import type { StationId } from '../scope.ts';
import type { EngineWorld } from '../world.ts';
import type { Channel } from './channel.ts';
import type { MorningBrief } from './morning-brief.ts';
import type { Roster } from './person.ts';

/** What sending needs. */
export type NotifyWorld = Pick<EngineWorld, 'store' | 'policies' | 'aggregates'> & {
  readonly channels: readonly Channel[];
  readonly people: { roster(station: StationId): Promise<Roster> };
  readonly brief: MorningBrief;
};
