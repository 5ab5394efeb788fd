/** The tags that somebody wrote down, between commas. */
export function tagsIn(text: string): string[] {
  const tags = text.split(/[,;\n]/).map((each) => each.trim());
  return [...new Set(tags.filter(Boolean))];
}
