import { Component, computed, effect, ElementRef, inject, input, viewChild } from '@angular/core';
import { form, FormField, validate } from '@angular/forms/signals';
import { MatButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { Router, RouterLink } from '@angular/router';
import { TranslocoDirective, TranslocoService } from '@jsverse/transloco';
import { FailureText } from '../../shared/failure-text/failure-text';
import { Formats } from '../../core/i18n/formats';
import { Choice, ChoiceChips } from '../../shared/choice-chips/choice-chips';
import { TemplateMenu } from '../../shared/template-menu/template-menu';
import { OWN } from './image-order';
import { ImageOrderStore } from './image-order-store';
import { ImageStage } from './image-stage';
import { ImageStageStore } from './image-stage-store';
import { ImageTemplatesStore } from './image-templates-store';

/** The values that have a word in `i18n/`. */
const WORDS: ReadonlySet<string> = new Set([
  ...['low', 'medium', 'high', 'xhigh', 'max', 'standard', 'hd'],
  ...['vivid', 'natural', 'transparent', 'opaque'],
]);
const COUNTS = [1, 2, 3, 4, 6, 8, 10];

/** Orders an image, says before what it costs, and shows it while it is made. */
@Component({
  selector: 'app-image-generator',
  imports: [
    FailureText,
    ChoiceChips,
    FormField,
    ImageStage,
    MatButton,
    MatIcon,
    RouterLink,
    TemplateMenu,
    TranslocoDirective,
  ],
  providers: [ImageOrderStore, ImageStageStore, ImageTemplatesStore],
  templateUrl: './image-generator.html',
  styleUrl: './image-generator.scss',
})
export class ImageGenerator {
  /** From the address: the job whose order is to be given again. */
  readonly again = input<string>();

  protected readonly store = inject(ImageOrderStore);
  protected readonly stage = inject(ImageStageStore);
  protected readonly templates = inject(ImageTemplatesStore);
  protected readonly formats = inject(Formats);
  private readonly router = inject(Router);
  private readonly transloco = inject(TranslocoService);
  private readonly result = viewChild<ElementRef<HTMLElement>>('result');
  private readonly prompt = viewChild<ElementRef<HTMLTextAreaElement>>('prompt');
  protected readonly own = OWN;
  protected readonly model = this.store.model;
  protected readonly order = form(this.store.order, (path) => {
    validate(path.prompt, ({ value }) => (value().trim() ? undefined : { kind: 'required' }));
  });

  protected readonly sizes = computed<Choice[]>(() => {
    const model = this.model();
    const named = model?.sizes.map((size) => ({ value: size, name: this.nameOfSize(size) })) ?? [];
    return model?.takesAnySize ? [...named, { value: OWN, name: this.word('new.mine') }] : named;
  });
  protected readonly counts = computed(() => {
    const limit = this.model()?.nLimit ?? 1;
    return numbers([...COUNTS.filter((each) => each <= limit), Number(this.store.order().n)]);
  });
  protected readonly previews = computed(() =>
    numbers([...Array((this.model()?.previewsLimit ?? 0) + 1).keys()]),
  );
  protected readonly priced = computed(() => {
    const price = this.store.price();
    return (
      price && {
        ...price,
        each: this.formats.usd(price.each),
        total: this.formats.usd(price.total),
      }
    );
  });
  /** The qualities whose price is known, in words. */
  protected readonly pricedQualities = computed(() =>
    this.model()
      ?.prices.filter(({ quality }) => quality)
      .map(({ quality }) => this.nameOf(quality ?? ''))
      .join(', '),
  );
  protected readonly isCompressed = computed(() =>
    ['jpeg', 'webp'].includes(this.store.order().outputFormat),
  );

  constructor() {
    effect(() => {
      this.stage.show(this.store.jobId());
    });
    effect(() => {
      const jobId = this.again();
      if (jobId) void this.takeOnce(jobId);
    });
  }

  protected async submit(event: Event): Promise<void> {
    event.preventDefault();
    if (!this.order().valid()) return;
    const before = this.store.jobId();
    await this.store.place();
    if (this.store.jobId() !== before) {
      this.result()?.nativeElement.scrollIntoView({ block: 'nearest' });
    }
  }

  /** A double click is one click; its second half does not order. */
  protected click(event: MouseEvent): void {
    if (event.detail > 1) event.preventDefault();
  }

  protected async vary(jobId: string): Promise<void> {
    await this.store.takeOrderOf(jobId);
    this.toPrompt();
  }

  protected async retry(): Promise<void> {
    const job = await this.stage.retry();
    if (job) this.store.follow(job.id);
  }

  protected useTemplate(id: string): void {
    const request = this.templates.requestOf(id);
    if (request) this.store.take(request);
    this.toPrompt();
  }

  protected saveTemplate(name: string): void {
    const input = this.store.input();
    if (input) void this.templates.save(name, input);
  }

  protected choices(values: readonly string[]): Choice[] {
    return values.map((value) => ({ value, name: this.nameOf(value) }));
  }

  protected valueOf(event: Event): string {
    return (event.target as HTMLSelectElement).value;
  }

  /** The address forgets it then: after a reload the form holds what was written since. */
  private async takeOnce(jobId: string): Promise<void> {
    await this.store.takeOrderOf(jobId);
    await this.router.navigate(['/images/new'], { replaceUrl: true, scroll: 'manual' });
    this.toPrompt();
  }

  private toPrompt(): void {
    this.prompt()?.nativeElement.focus();
  }

  private nameOfSize(size: string): string {
    const [width, height] = size.split('x').map(Number);
    if (!width || !height) return this.nameOf(size);
    const shape = width === height ? 'square' : width > height ? 'wide' : 'tall';
    return `${this.word(`new.shapes.${shape}`)} ${size.replace('x', ' × ')}`;
  }

  /** What has no word of ours keeps its own. */
  private nameOf(value: string): string {
    if (value === 'auto') return this.word('new.auto');
    return WORDS.has(value) ? this.word(`new.values.${value}`) : value;
  }

  private word(key: string): string {
    this.transloco.activeLang();
    return this.transloco.translate(`images.${key}`);
  }
}

function numbers(values: readonly number[]): Choice[] {
  const sorted = [...new Set(values)].sort((one, other) => one - other);
  return sorted.map((value) => ({ value: String(value), name: String(value) }));
}
