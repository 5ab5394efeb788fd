import { Component, ElementRef, input, output, viewChild } from '@angular/core';
import { MatButton } from '@angular/material/button';

/** A button that says what follows before it does it; its content is its label. */
@Component({
  selector: 'app-confirm-button',
  imports: [MatButton],
  templateUrl: './confirm-button.html',
  styleUrl: './confirm-button.scss',
})
export class ConfirmButton {
  readonly heading = input.required<string>();
  /** What follows. */
  readonly warning = input.required<string>();
  readonly confirm = input.required<string>();
  readonly refrain = input.required<string>();
  readonly confirmed = output();

  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  protected ask(): void {
    this.dialog().nativeElement.showModal();
  }

  protected close(): void {
    this.dialog().nativeElement.close();
  }

  protected go(): void {
    this.close();
    this.confirmed.emit();
  }
}
