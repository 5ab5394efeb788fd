import { EVERYTHING, filterOf, isNarrowed, LibraryQuery, paramsOf, queryOf } from './library-query';

describe('the query of a library', () => {
  const full: LibraryQuery = {
    text: 'morning light',
    models: ['gpt-image-2'],
    tags: ['a', 'b'],
    collection: 'collection-1',
    isFavourite: true,
    stars: 3,
    from: '2026-01-01',
    to: '2026-01-31',
    isTrash: true,
    sort: 'title',
  };

  /** As the router hands out again what was put into an address. */
  const throughAddress = (query: LibraryQuery) => {
    const params = Object.entries(paramsOf(query)).filter(([, value]) => value !== null);
    return Object.fromEntries(
      params.map(([name, value]) => [name, Array.isArray(value) ? value : String(value)]),
    );
  };

  it('survives its way through the address', () => {
    expect(queryOf(throughAddress(full))).toEqual(full);
    expect(throughAddress(EVERYTHING)).toEqual({});
  });

  it('passes over what makes no sense in an address', () => {
    const strange = { q: ['a', 'b'], stars: '9', from: '2026-99-99', sort: 'worst', trash: '1' };
    expect(queryOf(strange)).toEqual(EVERYTHING);
  });

  it('means whole days, the last one included', () => {
    const { createdFrom, createdBefore } = filterOf(full);
    expect(createdFrom).toBe(new Date(2026, 0, 1).toISOString());
    expect(createdBefore).toBe(new Date(2026, 1, 1).toISOString());
  });

  it('is no narrowing by its order or the trash alone', () => {
    expect(isNarrowed({ ...EVERYTHING, isTrash: true, sort: 'best' })).toBe(false);
    expect(isNarrowed({ ...EVERYTHING, stars: 1 })).toBe(true);
    expect(isNarrowed({ ...EVERYTHING, collection: 'collection-1' })).toBe(true);
  });
});
