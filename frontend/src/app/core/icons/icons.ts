import { EnvironmentProviders, inject, provideEnvironmentInitializer } from '@angular/core';
import { MatIconRegistry } from '@angular/material/icon';
import { DomSanitizer } from '@angular/platform-browser';
import {
  mdiAccountCircleOutline,
  mdiAlertCircleOutline,
  mdiArrowLeft,
  mdiAutoFix,
  mdiBookmarkOutline,
  mdiCheck,
  mdiCheckCircleOutline,
  mdiCheckboxBlankCircleOutline,
  mdiChevronLeft,
  mdiChevronRight,
  mdiClose,
  mdiCloseCircleOutline,
  mdiCloudOffOutline,
  mdiCogOutline,
  mdiContentCopy,
  mdiDotsHorizontal,
  mdiDownloadOutline,
  mdiHeart,
  mdiHeartOutline,
  mdiHelpCircleOutline,
  mdiImageMultipleOutline,
  mdiImageOutline,
  mdiImagePlusOutline,
  mdiInformationOutline,
  mdiMagnify,
  mdiMusicNote,
  mdiMusicNotePlus,
  mdiPlaylistMusicOutline,
  mdiProgressClock,
  mdiRefresh,
  mdiRestore,
  mdiSort,
  mdiStar,
  mdiStarOutline,
  mdiTagOutline,
  mdiTimerSand,
  mdiTrashCanOutline,
  mdiTrayFull,
  mdiTune,
} from '@mdi/js';

/** One outline each, bundled: a font of icons would be a hundred times as large. */
const ICONS = {
  account: mdiAccountCircleOutline,
  alert: mdiAlertCircleOutline,
  back: mdiArrowLeft,
  cancelled: mdiCloseCircleOutline,
  check: mdiCheck,
  'chevron-left': mdiChevronLeft,
  'chevron-right': mdiChevronRight,
  circle: mdiCheckboxBlankCircleOutline,
  close: mdiClose,
  copy: mdiContentCopy,
  done: mdiCheckCircleOutline,
  download: mdiDownloadOutline,
  favourite: mdiHeart,
  'favourite-empty': mdiHeartOutline,
  filter: mdiTune,
  image: mdiImageOutline,
  images: mdiImageMultipleOutline,
  info: mdiInformationOutline,
  jobs: mdiProgressClock,
  lost: mdiCloudOffOutline,
  more: mdiDotsHorizontal,
  'new-image': mdiImagePlusOutline,
  'new-song': mdiMusicNotePlus,
  question: mdiHelpCircleOutline,
  restore: mdiRestore,
  retry: mdiRefresh,
  search: mdiMagnify,
  settings: mdiCogOutline,
  song: mdiMusicNote,
  songs: mdiPlaylistMusicOutline,
  sort: mdiSort,
  star: mdiStar,
  'star-empty': mdiStarOutline,
  tag: mdiTagOutline,
  template: mdiBookmarkOutline,
  trash: mdiTrashCanOutline,
  tray: mdiTrayFull,
  vary: mdiAutoFix,
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
