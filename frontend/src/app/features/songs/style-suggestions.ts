import { Component, computed, inject, input, output } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { TranslocoDirective } from '@jsverse/transloco';
import { Apollo } from 'apollo-angular';
import { map } from 'rxjs';
import { SongCountsDocument } from './generated';
import { STYLES, stylesIn, toggled } from './style-words';

const OWN = 8;
const MOST = 18;

/** Styles to choose from: those of the earlier songs first, then common ones. */
@Component({
  selector: 'app-style-suggestions',
  imports: [TranslocoDirective],
  template: `
    <div
      class="chips"
      role="group"
      *transloco="let t; prefix: 'songs'"
      [attr.aria-label]="t('suggestions')"
    >
      @for (style of styles(); track style) {
        <button
          type="button"
          [attr.aria-pressed]="chosen().has(style.toLowerCase())"
          (click)="changed.emit(toggled(prompt(), style))"
        >
          {{ style }}
        </button>
      }
    </div>
  `,
  styleUrl: './style-suggestions.scss',
})
export class StyleSuggestions {
  readonly prompt = input.required<string>();
  readonly changed = output<string>();

  private readonly apollo = inject(Apollo);
  private readonly own = rxResource({
    stream: () =>
      this.apollo
        .query({ query: SongCountsDocument, fetchPolicy: 'no-cache' })
        .pipe(map(({ data }) => data?.songs.facets.tags.map(({ value }) => value) ?? [])),
    defaultValue: [],
  });
  protected readonly styles = computed(() => {
    const own = this.own.hasValue() ? this.own.value().slice(0, OWN) : [];
    return [...new Set([...own, ...STYLES])].slice(0, MOST);
  });
  protected readonly chosen = computed(
    () => new Set(stylesIn(this.prompt()).map((each) => each.toLowerCase())),
  );
  protected readonly toggled = toggled;
}
