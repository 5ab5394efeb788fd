import { TestBed } from '@angular/core/testing';
import { TranslocoService } from '@jsverse/transloco';
import { ailing } from '../../../testing/health';
import de from '../i18n/de.json';
import en from '../i18n/en.json';
import { DEPENDENCIES, DependencyWords } from './dependencies';

describe('the words for a dependency', () => {
  const words = () => TestBed.inject(DependencyWords);

  it('are those of the page, by its name', () => {
    TestBed.inject(TranslocoService).setActiveLang('de');
    const worker = ailing('worker');
    expect(words().name(worker)).toBe('Worker');
    expect(words().notWell(worker)).toBe('Kein Worker läuft: Aufträge warten.');
    expect(words().todo(worker)).toContain('macki worker');
  });

  it('are its name where the page does not know it; the rest is left to the studio', () => {
    for (const name of ['newer-than-this-page', 'toString', '']) {
      expect(words().name(ailing(name))).toBe(name);
      expect(words().notWell(ailing(name))).toBe(`Something is not well: ${name}`);
      expect(words().todo(ailing(name))).toBe('');
    }
  });

  it('are there for each that the page knows, in both languages', () => {
    for (const each of [de, en]) {
      expect(Object.keys(each.dependencies)).toEqual(DEPENDENCIES);
      for (const said of Object.values(each.dependencies)) {
        expect(Object.keys(said)).toEqual(['name', 'notWell', 'todo']);
      }
    }
  });
});
