import { Component, input, output, signal } from '@angular/core';
import { form, FormField, required } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatFormField, MatHint, MatLabel } from '@angular/material/form-field';
import { MatInput } from '@angular/material/input';
import { TranslocoDirective } from '@jsverse/transloco';
import { ConfirmButton } from '../../shared/confirm-button/confirm-button';

/** The two ways out where nobody knows whether a paid request was taken. */
@Component({
  selector: 'app-job-resolution',
  imports: [
    ConfirmButton,
    FormField,
    MatButton,
    MatFormField,
    MatHint,
    MatInput,
    MatLabel,
    TranslocoDirective,
  ],
  templateUrl: './job-resolution.html',
  styleUrl: './job-resolution.scss',
})
export class JobResolution {
  readonly isBusy = input(false);
  /** It ran, under this id of the provider. */
  readonly adopted = output<string>();
  readonly submittedAgain = output();

  protected readonly adoption = form(signal({ providerJobId: '' }), (path) => {
    required(path.providerJobId);
  });

  protected adopt(event: Event): void {
    event.preventDefault();
    if (this.adoption().valid()) this.adopted.emit(this.adoption.providerJobId().value().trim());
  }
}
