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
import { TranslocoDirective } from '@jsverse/transloco';
import { Collection } from '../../core/collections/all-collections';
import { CollectionCommands, DESCRIPTION_LIMIT } from '../../core/collections/collection-commands';
import { CollectionName } from '../../core/collections/collection-name';

/** What a collection is called and what is said about it; a new one where none is given. */
@Component({
  selector: 'app-collection-dialog',
  imports: [CollectionName, MatButton, TranslocoDirective],
  templateUrl: './collection-dialog.html',
  styleUrl: './collection-dialog.scss',
})
export class CollectionDialog {
  readonly collection = input<Collection>();
  readonly saved = output<Collection>();
  readonly closed = output();

  private readonly commands = inject(CollectionCommands);
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');
  private readonly line = viewChild.required(CollectionName);
  protected readonly limit = DESCRIPTION_LIMIT;
  protected readonly isBusy = signal(false);
  protected readonly words = computed(() => (this.collection() ? 'edit' : 'new'));
  protected readonly name = linkedSignal(() => this.collection()?.name ?? '');
  protected readonly description = linkedSignal(() => this.collection()?.description ?? '');
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

  /** Its cover and its order stay as they are. */
  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    if (!this.name().trim() || this.isBusy()) return;
    const { id, arrangement, coverImageId } = this.collection() ?? {};
    this.isBusy.set(true);
    const saved = await this.commands.save({
      ...(id && { collectionId: id, arrangement, coverImageId }),
      name: this.name(),
      description: this.description(),
    });
    this.isBusy.set(false);
    if (saved.problem === undefined) {
      this.close();
      this.saved.emit(saved.collection);
    } else {
      this.problem.set(saved.problem);
      this.line().focus();
    }
  }

  protected close(): void {
    this.dialog().nativeElement.close();
  }
}
