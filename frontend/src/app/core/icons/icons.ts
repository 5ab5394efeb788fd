import { EnvironmentProviders, inject, provideEnvironmentInitializer } from '@angular/core';
import { MatIconRegistry } from '@angular/material/icon';
import { DomSanitizer } from '@angular/platform-browser';
import {
  mdiAccountCircleOutline,
  mdiAlertCircleOutline,
  mdiArrowLeft,
  mdiCheckCircleOutline,
  mdiClose,
  mdiCloseCircleOutline,
  mdiCloudOffOutline,
  mdiCogOutline,
  mdiContentCopy,
  mdiDotsHorizontal,
  mdiDownloadOutline,
  mdiHelpCircleOutline,
  mdiImageMultipleOutline,
  mdiImageOutline,
  mdiImagePlusOutline,
  mdiMusicNote,
  mdiMusicNotePlus,
  mdiPlaylistMusicOutline,
  mdiProgressClock,
  mdiRefresh,
  mdiStar,
  mdiStarOutline,
  mdiTimerSand,
  mdiTrayFull,
} from '@mdi/js';

/** One outline each, bundled: a font of icons would be a hundred times as large. */
const ICONS = {
  account: mdiAccountCircleOutline,
  alert: mdiAlertCircleOutline,
  back: mdiArrowLeft,
  cancelled: mdiCloseCircleOutline,
  close: mdiClose,
  copy: mdiContentCopy,
  done: mdiCheckCircleOutline,
  download: mdiDownloadOutline,
  image: mdiImageOutline,
  images: mdiImageMultipleOutline,
  jobs: mdiProgressClock,
  lost: mdiCloudOffOutline,
  more: mdiDotsHorizontal,
  'new-image': mdiImagePlusOutline,
  'new-song': mdiMusicNotePlus,
  question: mdiHelpCircleOutline,
  retry: mdiRefresh,
  settings: mdiCogOutline,
  song: mdiMusicNote,
  songs: mdiPlaylistMusicOutline,
  star: mdiStar,
  'star-empty': mdiStarOutline,
  tray: mdiTrayFull,
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
