import { EnvironmentProviders, importProvidersFrom, Provider } from '@angular/core';
import { provideRouter } from '@angular/router';
import { TranslocoTestingModule } from '@jsverse/transloco';
import { APOLLO_TESTING_CACHE, ApolloTestingModule } from 'apollo-angular/testing';
import { createCache } from '../app/core/graphql/cache';
import de from '../app/core/i18n/de.json';
import en from '../app/core/i18n/en.json';
import { provideIcons } from '../app/core/icons/icons';
import jobsDe from '../app/features/jobs/i18n/de.json';
import jobsEn from '../app/features/jobs/i18n/en.json';

/** What every unit test has: the real cache, the real words in English, an Apollo that is asked. */
export default [
  provideIcons(),
  provideRouter([]),
  importProvidersFrom(
    ApolloTestingModule,
    TranslocoTestingModule.forRoot({
      langs: { de, en, 'jobs/de': jobsDe, 'jobs/en': jobsEn },
      translocoConfig: {
        availableLangs: ['de', 'en'],
        defaultLang: 'en',
        reRenderOnLangChange: true,
      },
      preloadLangs: true,
    }),
  ),
  { provide: APOLLO_TESTING_CACHE, useFactory: createCache },
] satisfies (Provider | EnvironmentProviders)[];
