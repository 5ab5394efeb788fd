import { Routes } from '@angular/router';

/** `title` is a translation of the shell. Each feature comes with its own chunk and words. */
export const routes: Routes = [
  {
    path: '',
    pathMatch: 'full',
    title: 'titles.start',
    loadComponent: () => import('./features/start/start').then(({ Start }) => Start),
  },
  {
    path: 'images',
    loadChildren: () => import('./features/images/images.routes').then(({ images }) => images),
  },
  {
    path: 'songs',
    loadChildren: () => import('./features/songs/songs.routes').then(({ songs }) => songs),
  },
  {
    path: 'collections',
    loadChildren: () =>
      import('./features/collections/collections.routes').then(({ collections }) => collections),
  },
  {
    path: 'account',
    loadChildren: () => import('./features/account/account.routes').then(({ account }) => account),
  },
  {
    path: 'jobs',
    loadChildren: () => import('./features/jobs/jobs.routes').then(({ jobs }) => jobs),
  },
  {
    path: '**',
    title: 'titles.notFound',
    loadComponent: () => import('./features/not-found/not-found').then(({ NotFound }) => NotFound),
  },
];
