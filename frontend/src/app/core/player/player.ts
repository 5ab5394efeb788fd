import { computed, effect, inject, InjectionToken, Service, signal } from '@angular/core';
import { Track } from './track';

/** What makes the sound; a test gives another one. */
export const SOUND = new InjectionToken<HTMLAudioElement>('SOUND', { factory: () => new Audio() });

const VOLUME_KEY = 'macki.volume';
/** Behind this moment, "previous" means the beginning of what plays. */
const FROM_START_MS = 3_000;

/**
 * The one player of the studio: it belongs to no page, so that it plays on while pages change.
 * Its queue is the list in which something was started.
 */
@Service()
export class Player {
  private readonly sound = inject(SOUND);
  private readonly _queue = signal<readonly Track[]>([]);
  private readonly _index = signal(0);
  private readonly _isPlaying = signal(false);
  private readonly _hasFailed = signal(false);
  private readonly _positionMs = signal(0);
  private readonly measuredMs = signal<number | undefined>(undefined);
  private readonly _volume = signal(rememberedVolume());

  readonly current = computed(() => this._queue()[this._index()]);
  readonly isPlaying = this._isPlaying.asReadonly();
  /** Whether what was to be played could not be. */
  readonly hasFailed = this._hasFailed.asReadonly();
  readonly positionMs = this._positionMs.asReadonly();
  readonly durationMs = computed(() => this.current()?.durationMs ?? this.measuredMs() ?? 0);
  /** From 0 to 1. */
  readonly volume = this._volume.asReadonly();
  readonly hasNext = computed(() => this._index() < this._queue().length - 1);

  constructor() {
    this.sound.preload = 'auto';
    this.listen();
    effect(() => {
      this.sound.volume = this._volume();
      localStorage.setItem(VOLUME_KEY, String(this._volume()));
    });
  }

  /** Play the list from there on. */
  play(queue: readonly Track[], index: number): void {
    this._queue.set(queue);
    this.start(index);
  }

  /** Another version in the place of what plays, at the same moment of it. */
  swap(track: Track): void {
    const at = this.sound.currentTime;
    const goesOn = this._isPlaying();
    const index = this._index();
    this._queue.update((queue) => queue.map((each, place) => (place === index ? track : each)));
    this.load(track);
    this.sound.currentTime = at;
    this._positionMs.set(at * 1_000);
    if (goesOn) this.resume();
  }

  isCurrent(choiceId: string): boolean {
    return this.current()?.id === choiceId;
  }

  toggle(): void {
    if (this._isPlaying()) this.sound.pause();
    else this.resume();
  }

  next(): void {
    if (this.hasNext()) this.start(this._index() + 1);
  }

  previous(): void {
    const atStart = this._positionMs() < FROM_START_MS && this._index() > 0;
    if (atStart) this.start(this._index() - 1);
    else this.seek(0);
  }

  seek(ms: number): void {
    const at = Math.min(Math.max(0, ms), this.durationMs());
    this.sound.currentTime = at / 1_000;
    this._positionMs.set(at);
  }

  setVolume(volume: number): void {
    this._volume.set(Math.min(1, Math.max(0, volume)));
  }

  /** Stop, and take the player out of sight. */
  close(): void {
    this.sound.pause();
    this.sound.removeAttribute('src');
    this._queue.set([]);
    this._isPlaying.set(false);
  }

  private start(index: number): void {
    const track = this._queue()[index];
    if (!track) return;
    this._index.set(index);
    this.load(track);
    this._positionMs.set(0);
    this.resume();
  }

  private load(track: Track): void {
    this._hasFailed.set(false);
    this.measuredMs.set(undefined);
    this.sound.src = track.url;
    this.tellSystem(track);
  }

  private resume(): void {
    // Refused until the page was clicked, and given up when something else is loaded: no failure.
    this.sound.play().catch(() => {
      this._isPlaying.set(false);
    });
  }

  private listen(): void {
    const on = (type: keyof HTMLMediaElementEventMap, react: () => void): void => {
      this.sound.addEventListener(type, react);
    };
    on('play', () => {
      this._isPlaying.set(true);
    });
    on('pause', () => {
      this._isPlaying.set(false);
    });
    on('timeupdate', () => {
      this._positionMs.set(this.sound.currentTime * 1_000);
    });
    on('durationchange', () => {
      if (Number.isFinite(this.sound.duration)) this.measuredMs.set(this.sound.duration * 1_000);
    });
    on('ended', () => {
      this.next();
    });
    on('error', () => {
      if (!this.current()) return;
      this._hasFailed.set(true);
      this._isPlaying.set(false);
    });
  }

  /** The keys of keyboards and headphones, and what a locked screen shows. */
  private tellSystem(track: Track): void {
    if (!('mediaSession' in navigator)) return;
    const session = navigator.mediaSession;
    session.metadata = new MediaMetadata({ title: track.title, artist: track.line });
    session.setActionHandler('play', () => {
      this.resume();
    });
    session.setActionHandler('pause', () => {
      this.sound.pause();
    });
    session.setActionHandler('nexttrack', () => {
      this.next();
    });
    session.setActionHandler('previoustrack', () => {
      this.previous();
    });
    session.setActionHandler('seekto', ({ seekTime }) => {
      this.seek((seekTime ?? 0) * 1_000);
    });
  }
}

function rememberedVolume(): number {
  const stored = Number.parseFloat(localStorage.getItem(VOLUME_KEY) ?? '');
  return stored >= 0 && stored <= 1 ? stored : 1;
}
