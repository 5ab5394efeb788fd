import {
  afterNextRender,
  Component,
  DestroyRef,
  ElementRef,
  inject,
  input,
  output,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { TranslocoDirective } from '@jsverse/transloco';

const AHEAD = '600px';

/** Asks for the next page before the end is reached; its button is for who does not scroll. */
@Component({
  selector: 'app-show-more',
  imports: [MatButton, TranslocoDirective],
  template: `
    <button
      *transloco="let t"
      matButton
      type="button"
      [disabled]="isLoading()"
      (click)="more.emit()"
    >
      {{ t(isLoading() ? 'shared.loading' : 'shared.more') }}
    </button>
  `,
  styles: `
    :host {
      display: grid;
      justify-content: center;
      padding: var(--app-space-5);
    }
  `,
})
export class ShowMore {
  readonly isLoading = input(false);
  readonly more = output();

  constructor() {
    const host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
    const destroyed = inject(DestroyRef);
    afterNextRender(() => {
      const sight = new IntersectionObserver(
        ([entry]) => {
          if (entry?.isIntersecting) this.more.emit();
        },
        { rootMargin: AHEAD },
      );
      sight.observe(host);
      destroyed.onDestroy(() => {
        sight.disconnect();
      });
    });
  }
}
