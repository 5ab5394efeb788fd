import { Component, computed, inject, input, output } from '@angular/core';
import { TranslocoDirective } from '@jsverse/transloco';
import { AllCollections } from './all-collections';

/** Narrows a list of the library down to what is in one collection; not there while there is none. */
@Component({
  selector: 'app-collection-filter',
  imports: [TranslocoDirective],
  providers: [AllCollections],
  template: `
    @if (collections.all().length || chosen()) {
      <label *transloco="let t; prefix: 'filter'">
        <span>{{ t('collection') }}</span>
        <select #one (change)="chose.emit(one.value)">
          <option value="">{{ t('anyCollection') }}</option>
          @if (isLost()) {
            <option selected [value]="chosen()">{{ t('lostCollection') }}</option>
          }
          @for (each of collections.all(); track each.id) {
            <option [value]="each.id" [selected]="each.id === chosen()">{{ each.name }}</option>
          }
        </select>
      </label>
    }
  `,
  styleUrl: './collection-filter.scss',
})
export class CollectionFilter {
  /** The global id of a collection; empty for any. */
  readonly chosen = input('');
  readonly chose = output<string>();

  protected readonly collections = inject(AllCollections);
  /** An address may name one that has been deleted since. */
  protected readonly isLost = computed(
    () =>
      this.chosen() !== '' &&
      this.collections.isRead() &&
      !this.collections.all().some(({ id }) => id === this.chosen()),
  );
}
