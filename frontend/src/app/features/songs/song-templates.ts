import { Component, inject, input, output, signal } from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { TranslocoDirective } from '@jsverse/transloco';
import { SongTemplateFragment } from './generated';
import { orderOf, SongOrder } from './song-order';
import { SongTemplatesStore } from './song-templates-store';

/** Orders that are kept: use one, keep this one, remove one. */
@Component({
  selector: 'app-song-templates',
  imports: [MatButton, MatIcon, MatIconButton, TranslocoDirective],
  providers: [SongTemplatesStore],
  templateUrl: './song-templates.html',
  styleUrl: './song-templates.scss',
})
export class SongTemplates {
  /** What is kept. */
  readonly order = input.required<SongOrder>();
  readonly used = output<SongOrder>();

  protected readonly store = inject(SongTemplatesStore);
  protected readonly name = signal('');

  protected use(template: SongTemplateFragment): void {
    const order = orderOf(template.request);
    if (order) this.used.emit(order);
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const name = this.name().trim();
    if (name && (await this.store.save(name, this.order()))) this.name.set('');
  }
}
