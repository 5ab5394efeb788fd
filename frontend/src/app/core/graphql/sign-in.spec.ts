import { TestBed } from '@angular/core/testing';
import { Router } from '@angular/router';
import { fetchSignedIn } from './sign-in';

describe('a request that is not signed in', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  async function answered(status: number) {
    vi.stubGlobal('fetch', () => Promise.resolve(new Response('{}', { status })));
    const navigate = vi.spyOn(TestBed.inject(Router), 'navigate').mockResolvedValue(true);
    await TestBed.runInInjectionContext(() => fetchSignedIn())('/graphql');
    return navigate.mock.calls;
  }

  it('leads to the sign-in page, which knows the way back', async () => {
    expect(await answered(401)).toEqual([[['/login'], { queryParams: { next: '/' } }]]);
  });

  it('is left alone where it is answered', async () => {
    expect(await answered(200)).toEqual([]);
  });
});
