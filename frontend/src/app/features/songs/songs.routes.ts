import { Routes } from '@angular/router';
import { provideTranslocoScope } from '@jsverse/transloco';
import { SongListStore } from './song-list-store';

export const songs: Routes = [
  {
    path: '',
    providers: [
      provideTranslocoScope({
        scope: 'songs',
        loader: { de: () => import('./i18n/de.json'), en: () => import('./i18n/en.json') },
      }),
    ],
    children: [
      {
        path: '',
        title: 'titles.songs',
        // It outlives its page: who comes back from a song finds the list as it was.
        providers: [SongListStore],
        loadComponent: () => import('./song-view').then(({ SongView }) => SongView),
      },
      {
        path: 'new',
        title: 'titles.newSong',
        loadComponent: () => import('./song-generator').then(({ SongGenerator }) => SongGenerator),
      },
      {
        path: ':id',
        title: 'titles.song',
        loadComponent: () => import('./song-detail').then(({ SongDetail }) => SongDetail),
      },
    ],
  },
];
