import { Component, input, output } from '@angular/core';

export interface Segment<Value> {
  readonly value: Value;
  readonly label: string;
}

let count = 0;

/** One of a few, all in view. */
@Component({
  selector: 'app-segments',
  template: `
    <fieldset>
      <legend [class.visually-hidden]="isLabelHidden()">{{ label() }}</legend>
      <div>
        @for (each of options(); track each.value) {
          <label>
            <input
              type="radio"
              [name]="name"
              [checked]="each.value === value()"
              (change)="chosen.emit(each.value)"
            />
            <span>{{ each.label }}</span>
          </label>
        }
      </div>
    </fieldset>
  `,
  styleUrl: './segments.scss',
})
export class Segments<Value> {
  readonly label = input.required<string>();
  readonly isLabelHidden = input(false);
  readonly options = input.required<readonly Segment<Value>[]>();
  readonly value = input.required<Value>();
  readonly chosen = output<Value>();
  protected readonly name = `segments-${String(count++)}`;
}
