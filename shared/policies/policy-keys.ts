import type { StationId } from '../engine/scope.ts';
import type { RowKey } from '../engine/storage/row.ts';

export type PublishedKind = 'VERSION' | 'CALENDAR' | 'CHANNELS' | 'TEMPLATES';

export const policyPk = (station: StationId): string => `S#${station}#POLICY`;
export const versionRow = (station: StationId, kind: PublishedKind, version: string): RowKey => ({
  pk: policyPk(station),
  sk: `${kind}#${version}`,
});
export const currentRow = (station: StationId): RowKey => ({ pk: policyPk(station), sk: 'CURRENT' });
