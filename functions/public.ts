import { readConfig } from '../shared/config.ts';
import { anonymous } from '../shared/http/anonymous.ts';
import { api } from '../shared/http/api.ts';
import { powertoolsHttpLogger } from '../shared/http/http-logger.ts';
import { recentPlaces } from '../shared/stations/recent-stations.ts';
import { publicEndpoints } from '../web/public-endpoints.ts';
import { wireConsole } from './wire-console.ts';
import { wireHttp } from './wire-http.ts';

// Runs for every request of a resident: reports, secret links, places, the API document. While it fails, residents
// cannot report or track a case; the clocks of existing cases keep running.
const connections = wireHttp('hashing');
const { world } = connections;
// This function changes no place; staff's does, and reads each anew.
const store = { ...world.store, ...recentPlaces(world.store, world.system.now) };

export const handler = api({
  endpoints: publicEndpoints,
  authenticate: anonymous,
  connections: { ...connections, world: { ...world, store }, console: wireConsole() },
  logger: powertoolsHttpLogger(readConfig(['stage']).stage),
});
