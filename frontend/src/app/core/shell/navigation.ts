import { Component } from '@angular/core';
import { MatIcon } from '@angular/material/icon';
import { RouterLink, RouterLinkActive } from '@angular/router';
import { TranslocoDirective } from '@jsverse/transloco';
import { DESTINATIONS } from './destinations';

/** A rail at the side where there is room for it, a bar at the bottom elsewhere. */
@Component({
  selector: 'app-navigation',
  imports: [MatIcon, RouterLink, RouterLinkActive, TranslocoDirective],
  templateUrl: './navigation.html',
  styleUrl: './navigation.scss',
})
export class Navigation {
  protected readonly destinations = DESTINATIONS;
}
