import { bars, outline } from './peaks';

describe('the peaks of a sound', () => {
  it('become bars as high as the loudest moment of each', () => {
    const data = [-10, 20, -80, 5, 0, 40, -1, 1];
    expect(bars({ bits: 8, data }, 2)).toEqual([1, 0.5]);
  });

  it('are never more bars than there are moments', () => {
    expect(bars({ bits: 8, data: [-64, 64] }, 100)).toEqual([1]);
    expect(bars({ bits: 8, data: [] }, 100)).toEqual([]);
  });

  it('do not make silence loud', () => {
    const [bar] = bars({ bits: 16, data: [-2, 2] }, 1);
    expect(bar).toBeLessThan(0.01);
  });

  it('are drawn around the middle', () => {
    expect(outline([1])).toBe('M0.2 0.000h.6v1.000h-.6z');
  });
});
