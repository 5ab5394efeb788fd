import { inputBinding, outputBinding, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { ApolloTestingController } from 'apollo-angular/testing';
import { collection } from '../../../testing/collections';
import { CollectionFilter } from './collection-filter';
import { CollectionsDocument } from './generated';

describe('the filter by a collection', () => {
  async function shown(chosen: string, ...there: ReturnType<typeof collection>[]) {
    const chose = vi.fn();
    const fixture = TestBed.createComponent(CollectionFilter, {
      bindings: [inputBinding('chosen', signal(chosen)), outputBinding('chose', chose)],
    });
    fixture.detectChanges();
    const apollo = TestBed.inject(ApolloTestingController);
    const asked = await vi.waitFor(() => apollo.expectOne(CollectionsDocument));
    asked.flushData({ collections: there });
    await fixture.whenStable();
    const select = (fixture.nativeElement as HTMLElement).querySelector('select');
    return { select, chose };
  }

  it('is not there while there is no collection', async () => {
    const { select } = await shown('');
    expect(select).toBeNull();
  });

  it('tells the one that is chosen, and that any will do again', async () => {
    const { select, chose } = await shown('collection-1', collection());
    expect(select?.selectedOptions[0]?.textContent).toBe('Winter');
    if (select) select.value = '';
    select?.dispatchEvent(new Event('change'));
    expect(chose).toHaveBeenCalledWith('');
  });

  it('names one that is gone, so that it can be taken back', async () => {
    const { select } = await shown('collection-9', collection());
    expect(select?.selectedOptions[0]?.textContent).toBe('No longer there');
  });
});
