import { EnvironmentProviders, inject, provideEnvironmentInitializer } from '@angular/core';
import { MatIconRegistry } from '@angular/material/icon';
import { DomSanitizer } from '@angular/platform-browser';
import {
  mdiAccountCircleOutline,
  mdiAlertCircleOutline,
  mdiArrowExpandRight,
  mdiArrowLeft,
  mdiBookmarkOutline,
  mdiCheckCircleOutline,
  mdiClose,
  mdiCloseCircleOutline,
  mdiCloudOffOutline,
  mdiCogOutline,
  mdiContentCopy,
  mdiDeleteOutline,
  mdiDotsHorizontal,
  mdiDownloadOutline,
  mdiHeart,
  mdiHeartOutline,
  mdiHelpCircleOutline,
  mdiImageMultipleOutline,
  mdiImageOutline,
  mdiImagePlusOutline,
  mdiKeyboardOutline,
  mdiMagnify,
  mdiMusicNote,
  mdiMusicNotePlus,
  mdiPause,
  mdiPencilOutline,
  mdiPlay,
  mdiPlaylistMusicOutline,
  mdiPlus,
  mdiProgressClock,
  mdiRefresh,
  mdiRestore,
  mdiSkipNext,
  mdiSkipPrevious,
  mdiStar,
  mdiStarOutline,
  mdiTimerSand,
  mdiTrayFull,
  mdiTuneVerticalVariant,
  mdiVolumeHigh,
} from '@mdi/js';

/** One outline each, bundled: a font of icons would be a hundred times as large. */
const ICONS = {
  account: mdiAccountCircleOutline,
  alert: mdiAlertCircleOutline,
  back: mdiArrowLeft,
  cancelled: mdiCloseCircleOutline,
  close: mdiClose,
  copy: mdiContentCopy,
  delete: mdiDeleteOutline,
  done: mdiCheckCircleOutline,
  download: mdiDownloadOutline,
  edit: mdiPencilOutline,
  extend: mdiArrowExpandRight,
  heart: mdiHeart,
  'heart-empty': mdiHeartOutline,
  image: mdiImageOutline,
  images: mdiImageMultipleOutline,
  jobs: mdiProgressClock,
  keyboard: mdiKeyboardOutline,
  lost: mdiCloudOffOutline,
  more: mdiDotsHorizontal,
  'new-image': mdiImagePlusOutline,
  'new-song': mdiMusicNotePlus,
  next: mdiSkipNext,
  pause: mdiPause,
  play: mdiPlay,
  plus: mdiPlus,
  previous: mdiSkipPrevious,
  question: mdiHelpCircleOutline,
  restore: mdiRestore,
  retry: mdiRefresh,
  search: mdiMagnify,
  settings: mdiCogOutline,
  song: mdiMusicNote,
  songs: mdiPlaylistMusicOutline,
  star: mdiStar,
  'star-empty': mdiStarOutline,
  stems: mdiTuneVerticalVariant,
  templates: mdiBookmarkOutline,
  tray: mdiTrayFull,
  volume: mdiVolumeHigh,
  waiting: mdiTimerSand,
} as const;

export type IconName = keyof typeof ICONS;

export function provideIcons(): EnvironmentProviders {
  return provideEnvironmentInitializer(() => {
    const registry = inject(MatIconRegistry);
    const sanitizer = inject(DomSanitizer);
    for (const [name, path] of Object.entries(ICONS)) {
      const svg = `<svg viewBox="0 0 24 24"><path d="${path}"/></svg>`;
      registry.addSvgIconLiteral(name, sanitizer.bypassSecurityTrustHtml(svg));
    }
  });
}
