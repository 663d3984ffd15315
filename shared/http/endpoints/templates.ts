import { defined } from '../../engine/defined.ts';
import { json } from '../answer.ts';
import { staffEndpoint } from '../endpoint.ts';
import * as shapes from '../shapes/settings.ts';
import { publishAs } from './settings.ts';

/** The reply templates of the station, for everybody who may look at a case. */
export const showTemplates = staffEndpoint({
  takes: () => ({}),
  asks: async ({ world, scope }) => {
    const { templatesInUse } = await import('../../register/settings/templates-in-use.ts');
    return templatesInUse(world.store, scope.station);
  },
  answers: (found) => json(200, found),
});

/** Replaces all of them. */
export const setTemplates = staffEndpoint({
  takes: () => ({ body: shapes.setTemplates() }),
  asks: (call, { body: { templates, expectedVersion } }) =>
    publishAs('templates', call, {
      content: { templates },
      ...defined({ expectedVersion }),
    }),
  answers: (published) => json(200, published),
});
