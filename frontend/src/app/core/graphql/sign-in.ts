import { inject } from '@angular/core';
import { Router } from '@angular/router';

/**
 * `fetch`, which leads to the sign-in page where the studio wants to know who asks. That is a page
 * of its own: of this one, nothing more can be loaded then.
 */
export function fetchSignedIn(): typeof fetch {
  const router = inject(Router);
  return async (input, init) => {
    const response = await fetch(input, init);
    if (response.status === 401) location.assign(`/login?next=${encodeURIComponent(router.url)}`);
    return response;
  };
}
