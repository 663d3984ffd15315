import { defined } from '../../engine/defined.ts';
import type { RosterChange } from '../../register/people/person-entry.ts';
import { registerKey } from '../../register/register-key.ts';
import { json } from '../answer.ts';
import type { StaffCall } from '../call.ts';
import { staffEndpoint } from '../endpoint.ts';
import * as shapes from '../shapes/people.ts';
import { passingRefusal } from './passing-refusal.ts';

/** The people of the station: who is there, who is away, who stands in for whom, and which role has nobody. */
export const people = staffEndpoint({
  takes: () => ({}),
  asks: async ({ world, scope, now }) => {
    const [roster, register, policy, { unstaffed }, view] = await Promise.all([
      world.store.roster(scope.station),
      world.store.load(registerKey(scope.station)),
      world.policies.current(scope.station),
      import('../../register/people/staffing.ts'),
      import('../views/settings/people-view.ts'),
    ]);
    const gaps = unstaffed(roster.people, policy, now);
    return { roster, version: register?.version ?? 0, gaps, view };
  },
  answers: ({ view, ...found }, call) => json(200, view.peopleView(found, call)),
});

interface Given {
  readonly preview?: boolean;
  readonly expectedVersion?: number;
}

/** Loaded when it is needed: few requests change the roster. */
async function changed(call: StaffCall, change: RosterChange, { preview, expectedVersion }: Given) {
  const [{ changeRoster }, view] = await Promise.all([
    import('../../register/people/change-roster.ts'),
    import('../views/settings/people-view.ts'),
  ]);
  const isPreview = preview === true;
  const request = { change, isPreview, ...defined({ expectedVersion }) };
  const outcome = await changeRoster(call.world, call.scope, request, call.now);
  if (outcome.refusal !== undefined) return passingRefusal(outcome.refusal);
  return { shown: view.rosterChangedView({ ...outcome, isPreview }, call) };
}

const answers = ({ shown }: { readonly shown: object }) => json(200, shown);

/** Enters a person or corrects the entry; who was struck comes back by it. */
export const enterPerson = staffEndpoint({
  takes: () => ({ body: shapes.enteredPerson() }),
  asks: (call, { body: { preview, expectedVersion, onLeave = false, ...entry } }) =>
    changed(call, { kind: 'enter', entry: { ...entry, onLeave } }, defined({ preview, expectedVersion })),
  answers,
});

/** Replaces the days away of a person. */
export const setAbsences = staffEndpoint({
  takes: () => ({ body: shapes.setAbsences() }),
  asks: (call, { body: { person, absences, ...given } }) =>
    changed(call, { kind: 'absences', person, absences }, given),
  answers,
});

export const strikePerson = staffEndpoint({
  takes: () => ({ body: shapes.struckPerson() }),
  asks: (call, { body: { person, ...given } }) => changed(call, { kind: 'strike', person }, given),
  answers,
});
