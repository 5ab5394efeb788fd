import { IconName } from '../icons/icons';

interface Destination {
  readonly path: string;
  /** A translation. */
  readonly name: string;
  readonly icon: IconName;
  /** Whether its subpages belong to it, too. */
  readonly withSubpages: boolean;
  /** Whether the narrow bar has room for it; it is in the settings otherwise. */
  readonly inBar: boolean;
}

export const DESTINATIONS: readonly Destination[] = [
  {
    path: '/images/new',
    name: 'nav.newImage',
    icon: 'new-image',
    withSubpages: false,
    inBar: true,
  },
  { path: '/songs/new', name: 'nav.newSong', icon: 'new-song', withSubpages: false, inBar: true },
  { path: '/images', name: 'nav.images', icon: 'images', withSubpages: false, inBar: true },
  { path: '/songs', name: 'nav.songs', icon: 'songs', withSubpages: false, inBar: true },
  {
    path: '/collections',
    name: 'nav.collections',
    icon: 'collections',
    withSubpages: true,
    inBar: false,
  },
  { path: '/jobs', name: 'nav.jobs', icon: 'jobs', withSubpages: true, inBar: true },
  { path: '/account', name: 'nav.account', icon: 'account', withSubpages: true, inBar: false },
];
