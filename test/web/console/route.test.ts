import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { stubBrowser } from './browser.ts';

beforeEach(stubBrowser);
afterEach(() => {
  vi.unstubAllGlobals();
});

const routes = () => import('../../../web/console/route.ts');

describe('an address of the console', () => {
  it.each([
    '#/board/overdue',
    '#/board/open?building=b12&type=noise',
    '#/case/c123',
    '#/search',
    '#/new',
    '#/brief',
    '#/station',
    '#/settings/policy',
    '#/settings/channels',
  ])('%s leads to a screen whose address it is', async (hash) => {
    const { routeIn, hrefOf } = await routes();
    expect(hrefOf(routeIn(hash))).toBe(hash);
  });

  it.each(['', '#', '#/', '#/nowhere', '#/board/nothing'])('%j leads to the work list', async (hash) => {
    const { routeIn } = await routes();
    expect(routeIn(hash)).toEqual({ screen: 'board', view: 'mine', filters: {} });
  });

  it('that was cut off in half a character is read as it stands', async () => {
    const { routeIn } = await routes();
    expect(routeIn('#/case/%E4%B')).toEqual({ screen: 'case', id: '%E4%B' });
  });
});
