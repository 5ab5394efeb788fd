import { DOCUMENT, inject, Service } from '@angular/core';
import { TranslocoService } from '@jsverse/transloco';

export const LANGUAGES = ['de', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

const KEY = 'macki.language';

/** The language that was chosen last, else the browser's, else English. */
export function preferredLanguage(): Language {
  const wanted = localStorage.getItem(KEY) ?? navigator.language.slice(0, 2);
  return LANGUAGES.find((each) => each === wanted) ?? 'en';
}

@Service()
export class LanguageSwitch {
  private readonly transloco = inject(TranslocoService);
  private readonly document = inject(DOCUMENT);

  readonly active = this.transloco.activeLang;

  use(language: Language): void {
    localStorage.setItem(KEY, language);
    this.document.documentElement.lang = language;
    this.transloco.setActiveLang(language);
  }
}
