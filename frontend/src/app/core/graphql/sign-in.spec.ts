import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { fetchSignedIn } from './sign-in';

describe('a request that is not signed in', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  async function answered(status: number) {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('{}', { status })));
    const assign = vi.fn();
    vi.stubGlobal('location', { assign });
    vi.spyOn(TestBed.inject(Router), 'url', 'get').mockReturnValue('/jobs?view=failed');
    await TestBed.runInInjectionContext(() => fetchSignedIn())('/graphql');
    return assign.mock.calls;
  }

  it('leads to the sign-in page, which knows the way back', async () => {
    expect(await answered(401)).toEqual([['/login?next=%2Fjobs%3Fview%3Dfailed']]);
  });

  it('is left alone where it is answered', async () => {
    expect(await answered(200)).toEqual([]);
  });
});
