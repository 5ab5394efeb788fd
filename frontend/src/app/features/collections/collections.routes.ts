import { Routes } from '@angular/router';
import { provideTranslocoScope } from '@jsverse/transloco';

export const collections: Routes = [
  {
    path: '',
    providers: [
      provideTranslocoScope({
        scope: 'collections',
        loader: { de: () => import('./i18n/de.json'), en: () => import('./i18n/en.json') },
      }),
    ],
    children: [
      {
        path: '',
        title: 'titles.collections',
        loadComponent: () =>
          import('./collection-list').then(({ CollectionList }) => CollectionList),
      },
      {
        path: ':id',
        title: 'titles.collection',
        loadComponent: () =>
          import('./collection-view').then(({ CollectionView }) => CollectionView),
      },
    ],
  },
];
