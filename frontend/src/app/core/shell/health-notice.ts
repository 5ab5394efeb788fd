import { Component, computed, inject } from '@angular/core';
import { MatIcon } from '@angular/material/icon';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { StudioSocket } from '../connection/studio-socket';
import { DependencyWords } from '../health/dependencies';
import { StudioHealth } from '../health/studio-health';

/** Says what is not well, and leads to more about it. It is silent while all is well. */
@Component({
  selector: 'app-health-notice',
  imports: [MatIcon, RouterLink, TranslocoDirective],
  template: `
    <div role="status" *transloco="let t; prefix: 'health'">
      @if (first(); as first) {
        <a class="notice" routerLink="/account" fragment="health">
          <mat-icon svgIcon="alert" aria-hidden="true" />
          <span class="words">{{ words.notWell(first) }}</span>
          @if (others(); as count) {
            <span class="others" aria-hidden="true">+{{ count }}</span>
            <span class="visually-hidden">{{ t('others', { count }) }}</span>
          }
          <mat-icon class="onward" svgIcon="chevron-right" aria-hidden="true" />
        </a>
      }
    </div>
  `,
  styleUrl: './notice.scss',
})
export class HealthNotice {
  private readonly health = inject(StudioHealth);
  private readonly connection = inject(StudioSocket).state;
  protected readonly words = inject(DependencyWords);

  /** Nothing while the studio is out of reach: that is said beside it, and all else is old news. */
  private readonly notWell = computed(() =>
    this.connection() === 'lost' ? [] : this.health.notWell(),
  );
  protected readonly first = computed(() => this.notWell()[0]);
  protected readonly others = computed(() => Math.max(0, this.notWell().length - 1));
}
