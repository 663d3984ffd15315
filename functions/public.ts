import { readConfig } from '../shared/config.ts';
import { api } from '../shared/http/api.ts';
import { residentEndpoints } from '../shared/http/endpoints/resident-endpoints.ts';
import { powertoolsJournal } from '../shared/http/journal.ts';
import { openGate } from '../shared/http/open-gate.ts';
import { wireDoor } from './wiring.ts';

// Runs for every request of a resident: reports, secret links, places, the document. While it fails, nobody can
// report a matter or see what became of one; the clocks of known cases run on.
export const handler = api({
  endpoints: residentEndpoints,
  gate: openGate,
  connections: wireDoor(),
  journal: powertoolsJournal(readConfig(['stage']).stage),
});
