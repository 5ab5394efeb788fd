import { inject, Service, signal } from '@angular/core';
import { Apollo } from 'apollo-angular';
import { firstValueFrom } from 'rxjs';
import { followJob } from '../../core/jobs/follow-job';
import { Notices } from '../../core/notices/notices';
import { GenerateImageDocument, ImageOrderDocument } from './generated';

/** The order of an image: while it is written, while it is sent, and the job it became. */
@Service({ autoProvided: false })
export class ImageOrderStore {
  private readonly apollo = inject(Apollo);
  private readonly notices = inject(Notices);
  private readonly jobId = signal<string | undefined>(undefined);
  private readonly _isSending = signal(false);
  private readonly followed = followJob(() => this.jobId());

  readonly order = signal({ prompt: '' });
  readonly isSending = this._isSending.asReadonly();
  readonly job = this.followed.job;
  readonly previewUrl = this.followed.previewUrl;

  async takeOrderOf(jobId: string): Promise<void> {
    try {
      const { data } = await firstValueFrom(
        this.apollo.query({ query: ImageOrderDocument, variables: { jobId } }),
      );
      const request = data?.job?.request;
      if (request?.__typename === 'ImageRequest') this.order.set({ prompt: request.prompt });
    } catch (error) {
      this.notices.broke(error);
    }
  }

  async place(): Promise<void> {
    this._isSending.set(true);
    try {
      const { data } = await firstValueFrom(
        this.apollo.mutate({
          mutation: GenerateImageDocument,
          variables: { input: this.order() },
        }),
      );
      const answer = data?.generateImage;
      if (answer?.__typename === 'GenerateImageSuccess') this.jobId.set(answer.job.id);
      else if (answer) this.notices.failed(answer);
    } catch (error) {
      this.notices.broke(error);
    } finally {
      this._isSending.set(false);
    }
  }
}
