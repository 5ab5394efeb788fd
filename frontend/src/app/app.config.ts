import { ApplicationConfig, provideBrowserGlobalErrorListeners } from '@angular/core';
import {
  provideRouter,
  TitleStrategy,
  withComponentInputBinding,
  withInMemoryScrolling,
} from '@angular/router';
import { routes } from './app.routes';
import { provideGraphQl } from './core/graphql/apollo.providers';
import { provideI18n } from './core/i18n/transloco.providers';
import { TranslatedTitle } from './core/i18n/translated-title';
import { provideIcons } from './core/icons/icons';

export const appConfig: ApplicationConfig = {
  providers: [
    provideBrowserGlobalErrorListeners(),
    provideRouter(
      routes,
      withComponentInputBinding(),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled' }),
    ),
    { provide: TitleStrategy, useExisting: TranslatedTitle },
    provideGraphQl(),
    provideI18n(),
    provideIcons(),
  ],
};
