import { describe, expect, it } from 'vitest';
import { createFindRoute } from '../../../infra/local/gateway/route-table.ts';

const routes = [
  'GET /a/{id}',
  'GET /a/b',
  'ANY /a/b',
  'POST /a/{id}/moves',
  'GET /.well-known/jwks.json',
  'GET /f/{rest+}',
];
const find = createFindRoute(routes.map((key) => ({ key, functionArn: 'f', authorizer: undefined })));
const found = (method: string, path: string) => {
  const match = find(method, path);
  return match && [match.route.key, match.parameters];
};

describe('a request', () => {
  it('goes to the fixed path before the one with values', () => {
    expect(found('GET', '/a/b')).toEqual(['GET /a/b', {}]);
    expect(found('GET', '/a/c')).toEqual(['GET /a/{id}', { id: 'c' }]);
    expect(found('PUT', '/a/b')).toEqual(['ANY /a/b', {}]);
  });

  it('brings the values of its path, decoded', () => {
    expect(found('POST', '/a/%E5%9B%9E/moves')).toEqual(['POST /a/{id}/moves', { id: '回' }]);
    expect(found('GET', '/f/x/y/z')).toEqual(['GET /f/{rest+}', { rest: 'x/y/z' }]);
  });

  it.each([
    ['GET', '/a'],
    ['GET', '/a/'],
    ['GET', '/a/b/c'],
    ['HEAD', '/a/c'],
    ['OPTIONS', '/a/c'],
    ['GET', '/xwell-known/jwks.json'],
    ['GET', '/a/%FF'],
  ])('%s %s belongs to no route', (method, path) => {
    expect(found(method, path)).toBeUndefined();
  });
});
