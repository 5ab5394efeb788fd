import { Routes } from '@angular/router';
import { provideTranslocoScope } from '@jsverse/transloco';

export const account: Routes = [
  {
    path: '',
    title: 'titles.account',
    providers: [
      provideTranslocoScope({
        scope: 'account',
        loader: { de: () => import('./i18n/de.json'), en: () => import('./i18n/en.json') },
      }),
    ],
    loadComponent: () => import('./song-profil').then(({ SongProfil }) => SongProfil),
  },
];
