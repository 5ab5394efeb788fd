import { inject, Injector, Service } from '@angular/core';
import { Router } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';
import { Failed, failureIn, FailureWords } from '../failures/failure-words';

interface Told {
  /** Of the placeholders in the translation. */
  values?: Record<string, unknown>;
  /** Offered by a button as long as the words are shown. */
  undo?: () => void;
  /** The address where it is to be seen; offered likewise. */
  link?: string;
}

/** A button beside the words. */
interface Offer {
  /** A translation. */
  name: string;
  take: () => void;
}

const SHOWN_MS = 10_000;

/** Short words at the edge of the page. The bar itself is loaded with the first of them. */
@Service()
export class Notices {
  private readonly injector = inject(Injector);
  private readonly words = inject(FailureWords);
  private readonly transloco = inject(TranslocoService);

  /** Something was done. `key` is a translation. */
  done(key: string, { values, undo, link }: Told = {}): void {
    const goThere = (): void => void this.injector.get(Router).navigateByUrl(link ?? '/');
    const offer = undo
      ? { name: 'notices.undo', take: undo }
      : link && { name: 'notices.look', take: goThere };
    void this.show(this.transloco.translate(key, values), 'polite', offer || undefined);
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
    offer?: Offer,
  ): Promise<void> {
    const { MatSnackBar } = await import('@angular/material/snack-bar');
    const action = this.transloco.translate<string>(offer?.name ?? 'notices.close');
    const bar = this.injector
      .get(MatSnackBar)
      .open(text, action, { duration: SHOWN_MS, politeness });
    if (offer) bar.onAction().subscribe(offer.take);
  }
}
