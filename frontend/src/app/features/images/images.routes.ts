import { Routes } from '@angular/router';
import { provideTranslocoScope } from '@jsverse/transloco';

export const images: Routes = [
  {
    path: '',
    providers: [
      provideTranslocoScope({
        scope: 'images',
        loader: { de: () => import('./i18n/de.json'), en: () => import('./i18n/en.json') },
      }),
    ],
    children: [
      {
        path: '',
        title: 'titles.images',
        loadComponent: () => import('./image-view').then(({ ImageView }) => ImageView),
      },
      {
        path: 'new',
        title: 'titles.newImage',
        loadComponent: () =>
          import('./image-generator').then(({ ImageGenerator }) => ImageGenerator),
      },
      {
        path: ':id',
        title: 'titles.image',
        loadComponent: () => import('./image-detail').then(({ ImageDetail }) => ImageDetail),
      },
    ],
  },
];
