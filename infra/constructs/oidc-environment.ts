import type { Oidc } from '../stage-settings.ts';

/** What a function that checks tokens of staff is told, so that every gate checks the same by the same names. */
export const oidcEnvironment = ({ issuer, audience, claims }: Oidc): Readonly<Record<string, string>> => ({
  OIDC_ISSUER: issuer,
  OIDC_AUDIENCE: audience,
  ...(claims && { OIDC_GROUPS_CLAIM: claims.groups, OIDC_STATION_CLAIM: claims.station }),
});
