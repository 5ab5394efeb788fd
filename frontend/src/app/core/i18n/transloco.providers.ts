import {
  EnvironmentProviders,
  inject,
  isDevMode,
  makeEnvironmentProviders,
  provideAppInitializer,
  Service,
} from '@angular/core';
import {
  provideTransloco,
  Translation,
  TranslocoLoader,
  TranslocoService,
} from '@jsverse/transloco';
import { firstValueFrom } from 'rxjs';
import { Language, LANGUAGES, preferredLanguage } from './language';

/** Chunks of the build, so that a translation is never older or newer than the page. */
const SHELL: Record<Language, () => Promise<{ default: Translation }>> = {
  de: () => import('./de.json'),
  en: () => import('./en.json'),
};

@Service()
export class ShellTranslations implements TranslocoLoader {
  async getTranslation(language: string): Promise<Translation> {
    return (await SHELL[language as Language]()).default;
  }
}

/** The words of the shell are there before the first picture is drawn. */
export function provideI18n(): EnvironmentProviders {
  const language = preferredLanguage();
  document.documentElement.lang = language;
  return makeEnvironmentProviders([
    provideTransloco({
      config: {
        availableLangs: [...LANGUAGES],
        defaultLang: language,
        fallbackLang: 'en',
        reRenderOnLangChange: true,
        prodMode: !isDevMode(),
      },
      loader: ShellTranslations,
    }),
    provideAppInitializer(() => firstValueFrom(inject(TranslocoService).load(language))),
  ]);
}
