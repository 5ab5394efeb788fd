import { DestroyRef, inject, Service, signal } from '@angular/core';

/** As `styles/breakpoints` has it. */
const WIDE = '(min-width: 840px)';

/** Whether the screen is wide, where style sheets alone cannot tell. */
@Service()
export class WideScreen {
  private readonly query = matchMedia(WIDE);
  private readonly _isWide = signal(this.query.matches);

  readonly isWide = this._isWide.asReadonly();

  constructor() {
    const change = (): void => {
      this._isWide.set(this.query.matches);
    };
    this.query.addEventListener('change', change);
    inject(DestroyRef).onDestroy(() => {
      this.query.removeEventListener('change', change);
    });
  }
}
