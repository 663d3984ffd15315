import type { Configuration } from 'oidc-provider';

export const CONSOLE_CLIENT = 'huiying-console';
export const CLI_CLIENT = 'huiying-cli';

/** The extension grant of the command line (RFC 6749 §4.5); see person-grant.ts. */
export const PERSON_GRANT = 'urn:huiying:local:person';

/** The two clients. Both are public clients without a secret, so the console must use PKCE. */
export const clientsFor = (origin: string): Configuration['clients'] => [
  {
    client_id: CONSOLE_CLIENT,
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code'],
    response_types: ['code'],
    redirect_uris: [`${origin}/office`],
    post_logout_redirect_uris: [`${origin}/office`],
  },
  {
    client_id: CLI_CLIENT,
    token_endpoint_auth_method: 'none',
    grant_types: [PERSON_GRANT],
    response_types: [],
    redirect_uris: [],
  },
];
