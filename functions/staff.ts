import { readConfig } from '../shared/config.ts';
import { api } from '../shared/http/api.ts';
import { staffEndpoints } from '../shared/http/endpoints/staff-endpoints.ts';
import { powertoolsJournal } from '../shared/http/journal.ts';
import { staffGate } from '../shared/http/staff-gate.ts';
import { wireDoor, wireIdentity } from './wiring.ts';

// Runs for every request of the staff's console. While it fails, staff can neither see nor answer cases, and every
// clock runs on and escalates.
export const handler = api({
  endpoints: staffEndpoints,
  gate: staffGate(wireIdentity()),
  connections: wireDoor(),
  journal: powertoolsJournal(readConfig(['stage']).stage),
});
