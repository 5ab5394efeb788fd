import { Component, ElementRef, input, model, viewChild } from '@angular/core';
import { NAME_LIMIT } from './collection-commands';

/** The name of a collection, with why it was refused beside it. */
@Component({
  selector: 'app-collection-name',
  template: `
    <label>
      <span>{{ label() }}</span>
      <input
        #line
        required
        autocomplete="off"
        aria-describedby="collection-name-problem"
        [attr.aria-invalid]="!!problem()"
        [maxLength]="limit"
        [value]="name()"
        (input)="name.set(line.value)"
      />
    </label>
    <p id="collection-name-problem" role="alert">{{ problem() }}</p>
  `,
  styleUrl: './collection-name.scss',
})
export class CollectionName {
  readonly label = input.required<string>();
  readonly name = model('');
  readonly problem = input<string>();

  protected readonly limit = NAME_LIMIT;
  private readonly line = viewChild.required<ElementRef<HTMLInputElement>>('line');

  focus(): void {
    this.line().nativeElement.focus();
  }
}
