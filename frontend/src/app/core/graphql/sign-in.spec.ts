import { fetchSignedIn } from './sign-in';

describe('a request that is not signed in', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  async function answered(status: number, init?: RequestInit) {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('{}', { status })));
    const assign = vi.fn();
    vi.stubGlobal('location', { assign, pathname: '/jobs', search: '?view=failed', hash: '#top' });
    await fetchSignedIn('/graphql', init);
    return assign.mock.calls;
  }

  it('leads to the sign-in page, which knows the way back', async () => {
    expect(await answered(401)).toEqual([['/login?next=%2Fjobs%3Fview%3Dfailed%23top']]);
  });

  it('leads nowhere where the page asks by itself', async () => {
    expect(await answered(401, { priority: 'low' })).toEqual([]);
  });

  it('is left alone where it is answered', async () => {
    expect(await answered(200)).toEqual([]);
  });
});
