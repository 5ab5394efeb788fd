import { effect, inject, Service, signal } from '@angular/core';
import { Title } from '@angular/platform-browser';
import { RouterStateSnapshot, TitleStrategy } from '@angular/router';
import { TranslocoService } from '@jsverse/transloco';
import { LanguageSwitch } from './language';

const STUDIO = 'Mac KI Service';

/** A route's title is a translation's key; the window's title follows the language. */
@Service()
export class TranslatedTitle extends TitleStrategy {
  private readonly title = inject(Title);
  private readonly transloco = inject(TranslocoService);
  private readonly key = signal<string | undefined>(undefined);
  private readonly language = inject(LanguageSwitch).active;

  constructor() {
    super();
    effect((onCleanup) => {
      const key = this.key();
      if (!key) return;
      const words = this.transloco.selectTranslate<string>(key, {}, this.language());
      const showing = words.subscribe((text) => {
        this.title.setTitle(`${text} · ${STUDIO}`);
      });
      onCleanup(() => {
        showing.unsubscribe();
      });
    });
  }

  override updateTitle(snapshot: RouterStateSnapshot): void {
    this.key.set(this.buildTitle(snapshot));
  }
}
