import { TestBed } from '@angular/core/testing';
import { Observable, of } from 'rxjs';
import { Notices } from '../notices/notices';
import { ItemSelectionInput } from './generated';
import { Portions } from './portions';

describe('a command for many', () => {
  const ids = Array.from({ length: 2_001 }, (_, at) => String(at));
  const done = ({ ids }: ItemSelectionInput) => of({ __typename: 'Done', count: ids?.length ?? 0 });
  const refused = () =>
    of({ __typename: 'Conflict', code: 'CONFLICT', message: 'Not now.', hint: 'Wait.' });

  it('goes out in portions that the API takes, and their counts are one', async () => {
    const send = vi.fn(done);
    expect(await TestBed.inject(Portions).each({ ids }, send)).toBe(2_001);
    expect(send.mock.calls.map(([select]) => select.ids?.length)).toEqual([1_000, 1_000, 1]);
  });

  it('ends with the first portion that is refused', async () => {
    const failed = vi.fn();
    TestBed.configureTestingModule({ providers: [{ provide: Notices, useValue: { failed } }] });
    const send = vi.fn<(select: ItemSelectionInput) => Observable<never>>(refused as never);
    expect(await TestBed.inject(Portions).each({ ids }, send)).toBeUndefined();
    expect(send).toHaveBeenCalledTimes(1);
    expect(failed).toHaveBeenCalledOnce();
  });

  it('names all that fit by their filter', async () => {
    const send = vi.fn(done);
    const filter = { text: 'sea' };
    await TestBed.inject(Portions).each({ kind: 'SONG', filter, count: 3 }, send);
    expect(send.mock.calls).toEqual([[{ kind: 'SONG', filter }]]);
  });
});
