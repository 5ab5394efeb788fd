import { Component, inject } from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { MatIcon } from '@angular/material/icon';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { LANGUAGES, LanguageSwitch } from '../i18n/language';
import { SCHEMES, Theme } from '../theme/theme';
import { DESTINATIONS } from './destinations';

/** Appearance and language; on narrow screens also the way to what the bar has no room for. */
@Component({
  selector: 'app-settings',
  imports: [MatIcon, MatIconButton, RouterLink, TranslocoDirective],
  templateUrl: './settings.html',
  styleUrl: './settings.scss',
})
export class Settings {
  protected readonly theme = inject(Theme);
  protected readonly language = inject(LanguageSwitch);
  protected readonly schemes = SCHEMES;
  protected readonly languages = LANGUAGES;
  protected readonly destinations = DESTINATIONS.filter(({ inBar }) => !inBar);
}
