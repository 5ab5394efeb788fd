import { inject, Injector, Service } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';

/** What a failure of the API says of itself. */
export interface Failed {
  message: string;
  hint: string;
}

const SHOWN_MS = 10_000;

/** Short words at the edge of the page. The bar itself is loaded with the first of them. */
@Service()
export class Notices {
  private readonly injector = inject(Injector);
  private readonly transloco = inject(TranslocoService);

  /** Something was done. `key` is a translation. */
  done(key: string): void {
    void this.show(this.transloco.translate(key), 'polite');
  }

  /** An expected failure: what happened, and what to do. */
  failed(failure: Failed): void {
    void this.show(`${failure.message} ${failure.hint}`, 'assertive');
  }

  /** Whatever was thrown: the request did not get through, or the server broke. */
  broke(error: unknown): void {
    console.warn(error);
    void this.show(this.transloco.translate('notices.unreachable'), 'assertive');
  }

  private async show(text: string, politeness: 'polite' | 'assertive'): Promise<void> {
    const { MatSnackBar } = await import('@angular/material/snack-bar');
    const close = this.transloco.translate<string>('notices.close');
    this.injector.get(MatSnackBar).open(text, close, { duration: SHOWN_MS, politeness });
  }
}
