import { computed, inject, Service } from '@angular/core';
import { LanguageSwitch } from './language';

/** Dates, numbers and money in the language of the page; everything here follows a switch. */
@Service()
export class Formats {
  private readonly language = inject(LanguageSwitch).active;

  private readonly moments = computed(
    () => new Intl.DateTimeFormat(this.language(), { dateStyle: 'medium', timeStyle: 'short' }),
  );
  private readonly days = computed(
    () => new Intl.DateTimeFormat(this.language(), { dateStyle: 'medium' }),
  );
  private readonly times = computed(
    () => new Intl.DateTimeFormat(this.language(), { timeStyle: 'medium' }),
  );
  private readonly dollars = computed(
    () =>
      new Intl.NumberFormat(this.language(), {
        style: 'currency',
        currency: 'USD',
        maximumFractionDigits: 4,
        minimumFractionDigits: 2,
      }),
  );
  private readonly numbers = computed(() => new Intl.NumberFormat(this.language()));
  private readonly shares = computed(
    () => new Intl.NumberFormat(this.language(), { style: 'percent' }),
  );

  /** Date and time of day. */
  moment(iso: string): string {
    return this.moments().format(new Date(iso));
  }

  /** Time of day, to the second. */
  time(iso: string): string {
    return this.times().format(new Date(iso));
  }

  /** US dollars, given as the decimal that the API sends. */
  usd(decimal: string): string {
    return this.dollars().format(Number(decimal));
  }

  /** Bytes, as files are told. */
  size(bytes: number): string {
    const isLarge = bytes >= 1_000_000;
    return new Intl.NumberFormat(this.language(), {
      style: 'unit',
      unit: isLarge ? 'megabyte' : 'kilobyte',
      maximumFractionDigits: isLarge ? 1 : 0,
    }).format(bytes / (isLarge ? 1_000_000 : 1_000));
  }

  /** A number of things. */
  number(count: number): string {
    return this.numbers().format(count);
  }

  /** A share of 1, in percent. */
  percent(share: number): string {
    return this.shares().format(share);
  }

  /** A day without its time; of an ISO day, that day wherever one is. */
  day(iso: string): string {
    const isDay = iso.length === 10;
    return this.days().format(new Date(isDay ? `${iso}T12:00:00` : iso));
  }

  /** Minutes and seconds, as a player shows them. */
  clock(ms: number): string {
    const seconds = Math.round(ms / 1_000);
    return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;
  }
}
