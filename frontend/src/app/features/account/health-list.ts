import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';
import { Dependency, DependencyWords } from '../../core/health/dependencies';
import { Formats } from '../../core/i18n/formats';

/** Each thing that the studio depends on; of what is not well, why, and what to do. */
@Component({
  selector: 'app-health-list',
  imports: [MatButton, MatIcon, TranslocoDirective],
  templateUrl: './health-list.html',
  styleUrl: './health-list.scss',
})
export class HealthList {
  readonly dependencies = input.required<readonly Dependency[]>();
  /** A moment. */
  readonly lookedAt = input.required<string>();
  readonly again = output();

  protected readonly formats = inject(Formats);
  protected readonly words = inject(DependencyWords);
  /** What was shown when a look was asked for. */
  private readonly before = signal<string | undefined>(undefined);
  /** Told to who cannot see it, and only of a look that was asked for. */
  protected readonly hasLooked = computed(() => {
    const before = this.before();
    return before !== undefined && before !== this.lookedAt();
  });

  protected lookAgain(): void {
    this.before.set(this.lookedAt());
    this.again.emit();
  }
}
