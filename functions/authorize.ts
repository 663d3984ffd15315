import { verifier } from '../shared/adapters/identity.ts';
import { authorizeHandler } from '../shared/adapters/lambda/authorize-handler.ts';
import { readConfig } from '../shared/config.ts';

// Runs before every request of staff where the stage has a firewall. While it fails, staff can neither see nor answer
// cases, and every clock runs on and escalates.
const {
  oidcIssuer: issuer,
  oidcAudience: audience,
  oidcGroupsClaim: groupsClaim,
  oidcStationClaim: stationClaim,
} = readConfig(['oidcIssuer', 'oidcAudience', 'oidcGroupsClaim', 'oidcStationClaim']);

export const handler = authorizeHandler(verifier({ issuer, audience, groupsClaim, stationClaim }));
