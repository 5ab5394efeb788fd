import { characters, EMPTY_ORDER, instrumentalInput, orderOf, songInput } from './song-order';
import { stylesIn, toggled } from './style-words';

describe('the order of a song', () => {
  it('leaves to the provider what was left empty', () => {
    const input = songInput({ ...EMPTY_ORDER, lyrics: 'La', style: ' ' });
    expect(input).toEqual({
      lyrics: 'La',
      prompt: null,
      model: null,
      n: null,
      title: null,
      gender: null,
      referenceId: null,
      vocalId: null,
      melodyId: null,
    });
  });

  it('of an instrumental has nothing that is sung', () => {
    const order = { ...EMPTY_ORDER, lyrics: 'La', style: 'piano', gender: 'male' as const };
    expect(Object.keys(instrumentalInput(order))).not.toContain('lyrics');
    expect(Object.keys(instrumentalInput(order))).not.toContain('gender');
  });

  it('is the same again when a job was asked for it', () => {
    const request = {
      __typename: 'InstrumentalRequest' as const,
      style: 'piano',
      model: 'auto',
      n: 3,
      title: null,
      referenceId: null,
    };
    expect(orderOf(request)).toEqual({
      ...EMPTY_ORDER,
      isInstrumental: true,
      style: 'piano',
      model: 'auto',
      n: 3,
    });
    expect(orderOf({ __typename: 'ImageRequest' })).toBeUndefined();
  });

  it('counts characters as the API does', () => {
    expect(characters('a🎸b')).toBe(3);
  });
});

describe('styles', () => {
  it('are added at the end and taken out again, whatever their case', () => {
    expect(toggled('folk, ', 'Jazz')).toBe('folk, Jazz');
    expect(toggled('folk, Jazz', 'jazz')).toBe('folk');
    expect(stylesIn(' ,a,, b ')).toEqual(['a', 'b']);
  });
});
