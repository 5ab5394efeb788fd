/**
 * `fetch`, which leads to the sign-in page where the studio wants to know who asks. That is a page
 * of its own: of this one, nothing more can be loaded then. What the page asks by itself, with a low
 * priority, leads nowhere: somebody may be writing, or listening.
 */
export const fetchSignedIn: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  if (response.status === 401 && init?.priority !== 'low') {
    const here = `${location.pathname}${location.search}${location.hash}`;
    location.assign(`/login?next=${encodeURIComponent(here)}`);
  }
  return response;
};
