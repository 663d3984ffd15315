import * as oauth from 'oauth4webapi';
import { keepTokens, signInSettings, type Tokens } from './session.ts';

/** What must come back with the person from the issuer. */
interface Journey {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** Where the person was. */
  readonly hash: string;
}

const KEY = 'huiying.sign-in';

/** Somebody signed out in this tab: the issuer shall ask who is next, even where it remembers the one before. */
const SIGNED_OUT = 'huiying.signed-out';

/** The address to which the issuer sends people back. It has no state in it, so that an issuer can list it. */
const here = (): string => `${location.origin}/office`;

/** An issuer on this machine may speak http. */
const insecure = () => ({ [oauth.allowInsecureRequests]: signInSettings().issuer.startsWith('http://') });

async function server(): Promise<oauth.AuthorizationServer> {
  const issuer = new URL(signInSettings().issuer);
  const response = await oauth.discoveryRequest(issuer, insecure());
  return oauth.processDiscoveryResponse(issuer, response);
}

const client = (): oauth.Client => ({ client_id: signInSettings().client });

/** Leaves for the issuer's sign-in page. */
export async function beginSignIn(): Promise<void> {
  const { resource } = signInSettings();
  const { authorization_endpoint: endpoint = '' } = await server();
  const verifier = oauth.generateRandomCodeVerifier();
  const journey: Journey = {
    verifier,
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    hash: location.hash,
  };
  sessionStorage.setItem(KEY, JSON.stringify(journey));
  const address = new URL(endpoint);
  const query = {
    client_id: client().client_id,
    redirect_uri: here(),
    response_type: 'code',
    scope: 'openid',
    state: journey.state,
    nonce: journey.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(resource !== undefined && { resource }),
    ...(sessionStorage.getItem(SIGNED_OUT) !== null && { prompt: 'login' }),
  };
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value);
  location.assign(address);
}

/**
 * Takes the tokens for the code in the address, and removes it from there.
 * @throws Error with the issuer's own words
 */
export async function finishSignIn(): Promise<void> {
  const journey = JSON.parse(sessionStorage.getItem(KEY) ?? 'null') as Journey | null;
  const address = new URL(location.href);
  sessionStorage.removeItem(KEY);
  history.replaceState(null, '', `/office${journey?.hash ?? ''}`);
  if (journey === null) throw new Error('this sign-in was begun in another tab');
  const issuer = await server();
  const parameters = oauth.validateAuthResponse(issuer, client(), address, journey.state);
  const { resource } = signInSettings();
  const response = await oauth.authorizationCodeGrantRequest(
    issuer,
    client(),
    oauth.None(),
    parameters,
    here(),
    journey.verifier,
    { ...insecure(), ...(resource !== undefined && { additionalParameters: { resource } }) },
  );
  const result = await oauth.processAuthorizationCodeResponse(issuer, client(), response, {
    expectedNonce: journey.nonce,
    requireIdToken: true,
  });
  sessionStorage.removeItem(SIGNED_OUT);
  keepTokens(tokensIn(result));
}

/** @returns undefined when the issuer gives none, so that the person has to sign in again */
export async function refreshTokens(refresh: string): Promise<Tokens | undefined> {
  try {
    const issuer = await server();
    const { resource } = signInSettings();
    const response = await oauth.refreshTokenGrantRequest(issuer, client(), oauth.None(), refresh, {
      ...insecure(),
      ...(resource !== undefined && { additionalParameters: { resource } }),
    });
    return tokensIn(await oauth.processRefreshTokenResponse(issuer, client(), response));
  } catch {
    return undefined;
  }
}

/** An API whose audience is the client takes ID tokens, as that of a user pool; every other one access tokens. */
function tokensIn({ access_token, id_token, refresh_token }: oauth.TokenEndpointResponse): Tokens {
  const { audience, client: id } = signInSettings();
  return {
    bearer: audience === id ? (id_token ?? access_token) : access_token,
    ...(refresh_token !== undefined && { refresh: refresh_token }),
    ...(id_token !== undefined && { idToken: id_token }),
  };
}

/** Ends the session at the issuer where it offers that: on a shared machine the next person must not be let in. */
export async function signOutAtIssuer(idToken: string | undefined): Promise<void> {
  sessionStorage.setItem(SIGNED_OUT, 'yes');
  const { issuer, origins } = signInSettings();
  const [domain] = origins;
  // A user pool of Cognito signs out at its domain, under names of its own, and takes no hint.
  if (new URL(issuer).host.startsWith('cognito-idp.') && domain !== undefined) {
    const query = new URLSearchParams({ client_id: client().client_id, logout_uri: here() });
    return location.assign(`${domain}/logout?${query}`);
  }
  const { end_session_endpoint: endpoint } = await server();
  if (endpoint === undefined) return location.reload();
  const address = new URL(endpoint);
  address.searchParams.set('client_id', client().client_id);
  address.searchParams.set('post_logout_redirect_uri', here());
  if (idToken !== undefined) address.searchParams.set('id_token_hint', idToken);
  location.assign(address);
}
