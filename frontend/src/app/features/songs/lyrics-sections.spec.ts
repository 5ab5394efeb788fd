import { sectionsOf, withHeading } from './lyrics-sections';

describe('the sections of lyrics', () => {
  it('are recognised by their headings, with what is sung in each', () => {
    const lyrics = 'Before\n[Verse]\nOne\n\nTwo\n [ Chorus ] \nThree';
    expect(sectionsOf(lyrics)).toEqual([
      { name: '', start: 0, lines: 1 },
      { name: 'Verse', start: 7, lines: 2 },
      { name: 'Chorus', start: 24, lines: 1 },
    ]);
  });

  it('are not made by brackets within a line', () => {
    expect(sectionsOf('Oh [hey] you')).toEqual([{ name: '', start: 0, lines: 1 }]);
  });

  it('get a heading on a line of its own where the cursor is', () => {
    expect(withHeading('', 0, 'Verse')).toEqual({ lyrics: '[Verse]\n', cursor: 8 });
    const { lyrics, cursor } = withHeading('One\nTwo', 3, 'Chorus');
    expect(lyrics).toBe('One\n\n[Chorus]\nTwo');
    expect(lyrics.slice(cursor)).toBe('Two');
  });
});
