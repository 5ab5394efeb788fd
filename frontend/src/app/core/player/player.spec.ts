import { TestBed } from '@angular/core/testing';
import { SilentSound } from '../../../testing/sound';
import { Player, SOUND } from './player';
import { PlayerKeys } from './player-keys';
import { Track } from './track';

describe('the player', () => {
  let sound: SilentSound;
  let player: Player;

  beforeEach(() => {
    localStorage.clear();
    sound = new SilentSound();
    TestBed.configureTestingModule({ providers: [{ provide: SOUND, useValue: sound }] });
    player = TestBed.inject(Player);
  });

  const track = (id: string): Track => ({
    id,
    songId: `song ${id}`,
    title: id,
    line: 'folk',
    url: `/media/${id}.mp3`,
    durationMs: 60_000,
    waveformUrl: null,
  });

  it('plays a list from a place of it to its end', () => {
    player.play([track('a'), track('b'), track('c')], 1);
    expect(player.current()?.id).toBe('b');
    expect(player.isPlaying()).toBe(true);
    sound.dispatchEvent(new Event('ended'));
    expect(sound.src).toBe('/media/c.mp3');
    expect(player.hasNext()).toBe(false);
  });

  it('goes to the beginning first, and to the song before from there', () => {
    player.play([track('a'), track('b')], 1);
    sound.comeTo(20);
    player.previous();
    expect([player.current()?.id, sound.currentTime]).toEqual(['b', 0]);
    player.previous();
    expect(player.current()?.id).toBe('a');
  });

  it('puts another version in the place of the one that plays, at the same moment', () => {
    player.play([track('a'), track('b')], 0);
    sound.comeTo(12);
    player.swap(track('a2'));
    expect([sound.src, sound.currentTime]).toEqual(['/media/a2.mp3', 12]);
    expect(player.isPlaying()).toBe(true);
    player.next();
    expect(player.current()?.id).toBe('b');
  });

  it('never leaves the song when it seeks', () => {
    player.play([track('a')], 0);
    player.seek(90_000);
    expect(sound.currentTime).toBe(60);
    player.seek(-5_000);
    expect(sound.currentTime).toBe(0);
  });

  it('remembers how loud it was', () => {
    player.setVolume(0.4);
    TestBed.tick();
    expect(localStorage.getItem('macki.volume')).toBe('0.4');
    expect(sound.volume).toBe(0.4);
  });

  it('says that something could not be played, and plays what comes then', () => {
    player.play([track('a'), track('b')], 0);
    sound.dispatchEvent(new Event('error'));
    expect([player.hasFailed(), player.isPlaying()]).toEqual([true, false]);
    player.next();
    expect([player.hasFailed(), player.isPlaying()]).toEqual([false, true]);
  });

  describe('by keys', () => {
    function press(key: string, target: Element = document.body): KeyboardEvent {
      const keys = TestBed.inject(PlayerKeys);
      const event = new KeyboardEvent('keydown', { key, cancelable: true });
      Object.defineProperty(event, 'target', { value: target });
      keys.press(event);
      return event;
    }

    it('is held and moved', () => {
      player.play([track('a'), track('b')], 0);
      sound.comeTo(20);
      press('ArrowRight');
      expect(sound.currentTime).toBe(25);
      expect(press(' ').defaultPrevented).toBe(true);
      expect(player.isPlaying()).toBe(false);
      press('n');
      expect(player.current()?.id).toBe('b');
    });

    it('leaves alone what is typed into a field', () => {
      player.play([track('a'), track('b')], 0);
      press('n', document.createElement('textarea'));
      expect(player.current()?.id).toBe('a');
    });

    it('does nothing once its keys are turned off', () => {
      player.play([track('a'), track('b')], 0);
      TestBed.inject(PlayerKeys).use(false);
      press('n');
      expect(player.current()?.id).toBe('a');
    });
  });
});
