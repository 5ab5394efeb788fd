/** The sections that can be inserted, by the names that the provider knows. */
export const SECTIONS = [
  'Intro',
  'Verse',
  'Pre-Chorus',
  'Chorus',
  'Bridge',
  'Break',
  'Outro',
] as const;

export interface Section {
  /** As it stands between the brackets; empty for lines before the first heading. */
  readonly name: string;
  /** Where it begins in the text. */
  readonly start: number;
  /** How many lines are sung. */
  readonly lines: number;
}

const HEADING = /^\s*\[([^\]\n]+)\]\s*$/;

/** The sections of lyrics, as their headings in brackets divide them. */
export function sectionsOf(lyrics: string): Section[] {
  const sections: Section[] = [];
  let start = 0;
  for (const line of lyrics.split('\n')) {
    const heading = HEADING.exec(line)?.[1];
    if (heading !== undefined) sections.push({ name: heading.trim(), start, lines: 0 });
    else if (line.trim()) count(sections, start);
    start += line.length + 1;
  }
  return sections;
}

function count(sections: Section[], start: number): void {
  const last = sections.pop() ?? { name: '', start, lines: 0 };
  sections.push({ ...last, lines: last.lines + 1 });
}

/** The heading on a line of its own at that place, and where the cursor goes then. */
export function withHeading(
  lyrics: string,
  at: number,
  name: string,
): { lyrics: string; cursor: number } {
  const before = lyrics.slice(0, at).replace(/[ \t\n]+$/, '');
  const after = lyrics.slice(at).replace(/^\n+/, '');
  const head = `${before ? `${before}\n\n` : ''}[${name}]\n`;
  return { lyrics: head + after, cursor: head.length };
}
