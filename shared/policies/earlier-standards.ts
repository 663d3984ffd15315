import type { PolicyContent } from './policy.ts';
import { standardContent } from './standard.ts';
import { days } from './type-defaults.ts';

/** In this version, the year in which the owner may come counted from the report of the found item. */
const november: PolicyContent = {
  ...standardContent,
  version: '2026-11-01',
  types: {
    ...standardContent.types,
    'found-item': {
      ...standardContent.types['found-item'],
      milestones: [
        {
          kind: 'owner-search-end',
          starts: 'received',
          calendar: 'always',
          length: days(365),
          reminders: { beforeEnd: days(30) },
          atEnd: 'notify',
        },
      ],
    },
  },
};

/**
 * The standard policies of earlier releases. A station that never published a policy has open cases under them, and no
 * row of the table holds their content. Only what changed is written here; a test compares the hash of each.
 */
export const earlierStandards: readonly PolicyContent[] = [november];
