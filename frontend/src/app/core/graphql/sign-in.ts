import { inject } from '@angular/core';
import { Router } from '@angular/router';

/** `fetch`, which leads to the sign-in page where the studio wants to know who asks. */
export function fetchSignedIn(): typeof fetch {
  const router = inject(Router);
  return async (input, init) => {
    const response = await fetch(input, init);
    if (response.status === 401 && !router.url.startsWith('/login')) {
      void router.navigate(['/login'], { queryParams: { next: router.url } });
    }
    return response;
  };
}
