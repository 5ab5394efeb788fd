/** Styles that most models of music know; suggested to who has none of their own yet. */
export const STYLES = [
  'acoustic folk',
  'dream pop',
  'indie rock',
  'synthwave',
  'jazz',
  'soul',
  'hip hop',
  'lo-fi',
  'ambient',
  'orchestral',
  'piano',
  'guitar',
  'slow',
  'upbeat',
  'melancholic',
  'warm',
] as const;

/** The styles between the commas. */
export function stylesIn(prompt: string): string[] {
  return prompt
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean);
}

/** The style at the end, or taken out where it stands already. */
export function toggled(prompt: string, style: string): string {
  const styles = stylesIn(prompt);
  const others = styles.filter((each) => each.toLowerCase() !== style.toLowerCase());
  return (others.length < styles.length ? others : [...styles, style]).join(', ');
}
