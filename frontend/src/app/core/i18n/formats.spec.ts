import { TestBed } from '@angular/core/testing';
import { Formats } from './formats';
import { LanguageSwitch } from './language';

describe('the formats', () => {
  it('follow the language', () => {
    const formats = TestBed.inject(Formats);
    expect(formats.usd('1234.5')).toBe('$1,234.50');
    TestBed.inject(LanguageSwitch).use('de');
    expect(formats.usd('1234.5').replace(/\s/g, ' ')).toBe('1.234,50 $');
    TestBed.inject(LanguageSwitch).use('en');
  });

  it('keep small prices as exact as they are known', () => {
    expect(TestBed.inject(Formats).usd('0.0425')).toBe('$0.0425');
  });

  it('write lengths as players do', () => {
    expect(TestBed.inject(Formats).clock(185_400)).toBe('3:05');
  });
});
