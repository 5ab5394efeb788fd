import { computed, inject, Service } from '@angular/core';
import { rxResource } from '@angular/core/rxjs-interop';
import { Apollo } from 'apollo-angular';
import { map } from 'rxjs';
import { complete } from '../graphql/complete';
import { Provider, StudioModelsDocument } from './generated';

/** The settings that hold the providers' keys, in `.env`. */
const KEYS: Partial<Record<Provider, string>> = {
  OPENAI: 'OPENAI_API_KEY',
  MUREKA: 'MUREKA_API_KEY',
};

/** What the studio can make, and whether the mock stands in for a provider. */
@Service()
export class StudioModels {
  private readonly apollo = inject(Apollo);
  private readonly read = rxResource({
    stream: () =>
      this.apollo.watchQuery({ query: StudioModelsDocument }).valueChanges.pipe(
        complete(),
        map(({ models }) => models),
      ),
    defaultValue: [],
  });

  readonly all = computed(() => (this.read.hasValue() ? this.read.value() : []));

  /** The keys that are missing, by their names in `.env`; the mock stands in for each. */
  readonly missingKeys = computed(() => {
    const mocked = this.all().filter((model) => model.isMocked);
    return [...new Set(mocked.flatMap((model) => KEYS[model.provider] ?? []))];
  });

  readonly isMocked = computed(() => this.missingKeys().length > 0);
}
