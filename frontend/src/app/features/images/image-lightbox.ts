import {
  afterNextRender,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  input,
  output,
  signal,
  viewChild,
} from '@angular/core';
import { MatButton, MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { MatTooltip } from '@angular/material/tooltip';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { CollectDialog } from '../../core/collections/collect-dialog';
import { Formats } from '../../core/i18n/formats';
import { ItemChanges } from '../../core/library/library-commands';
import { ConfirmButton } from '../../shared/confirm-button/confirm-button';
import { ErrorState } from '../../shared/error-state/error-state';
import { ItemDetails } from '../../shared/item-details/item-details';
import { Money } from '../../shared/money/money';
import { ImageLibraryStore } from './image-library-store';
import { ImageLightboxStore } from './image-lightbox-store';

const DETAILS_KEY = 'macki.image-details';

/** One image before everything else, with its neighbours a key away. */
@Component({
  selector: 'app-image-lightbox',
  imports: [
    CollectDialog,
    ConfirmButton,
    ErrorState,
    ItemDetails,
    MatButton,
    MatIcon,
    MatIconButton,
    MatTooltip,
    Money,
    RouterLink,
    TranslocoDirective,
  ],
  providers: [ImageLightboxStore],
  templateUrl: './image-lightbox.html',
  styleUrl: './image-lightbox.scss',
  host: { '(keydown)': 'onKey($event)' },
})
export class ImageLightbox {
  readonly id = input.required<string>();
  /** To the image with that id. */
  readonly turned = output<string>();
  readonly closed = output();

  protected readonly formats = inject(Formats);
  protected readonly store = inject(ImageLightboxStore);
  private readonly library = inject(ImageLibraryStore);
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  /** What the grid knows already, until all is read. */
  protected readonly image = computed(() => {
    const read = this.store.image();
    return read?.id === this.id() ? read : undefined;
  });
  protected readonly tile = computed(() => this.image() ?? this.library.window.find(this.id()));
  protected readonly index = computed(() => this.library.window.indexOf(this.id()));
  protected readonly before = computed(() => this.neighbour(-1));
  protected readonly behind = computed(() => this.neighbour(1));
  /** The id of what is to go into a collection. */
  protected readonly collected = signal<string | undefined>(undefined);
  protected readonly hasDetails = signal(sessionStorage.getItem(DETAILS_KEY) === 'true');
  protected readonly srcset = computed(() => {
    const tile = this.tile();
    if (!tile) return '';
    const { url, width } = tile.thumbnails.large;
    const file = this.image()?.file;
    const whole = file?.width && file.width > width ? `, ${file.url} ${String(file.width)}w` : '';
    return `${url} ${String(width)}w${whole}`;
  });

  constructor() {
    effect(() => {
      this.store.show(this.id());
    });
    // The pages behind are read while one looks, too.
    effect(() => {
      const index = this.index();
      if (index >= 0) this.library.window.look(Math.max(0, index - 1), index + 2);
    });
    effect(() => {
      for (const each of [this.before(), this.behind()]) {
        if (each) new Image().src = each.thumbnails.large.url;
      }
    });
    afterNextRender(() => {
      this.dialog().nativeElement.showModal();
    });
  }

  protected turn(step: -1 | 1): void {
    const to = step < 0 ? this.before() : this.behind();
    if (to) this.turned.emit(to.id);
  }

  protected edit(changes: ItemChanges): void {
    void this.library.edit({ ids: [this.id()] }, changes);
  }

  protected toggleDetails(): void {
    this.hasDetails.update((has) => !has);
    sessionStorage.setItem(DETAILS_KEY, String(this.hasDetails()));
  }

  /** The next one takes its place. */
  protected async trash(): Promise<void> {
    const next = this.behind() ?? this.before();
    if (!(await this.library.trash({ ids: [this.id()] }))) return;
    this.goOn(next?.id);
  }

  protected async restore(): Promise<void> {
    const next = this.behind() ?? this.before();
    await this.library.restore({ ids: [this.id()] });
    this.goOn(next?.id);
  }

  protected async purge(): Promise<void> {
    const next = this.behind() ?? this.before();
    await this.library.purge({ ids: [this.id()] });
    this.goOn(next?.id);
  }

  protected onKey(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    if (target.closest('input, textarea') || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = this.shortcuts()[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  private shortcuts(): Record<string, () => void> {
    const tile = this.tile();
    const rate = (star: number): void => {
      this.edit({ rating: tile?.rating === star || !star ? null : star });
    };
    const stars = [0, 1, 2, 3, 4, 5].map((star) => [
      String(star),
      () => {
        rate(star);
      },
    ]);
    return {
      ...(Object.fromEntries(stars) as Record<string, () => void>),
      ArrowLeft: () => {
        this.turn(-1);
      },
      ArrowRight: () => {
        this.turn(1);
      },
      f: () => {
        this.edit({ favourite: !tile?.favourite });
      },
      i: () => {
        this.toggleDetails();
      },
      Delete: () => {
        if (this.image()?.trashedAt === null) void this.trash();
      },
    };
  }

  private goOn(next: string | undefined): void {
    if (next) this.turned.emit(next);
    else this.closed.emit();
  }

  private neighbour(step: -1 | 1) {
    const index = this.index();
    return index < 0 ? undefined : this.library.window.at(index + step);
  }
}
