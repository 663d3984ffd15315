import { readConfig } from '../shared/config.ts';
import { anonymous } from '../shared/http/anonymous.ts';
import { api } from '../shared/http/api.ts';
import { powertoolsHttpLogger } from '../shared/http/http-logger.ts';
import { publicEndpoints } from '../web/public-endpoints.ts';
import { wireHttp } from './wire-http.ts';

// Runs for every request of a resident: reports, secret links, places, the API document. While it fails, residents
// cannot report or track a case; the clocks of existing cases keep running.
export const handler = api({
  endpoints: publicEndpoints,
  authenticate: anonymous,
  connections: wireHttp(),
  logger: powertoolsHttpLogger(readConfig(['stage']).stage),
});
