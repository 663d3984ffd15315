import { readConfig } from '../shared/config.ts';
import { api } from '../shared/http/api.ts';
import { authenticateStaff } from '../shared/http/authenticate-staff.ts';
import { staffEndpoints } from '../shared/http/endpoints/staff-endpoints.ts';
import { powertoolsHttpLogger } from '../shared/http/http-logger.ts';
import { wireHttp } from './wire-http.ts';
import { wireIdentity, wireRoster, wireStaff } from './wire-staff.ts';

// Runs for every request of the staff console. While it fails, staff can neither see nor act on cases; clocks keep
// running and escalate.
export const handler = api({
  endpoints: staffEndpoints,
  authenticate: authenticateStaff(wireIdentity(), wireRoster(), wireStaff()),
  connections: wireHttp('commands'),
  logger: powertoolsHttpLogger(readConfig(['stage']).stage),
});
