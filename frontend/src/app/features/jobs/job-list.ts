import { Component, effect, inject, input } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatProgressBar } from '@angular/material/progress-bar';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { EmptyState } from '../../shared/empty-state/empty-state';
import { ErrorState } from '../../shared/error-state/error-state';
import { ShowMore } from '../../shared/show-more/show-more';
import { JobItem } from './job-item';
import { JobListStore, VIEWS } from './job-list-store';

/** Every order there was, newest first. */
@Component({
  selector: 'app-job-list',
  imports: [
    EmptyState,
    ErrorState,
    JobItem,
    MatButton,
    MatProgressBar,
    RouterLink,
    ShowMore,
    TranslocoDirective,
  ],
  providers: [JobListStore],
  templateUrl: './job-list.html',
  styleUrl: './job-list.scss',
})
export class JobList {
  /** From the address, so that a narrowed list can be linked to and gone back to. */
  readonly view = input<string>();

  protected readonly store = inject(JobListStore);
  protected readonly pages = this.store.pages;
  protected readonly views = VIEWS;

  constructor() {
    effect(() => {
      this.store.show(this.view());
    });
  }
}
