import {
  afterNextRender,
  Component,
  computed,
  ElementRef,
  inject,
  input,
  linkedSignal,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { MatButton } from '@angular/material/button';
import { MatProgressBar } from '@angular/material/progress-bar';
import { TranslocoDirective } from '@jsverse/transloco';
import { ErrorState } from '../../shared/error-state/error-state';
import { Formats } from '../i18n/formats';
import { Selected } from '../library/selection';
import { AllCollections, Collection } from './all-collections';
import { CollectionCommands } from './collection-commands';
import { CollectionName } from './collection-name';

/** Which collection what is selected goes into; a new one is made here, too. */
@Component({
  selector: 'app-collect-dialog',
  imports: [CollectionName, ErrorState, MatButton, MatProgressBar, TranslocoDirective],
  providers: [AllCollections],
  templateUrl: './collect-dialog.html',
  styleUrl: './collect-dialog.scss',
  // What is pressed here is not for the list beneath.
  host: { '(keydown)': '$event.stopPropagation()' },
})
export class CollectDialog {
  readonly selected = input.required<Selected>();
  readonly closed = output();

  protected readonly formats = inject(Formats);
  protected readonly collections = inject(AllCollections);
  private readonly commands = inject(CollectionCommands);
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  private readonly line = viewChild.required(CollectionName);
  protected readonly isBusy = signal(false);
  protected readonly isAll = computed(() => 'filter' in this.selected());
  protected readonly count = computed(() => {
    const selected = this.selected();
    return this.formats.number('filter' in selected ? selected.count : selected.ids.length);
  });
  protected readonly name = signal('');
  /** Until another name is written. */
  protected readonly problem = linkedSignal<string, string | undefined>({
    source: this.name,
    computation: () => undefined,
  });

  constructor() {
    afterNextRender(() => {
      this.dialog().nativeElement.showModal();
    });
  }

  /** What becomes of it is told by a notice. */
  protected put(collection: Collection): void {
    this.close();
    void this.commands.add(collection, this.selected());
  }

  protected async make(event: Event): Promise<void> {
    event.preventDefault();
    if (!this.name().trim() || this.isBusy()) return;
    this.isBusy.set(true);
    const saved = await this.commands.save({ name: this.name() });
    this.isBusy.set(false);
    if (saved.problem === undefined) this.put(saved.collection);
    else {
      this.problem.set(saved.problem);
      this.line().focus();
    }
  }

  protected close(): void {
    this.dialog().nativeElement.close();
  }
}
