import { Component, inject } from '@angular/core';
import { MatIcon } from '@angular/material/icon';
import { RouterLink } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { StudioModels } from '../../core/models/studio-models';
import { MissingKeys } from '../../core/shell/missing-keys';

/** Where everybody begins: what can be made, and what is missing for it. */
@Component({
  selector: 'app-start',
  imports: [MatIcon, MissingKeys, RouterLink, TranslocoDirective],
  templateUrl: './start.html',
  styleUrl: './start.scss',
})
export class Start {
  protected readonly models = inject(StudioModels);
}
