import { Component, effect, inject, input } from '@angular/core';
import { form, FormField, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { JobProgress } from '../../shared/job-progress/job-progress';
import { SongOrderStore } from './song-order-store';

/** Orders a song and shows it while it is made. */
@Component({
  selector: 'app-song-generator',
  imports: [
    FormField,
    JobProgress,
    MatButton,
    MatFormField,
    MatInput,
    MatLabel,
    RouterLink,
    TranslocoDirective,
  ],
  providers: [SongOrderStore],
  templateUrl: './song-generator.html',
  styleUrl: './song-generator.scss',
})
export class SongGenerator {
  /** From the address: the job whose order is to be given again. */
  readonly again = input<string>();

  protected readonly store = inject(SongOrderStore);
  protected readonly order = form(this.store.order, (path) => {
    required(path.lyrics);
  });

  constructor() {
    effect(() => {
      const jobId = this.again();
      if (jobId) void this.store.takeOrderOf(jobId);
    });
  }

  protected submit(event: Event): void {
    event.preventDefault();
    if (this.order().valid()) void this.store.place();
  }
}
