import { computed, effect, inject, Service, signal } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Apollo } from 'apollo-angular';
import { firstValueFrom, map } from 'rxjs';
import { complete } from '../../core/graphql/complete';
import { JobCommands } from '../../core/jobs/job-commands';
import { LiveJobs } from '../../core/jobs/live-jobs';
import { ItemChanges, LibraryCommands } from '../../core/library/library-commands';
import { hasEnded, JobRow } from '../../core/jobs/job-states';
import { Notices } from '../../core/notices/notices';
import {
  ExtendSongInput,
  SongDetailDocument,
  SongDetailQuery,
  SongModelsDocument,
  SongOrderDocument,
  StemsInFlightDocument,
} from './generated';
import { followOrder } from './follow-order';
import { SongCommands } from './song-commands';
import { ExtensionAsked, SongModel } from './song-order';

export type DetailedSong = NonNullable<SongDetailQuery['song']>;
export type DetailedChoice = DetailedSong['choices'][number];

/** One song with all that belongs to it, and the stems that are being made of it. */
@Service({ autoProvided: false })
export class SongDetailStore {
  private readonly apollo = inject(Apollo);
  private readonly commands = inject(SongCommands);
  private readonly library = inject(LibraryCommands);
  private readonly jobCommands = inject(JobCommands);
  private readonly live = inject(LiveJobs);
  private readonly notices = inject(Notices);
  private readonly id = signal<string | undefined>(undefined);
  private readonly _isBusy = signal(false);
  /** The job that takes a choice apart, by the choice's id. */
  private readonly stemsJobs = signal<ReadonlyMap<string, string>>(new Map());

  private readonly read = rxResource({
    params: () => this.id(),
    stream: ({ params }) =>
      this.apollo
        .watchQuery({ query: SongDetailDocument, variables: { id: params } })
        .valueChanges.pipe(
          complete(),
          map(({ song }) => song),
        ),
  });
  private readonly modelsRead = rxResource({
    stream: () =>
      this.apollo.query({ query: SongModelsDocument }).pipe(map(({ data }) => data?.models ?? [])),
    defaultValue: [],
  });

  private readonly extensionId = signal<string | undefined>(undefined);
  /** The extension that was ordered here. */
  readonly extension = followOrder(() => this.extensionId());
  readonly song = computed(() =>
    this.read.hasValue() ? (this.read.value() ?? undefined) : undefined,
  );
  readonly error = this.read.error;
  /** While an answer to a command is awaited. */
  readonly isBusy = this._isBusy.asReadonly();
  /** Those that extend songs. */
  readonly extending = computed<SongModel[]>(() =>
    this.modelsRead.hasValue()
      ? this.modelsRead
          .value()
          .filter((each) => each.__typename === 'SongModel')
          .filter((each) => each.extendsSongs && !each.hasEnded)
      : [],
  );

  constructor() {
    this.apollo
      .query({ query: StemsInFlightDocument, fetchPolicy: 'network-only' })
      .subscribe(({ data }) => {
        for (const { node } of data?.jobs.edges ?? []) {
          if (node.request.__typename === 'StemsRequest') {
            this.follow(node.request.choiceId, node.id);
          }
        }
      });
    let seen = this.live.landed();
    effect(() => {
      const landed = this.live.landed();
      if (landed === seen) return;
      seen = landed;
      if (landed) this.refresh();
    });
  }

  show(id: string): void {
    this.id.set(id);
  }

  again(): void {
    this.read.reload();
  }

  edit(changes: ItemChanges): Promise<boolean> {
    return this.withSong(({ id }) => this.library.edit({ ids: [id] }, changes), false);
  }

  trash(): Promise<boolean> {
    return this.withSong(({ id }) => this.library.trash({ ids: [id] }, () => undefined), false);
  }

  restore(): Promise<boolean> {
    return this.withSong(({ id }) => this.library.restore({ ids: [id] }), false);
  }

  /** What the extension of that job was asked for. */
  async askedOf(jobId: string): Promise<ExtensionAsked | undefined> {
    try {
      const { data } = await firstValueFrom(
        this.apollo.query({ query: SongOrderDocument, variables: { jobId } }),
      );
      const request = data?.job?.request;
      return request?.__typename === 'ExtensionRequest' ? request : undefined;
    } catch (error) {
      this.notices.broke(error);
      return undefined;
    }
  }

  /** Answers whether it was ordered. */
  async extend(wish: ExtendSongInput): Promise<boolean> {
    const job = await this.withSong(() => this.commands.extend(wish), undefined);
    if (job) this.extensionId.set(job.id);
    return job !== undefined;
  }

  cancelExtension(): void {
    const id = this.extensionId();
    if (id) void this.jobCommands.cancel(id);
  }

  async makeStems(choiceId: string): Promise<void> {
    const job = await this.withSong(() => this.commands.makeStems(choiceId), undefined);
    if (job) this.follow(choiceId, job.id);
  }

  /** The job that takes the choice apart; undefined when none does. */
  stemsJob(choiceId: string): JobRow | undefined {
    const id = this.stemsJobs().get(choiceId);
    const known = [...this.live.inFlight(), ...this.live.undecided()];
    const job = known.find((each) => each.id === id);
    return job && hasEnded(job) && job.state !== 'FAILED' ? undefined : job;
  }

  private follow(choiceId: string, jobId: string): void {
    this.stemsJobs.update((jobs) => new Map(jobs).set(choiceId, jobId));
  }

  /** Stems, or the song itself, may have come. */
  private refresh(): void {
    const id = this.id();
    if (id === undefined) return;
    this.apollo
      .query({ query: SongDetailDocument, variables: { id }, fetchPolicy: 'network-only' })
      .subscribe({ error: () => undefined });
  }

  private async withSong<Answer>(
    command: (song: DetailedSong) => Promise<Answer>,
    nothing: Answer,
  ): Promise<Answer> {
    const song = this.song();
    if (!song || this._isBusy()) return nothing;
    this._isBusy.set(true);
    try {
      return await command(song);
    } finally {
      this._isBusy.set(false);
    }
  }
}
