import { afterRenderEffect, Component, ElementRef, inject, viewChild } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { MatProgressBar } from '@angular/material/progress-bar';
import { Router, Scroll } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { delay, filter, map, startWith, switchMap, timer } from 'rxjs';
import { StudioHealth } from '../../core/health/studio-health';
import { ErrorState } from '../../shared/error-state/error-state';
import { Money } from '../../shared/money/money';
import { Segments } from '../../shared/segments/segments';
import { HealthList } from './health-list';
import { UsageChart } from './usage-chart';
import { GROUPS, MEASURES } from './usage-series';
import { RANGES, UsageStore } from './usage-store';

const WISH_MS = 3_000;

/** The account at Mureka, what the studio has asked for, and how what it depends on is. */
@Component({
  selector: 'app-song-profil',
  imports: [
    ErrorState,
    HealthList,
    MatProgressBar,
    Money,
    Segments,
    TranslocoDirective,
    UsageChart,
  ],
  providers: [UsageStore],
  templateUrl: './song-profil.html',
  styleUrl: './song-profil.scss',
})
export class SongProfil {
  private readonly words = inject(TranslocoService);
  protected readonly store = inject(UsageStore);
  protected readonly health = inject(StudioHealth);
  protected readonly ranges = RANGES;
  protected readonly measures = MEASURES;
  protected readonly groups = GROUPS;
  /** Models are called as they are. */
  protected readonly nameOf = (name: string): string =>
    name === 'OPENAI' || name === 'MUREKA' ? this.words.translate(`providers.${name}`) : name;

  private readonly healthHeading = viewChild<ElementRef<HTMLElement>>('healthHeading');
  /** To see the health; it passes soon, so that nobody is led away from what they see by then. */
  private readonly wish = toSignal(
    inject(Router).events.pipe(
      filter((event) => event instanceof Scroll),
      filter(({ anchor, position }) => anchor === 'health' && position === null),
      // The router scrolls to the top, then comes this.
      delay(0),
      switchMap((wish) =>
        timer(WISH_MS).pipe(
          map(() => undefined),
          startWith(wish),
        ),
      ),
    ),
  );

  constructor() {
    afterRenderEffect(() => {
      const heading = this.healthHeading()?.nativeElement;
      // Once more when what stands above it has its height.
      this.store.isLoading();
      if (!this.wish() || !heading) return;
      heading.scrollIntoView();
      heading.focus({ preventScroll: true });
    });
  }
}
