import { TestbedHarnessEnvironment } from '@angular/cdk/testing/testbed';
import { inputBinding, outputBinding, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { MatButtonHarness } from '@angular/material/button/testing';
import { layOut } from '../../testing/layout';
import { Item } from '../core/library/library-commands';
import { EVERYTHING, LibraryQuery } from '../core/library/library-query';
import { ItemDetails } from './item-details/item-details';
import { LibraryFilter } from './library-filter/library-filter';
import { SelectionBar } from './selection-bar/selection-bar';
import { tagsIn } from './tag-chips/tags-in';
import { TemplateMenu } from './template-menu/template-menu';

const elementIn = (root: HTMLElement, selector: string) =>
  root.querySelector<HTMLElement>(selector) as HTMLInputElement;

function write(field: HTMLInputElement, text: string): void {
  field.value = text;
  field.dispatchEvent(new Event('input'));
}

describe('the filter of a library', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  async function shown(query: LibraryQuery) {
    const changed = vi.fn();
    const counted = (value: string, count: number) => ({ value, count });
    const facets = {
      models: [counted('gpt-image-2', 7)],
      tags: [counted('sea', 3)],
      ratings: [],
      favourites: 2,
    };
    const fixture = TestBed.createComponent(LibraryFilter, {
      bindings: [
        inputBinding('query', signal(query)),
        inputBinding('facets', signal(facets)),
        inputBinding('label', signal('Search')),
        outputBinding('changed', changed),
      ],
    });
    await fixture.whenStable();
    return { changed, root: fixture.nativeElement as HTMLElement, fixture };
  }

  const chip = (root: HTMLElement, text: string) =>
    [...root.querySelectorAll('button')].find((each) => each.textContent.includes(text));

  it('tells what is written when the hand rests', async () => {
    const { changed, root, fixture } = await shown(EVERYTHING);
    vi.useFakeTimers();
    for (const text of ['f', 'fo', 'fox']) {
      write(elementIn(root, 'input[type=search]'), text);
      fixture.detectChanges();
      vi.advanceTimersByTime(100);
    }
    expect(changed).not.toHaveBeenCalled();
    vi.advanceTimersByTime(300);
    expect(changed.mock.calls).toEqual([[{ ...EVERYTHING, text: 'fox' }]]);
  });

  it('adds a tag, and counts what it would leave', async () => {
    const { changed, root } = await shown(EVERYTHING);
    expect(chip(root, 'sea')?.textContent).toContain('3');
    chip(root, 'sea')?.click();
    expect(changed).toHaveBeenCalledWith({ ...EVERYTHING, tags: ['sea'] });
  });

  it('takes back a tag that nothing has any more', async () => {
    const { changed, root } = await shown({ ...EVERYTHING, tags: ['lost'] });
    chip(root, 'lost')?.click();
    expect(changed).toHaveBeenCalledWith(EVERYTHING);
  });
});

describe('the bar of a selection', () => {
  async function shown(inputs: Record<string, unknown>, output: string) {
    const told = vi.fn();
    const fixture = TestBed.createComponent(SelectionBar, {
      bindings: [
        ...Object.entries(inputs).map(([name, value]) => inputBinding(name, signal(value))),
        outputBinding(output, told),
      ],
    });
    await fixture.whenStable();
    return {
      told,
      root: fixture.nativeElement as HTMLElement,
      loader: TestbedHarnessEnvironment.loader(fixture),
    };
  }

  it('is not there while nothing is selected', async () => {
    const { root } = await shown({ count: 0 }, 'trashed');
    expect(root.querySelector('[role=toolbar]')).toBeNull();
  });

  it('deletes for good only after it was asked, and only in the trash', async () => {
    const { told, loader, root } = await shown({ count: 3, isTrash: true }, 'purged');
    const [, ask] = await loader.getAllHarnesses(MatButtonHarness.with({ text: /Delete|Restore/ }));
    expect(await ask?.getText()).toBe('Delete');
    expect(root.querySelector('dialog')?.textContent).toContain('cannot be undone');
    expect(told).not.toHaveBeenCalled();
  });

  it('puts what is selected into a collection, but not out of the trash', async () => {
    const { told, root } = await shown({ count: 2 }, 'collected');
    elementIn(root, '[aria-label="Put into a collection …"]').click();
    expect(told).toHaveBeenCalledOnce();
    TestBed.resetTestingModule();
    const inTrash = await shown({ count: 2, isTrash: true }, 'collected');
    expect(inTrash.root.querySelector('[aria-label^="Put into"]')).toBeNull();
  });

  it('takes the mark from favourites', async () => {
    const { told, root } = await shown({ count: 1, areFavourites: true }, 'favoured');
    elementIn(root, '[aria-label="No favourites any more"]').click();
    expect(told).toHaveBeenCalledWith(false);
  });
});

describe('what the bar asks before', () => {
  beforeEach(layOut);
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });

  async function asked(label: string, output: string, isAll: boolean) {
    const told = vi.fn();
    const fixture = TestBed.createComponent(SelectionBar, {
      bindings: [
        inputBinding('count', signal(1_234)),
        inputBinding('total', signal(1_234)),
        inputBinding('isAll', signal(isAll)),
        outputBinding(output, told),
      ],
    });
    await fixture.whenStable();
    const root = fixture.nativeElement as HTMLElement;
    elementIn(root, `[aria-label="${label}"]`).click();
    await fixture.whenStable();
    return { told, root };
  }

  it('is how many are rated, and with what', async () => {
    const { told, root } = await asked('Rate', 'rated', false);
    expect(root.querySelector('dialog')?.textContent).toContain('Rate 1,234');
    elementIn(root, 'dialog [aria-label="3 of 5 stars"]').click();
    expect(told).not.toHaveBeenCalled();
    elementIn(root, 'dialog form').dispatchEvent(new Event('submit'));
    expect(told).toHaveBeenCalledWith(3);
  });

  it('is whether all change, of which nobody knows afterwards how they were', async () => {
    const { told, root } = await asked('Make favourites', 'favoured', true);
    expect(told).not.toHaveBeenCalled();
    expect(root.querySelector('dialog')?.textContent).toContain('all 1,234');
    elementIn(root, 'dialog form').dispatchEvent(new Event('submit'));
    expect(told).toHaveBeenCalledWith(true);
  });
});

describe('the details of an item', () => {
  const item: Item = {
    id: 'i',
    title: 'Quay',
    tags: ['sea'],
    favourite: false,
    rating: null,
    notes: null,
    trashedAt: null,
  } as Item;

  async function shown() {
    const edited = vi.fn();
    const fixture = TestBed.createComponent(ItemDetails, {
      bindings: [inputBinding('item', signal(item)), outputBinding('edited', edited)],
    });
    await fixture.whenStable();
    return { edited, root: fixture.nativeElement as HTMLElement, fixture };
  }

  it('tells a new title when its field is left, and no title that is empty', async () => {
    const { edited, root } = await shown();
    const title = elementIn(root, '.title');
    write(title, '  ');
    title.dispatchEvent(new Event('blur'));
    expect(edited).not.toHaveBeenCalled();
    write(title, ' Pier ');
    title.dispatchEvent(new Event('blur'));
    expect(edited).toHaveBeenCalledWith({ title: 'Pier' });
  });

  it('takes back by Escape what was written, and keeps the key to itself', async () => {
    const { edited, root, fixture } = await shown();
    const title = elementIn(root, '.title');
    const heard = vi.fn();
    root.addEventListener('keydown', heard);
    write(title, 'Pier');
    await fixture.whenStable();
    title.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    await fixture.whenStable();
    expect(title.value).toBe('Quay');
    expect(heard).not.toHaveBeenCalled();
    title.dispatchEvent(new Event('blur'));
    expect(edited).not.toHaveBeenCalled();
  });

  it('removes a tag', async () => {
    const { edited, root } = await shown();
    elementIn(root, '[aria-label="Remove the tag sea"]').click();
    expect(edited).toHaveBeenCalledWith({ removeTags: ['sea'] });
  });

  it('takes several tags at once, each one time', () => {
    expect(tagsIn(' sea, quay;sea ,, noon')).toEqual(['sea', 'quay', 'noon']);
  });
});

describe('the menu of templates', () => {
  it('says that a name which exists is replaced', async () => {
    const saved = vi.fn();
    const fixture = TestBed.createComponent(TemplateMenu, {
      bindings: [
        inputBinding('templates', signal([{ id: '1', name: 'Rain' }])),
        outputBinding('saved', saved),
      ],
    });
    await fixture.whenStable();
    const root = fixture.nativeElement as HTMLElement;
    write(elementIn(root, 'form input'), 'Rain');
    await fixture.whenStable();
    expect(root.querySelector('form button')?.textContent).toContain('Replace');
    elementIn(root, 'form').dispatchEvent(new Event('submit'));
    expect(saved).toHaveBeenCalledWith('Rain');
  });
});
