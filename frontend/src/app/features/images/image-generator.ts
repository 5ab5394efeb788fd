import { Component, effect, inject, input } from '@angular/core';
import { form, FormField, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { JobProgress } from '../../shared/job-progress/job-progress';
import { ImageOrderStore } from './image-order-store';

/** Orders an image and shows it while it is made. */
@Component({
  selector: 'app-image-generator',
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
  providers: [ImageOrderStore],
  templateUrl: './image-generator.html',
  styleUrl: './image-generator.scss',
})
export class ImageGenerator {
  /** From the address: the job whose order is to be given again. */
  readonly again = input<string>();

  protected readonly store = inject(ImageOrderStore);
  protected readonly order = form(this.store.order, (path) => {
    required(path.prompt);
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
