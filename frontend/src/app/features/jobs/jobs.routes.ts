import { Routes } from '@angular/router';
import { provideTranslocoScope } from '@jsverse/transloco';

export const jobs: Routes = [
  {
    path: '',
    providers: [
      provideTranslocoScope({
        scope: 'jobs',
        loader: { de: () => import('./i18n/de.json'), en: () => import('./i18n/en.json') },
      }),
    ],
    children: [
      {
        path: '',
        title: 'titles.jobs',
        loadComponent: () => import('./job-list').then(({ JobList }) => JobList),
      },
      {
        path: ':id',
        title: 'titles.job',
        loadComponent: () => import('./job-view').then(({ JobView }) => JobView),
      },
    ],
  },
];
