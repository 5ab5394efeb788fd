import { Component, computed, input, output, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';

interface Named {
  readonly id: string;
  readonly name: string;
}

const NAME_LIMIT = 100;

/** Orders that were kept: to be used, kept anew under a name, or deleted. */
@Component({
  selector: 'app-template-menu',
  imports: [MatButton, MatIcon, MatIconButton, TranslocoDirective],
  templateUrl: './template-menu.html',
  styleUrl: './template-menu.scss',
})
export class TemplateMenu {
  readonly templates = input.required<readonly Named[]>();
  /** Why the last one was not kept, in words. */
  readonly problem = input<string>();
  /** Whether there is an order that could be kept. */
  readonly canSave = input(true);

  readonly used = output<string>();
  readonly deleted = output<string>();
  /** The name for the order as it is now; a name that exists means that one. */
  readonly saved = output<string>();

  protected readonly name = signal('');
  protected readonly nameLimit = NAME_LIMIT;
  protected readonly asked = signal<string | undefined>(undefined);
  protected readonly replaces = computed(() =>
    this.templates().some(({ name }) => name === this.name().trim()),
  );

  protected save(event: Event): void {
    event.preventDefault();
    const name = this.name().trim();
    if (name && this.canSave()) this.saved.emit(name);
  }

  protected delete(id: string): void {
    this.asked.set(undefined);
    this.deleted.emit(id);
  }

  protected valueOf(event: Event): string {
    return (event.target as HTMLInputElement).value;
  }
}
