import type { IncomingMessage } from 'node:http';
import type { Caller } from './callers.ts';
import { authorizationOf, isSignedText, isSignedWith, type SignedRequest } from './signature.ts';
import { type AttemptedAction, mayDo, prepared, type Statement } from './statement.ts';

/** Decides about each call of a function by the role that the template gives it. */
export interface Gate {
  /** Why a request is refused; undefined for one that may do everything that it would do. */
  refusalOf(request: SignedRequest, actionsOf: () => readonly AttemptedAction[]): Refused | undefined;
  /** Whether the signer of an admitted request may do something else too, on which its answer depends. */
  allows(request: SignedRequest, attempt: AttemptedAction): boolean;
  /** Whether the signer of a text may do this. */
  admitsText(signed: SignedText, attempt: AttemptedAction): boolean;
}

export interface SignedText {
  readonly accessKeyId: string;
  readonly scope: string;
  readonly text: string;
  readonly signature: string;
}

/** AWS's codes: credentials that are unknown or do not fit the signature, and an action that nothing allows. */
export type Refused =
  | { readonly code: 'UnrecognizedClientException' }
  | { readonly code: 'AccessDeniedException'; readonly message: string };

interface Known {
  readonly caller: Caller;
  readonly statements: readonly Statement[] | undefined;
}

/** What a function was let do: the parts of one call, or what it signed for a browser. */
export interface Admitted {
  readonly title: string;
  readonly attempted: readonly AttemptedAction[];
}

/**
 * @param onRefused gets each refusal in words, without the key of a row
 * @param onAdmitted gets each call of a function that its role allows, for a record of what is needed
 */
export function createGate(
  callers: readonly Caller[],
  onRefused: (message: string) => void,
  onAdmitted: (admitted: Admitted) => void = () => undefined,
): Gate {
  const known = new Map(
    callers.map((caller): [string, Known] => [
      caller.accessKeyId,
      { caller, statements: caller.statements?.map(prepared) },
    ]),
  );
  const may = ({ statements }: Known, attempt: AttemptedAction): boolean =>
    statements === undefined || mayDo(statements, attempt);

  return {
    refusalOf(request, actionsOf) {
      const found = known.get(authorizationOf(request.headers)?.accessKeyId ?? '');
      if (found === undefined || !isSignedWith(found.caller.secretAccessKey, request)) {
        return { code: 'UnrecognizedClientException' };
      }
      if (found.statements === undefined) return undefined;
      const attempted = actionsOf();
      const denied = attempted.find((attempt) => !may(found, attempt));
      // A request that does nothing that is understood is not let through.
      if (attempted.length > 0 && denied === undefined) {
        onAdmitted({ title: found.caller.title, attempted });
        return undefined;
      }
      const message = messageOf(found.caller, denied);
      onRefused(message);
      return { code: 'AccessDeniedException', message };
    },

    allows({ headers }, attempt) {
      const found = known.get(authorizationOf(headers)?.accessKeyId ?? '');
      return found !== undefined && may(found, attempt);
    },

    admitsText({ accessKeyId, scope, text, signature }, attempt) {
      const found = known.get(accessKeyId);
      if (found === undefined) return false;
      if (!isSignedText(found.caller.secretAccessKey, scope, text, signature)) return false;
      if (may(found, attempt)) {
        onAdmitted({ title: found.caller.title, attempted: [attempt] });
        return true;
      }
      onRefused(messageOf(found.caller, attempt));
      return false;
    },
  };
}

/** As AWS words it; the key of a row is not named. */
const messageOf = ({ title }: Caller, denied: AttemptedAction | undefined): string =>
  `User: ${title} is not authorized to perform: ${denied?.action ?? 'nothing'} on resource: ${denied?.resource ?? 'none'} because no identity-based policy allows the action`;

export const signedRequest = (
  { method = 'GET', url = '/', headers }: IncomingMessage,
  body: Buffer,
): SignedRequest => ({
  method,
  url,
  headers,
  body,
});
