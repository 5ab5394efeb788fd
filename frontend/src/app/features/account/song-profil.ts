import { Component, inject } from '@angular/core';
import { MatProgressBar } from '@angular/material/progress-bar';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { ErrorState } from '../../shared/error-state/error-state';
import { Money } from '../../shared/money/money';
import { Segments } from '../../shared/segments/segments';
import { UsageChart } from './usage-chart';
import { GROUPS, MEASURES } from './usage-series';
import { RANGES, UsageStore } from './usage-store';

/** The account at Mureka, and what the studio has asked for. */
@Component({
  selector: 'app-song-profil',
  imports: [ErrorState, MatProgressBar, Money, Segments, TranslocoDirective, UsageChart],
  providers: [UsageStore],
  templateUrl: './song-profil.html',
  styleUrl: './song-profil.scss',
})
export class SongProfil {
  private readonly words = inject(TranslocoService);
  protected readonly store = inject(UsageStore);
  protected readonly ranges = RANGES;
  protected readonly measures = MEASURES;
  protected readonly groups = GROUPS;
  /** Models are called as they are. */
  protected readonly nameOf = (name: string): string =>
    name === 'OPENAI' || name === 'MUREKA' ? this.words.translate(`providers.${name}`) : name;
}
