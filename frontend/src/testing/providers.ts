import { EnvironmentProviders, importProvidersFrom, Provider } from '@angular/core';
import { provideRouter } from '@angular/router';
import { TranslocoTestingModule } from '@jsverse/transloco';
import { APOLLO_TESTING_CACHE, ApolloTestingModule } from 'apollo-angular/testing';
import { createCache } from '../app/core/graphql/cache';
import de from '../app/core/i18n/de.json';
import en from '../app/core/i18n/en.json';
import { provideIcons } from '../app/core/icons/icons';
import imagesDe from '../app/features/images/i18n/de.json';
import imagesEn from '../app/features/images/i18n/en.json';
import accountDe from '../app/features/account/i18n/de.json';
import accountEn from '../app/features/account/i18n/en.json';
import collectionsDe from '../app/features/collections/i18n/de.json';
import collectionsEn from '../app/features/collections/i18n/en.json';
import jobsDe from '../app/features/jobs/i18n/de.json';
import jobsEn from '../app/features/jobs/i18n/en.json';
import songsDe from '../app/features/songs/i18n/de.json';
import songsEn from '../app/features/songs/i18n/en.json';

/** What every unit test has: the real cache, the real words in English, an Apollo that is asked. */
export default [
  provideIcons(),
  provideRouter([]),
  importProvidersFrom(
    ApolloTestingModule,
    TranslocoTestingModule.forRoot({
      langs: {
        de,
        en,
        'images/de': imagesDe,
        'images/en': imagesEn,
        'collections/de': collectionsDe,
        'collections/en': collectionsEn,
        'jobs/de': jobsDe,
        'jobs/en': jobsEn,
        'account/de': accountDe,
        'account/en': accountEn,
        'songs/de': songsDe,
        'songs/en': songsEn,
      },
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
