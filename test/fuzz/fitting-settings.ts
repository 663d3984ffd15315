import { companionAt } from '../../shared/adapters/memory/companions.ts';
import { standardChannels } from '../../shared/policies/channels-content.ts';
import { currentRow } from '../../shared/policies/policy-keys.ts';
import { standardCalendar, standardContent } from '../../shared/policies/standard.ts';
import { station } from '../cases/room.ts';
import type { Fields, Setting } from './fitting.ts';

/** People whom no request acts as, so that a strike shuts nobody out of the rest of the run. */
const newPeople = ['p-new', 'p-newer'] as const;

const standards: Readonly<Record<string, () => object>> = {
  policy: () => standardContent,
  calendar: () => standardCalendar,
  channels: () => standardChannels('sink'),
};

/** Replaces fields of a change of roster or rules by values that fit what the station has. */
export function fittedSettings(path: string, body: Fields, { dice, life }: Setting): Fields {
  const [, kind = '', part] =
    /^\/v1\/office\/(people|policy|calendar|channels|templates)(?:\/(\w+))?$/.exec(path) ?? [];
  if (kind === '') return body;
  const { expectedVersion: _, deputy: _deputy, ...rest } = body;
  if (kind === 'people') return { ...rest, person: dice.percent(85) ? dice.oneOf(newPeople) : 'p-nobody' };
  const current = companionAt(life.tables, currentRow(station)) ?? {
    policy: standardContent.version,
    calendar: standardCalendar.version,
  };
  const content = standards[kind]?.();
  const changed =
    content && dice.percent(30) ? { ...content, [dice.oneOf(['types', 'hours', 'routes'])]: {} } : content;
  return {
    ...rest,
    ...(changed && { content: changed }),
    ...(part === undefined && current[kind] !== undefined && { expectedVersion: current[kind] }),
  };
}
