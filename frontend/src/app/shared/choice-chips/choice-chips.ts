import { Component, input, model } from '@angular/core';
import { FormValueControl } from '@angular/forms/signals';

export interface Choice {
  readonly value: string;
  readonly name: string;
}

let count = 0;

/** A few choices side by side of which one holds; for a field of a form. */
@Component({
  selector: 'app-choice-chips',
  template: `
    <fieldset [attr.aria-describedby]="problem() ? id + '-problem' : null">
      <legend>{{ label() }}</legend>
      <div class="chips">
        @for (choice of choices(); track choice.value) {
          <label>
            <input
              class="visually-hidden"
              type="radio"
              [name]="id"
              [value]="choice.value"
              [checked]="choice.value === value()"
              (change)="value.set(choice.value)"
            />
            <span>{{ choice.name }}</span>
          </label>
        }
      </div>
      @if (problem()) {
        <p class="problem" [id]="id + '-problem'" role="alert">{{ problem() }}</p>
      }
    </fieldset>
  `,
  styleUrl: './choice-chips.scss',
})
export class ChoiceChips implements FormValueControl<string> {
  readonly value = model('');
  readonly label = input.required<string>();
  readonly choices = input.required<readonly Choice[]>();
  /** What is wrong with the choice, in words. */
  readonly problem = input<string>();
  protected readonly id = `choice-chips-${String(count++)}`;
}
