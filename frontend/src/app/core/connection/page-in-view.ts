import { DestroyRef, DOCUMENT, inject, Service, signal } from '@angular/core';

/** Whether anybody can see the page: it is neither minimised nor in a tab behind another. */
@Service()
export class PageInView {
  private readonly document = inject(DOCUMENT);
  private readonly _isInView = signal(!this.document.hidden);

  readonly isInView = this._isInView.asReadonly();

  constructor() {
    const change = (): void => {
      this._isInView.set(!this.document.hidden);
    };
    this.document.addEventListener('visibilitychange', change);
    inject(DestroyRef).onDestroy(() => {
      this.document.removeEventListener('visibilitychange', change);
    });
  }
}
