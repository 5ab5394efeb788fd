import { inject, Injector, Service } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';
import { Failed, failureIn, FailureWords } from '../failures/failure-words';

interface Told {
  /** Of the placeholders in the translation. */
  values?: Record<string, unknown>;
  /** Offered by a button as long as the words are shown. */
  undo?: () => void;
}

const SHOWN_MS = 10_000;

/** Short words at the edge of the page. The bar itself is loaded with the first of them. */
@Service()
export class Notices {
  private readonly injector = inject(Injector);
  private readonly words = inject(FailureWords);
  private readonly transloco = inject(TranslocoService);

  /** Something was done. `key` is a translation. */
  done(key: string, { values, undo }: Told = {}): void {
    void this.show(this.transloco.translate(key, values), 'polite', undo);
  }

  /** An expected failure: what happened, and what to do. */
  failed(failure: Failed): void {
    void this.show(this.words.line(failure), 'assertive');
  }

  /** Whatever was thrown: the request did not get through, or the server broke. */
  broke(error: unknown): void {
    console.warn(error);
    const failure = failureIn(error);
    if (failure) this.failed(failure);
    else void this.show(this.transloco.translate('notices.unreachable'), 'assertive');
  }

  private async show(
    text: string,
    politeness: 'polite' | 'assertive',
    undo?: () => void,
  ): Promise<void> {
    const { MatSnackBar } = await import('@angular/material/snack-bar');
    const action = this.transloco.translate<string>(undo ? 'notices.undo' : 'notices.close');
    const bar = this.injector
      .get(MatSnackBar)
      .open(text, action, { duration: SHOWN_MS, politeness });
    if (undo) bar.onAction().subscribe(undo);
  }
}
