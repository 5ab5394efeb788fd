// Holds the languages to each other: the same keys, and in each the same {{placeholders}}.
import { globSync, readFileSync } from 'node:fs';

/** Each key with its placeholders. */
function words(file) {
  const flat = (value, key) =>
    typeof value === 'string'
      ? [`${key} ${(value.match(/{{\w+}}/g) ?? []).sort()}`.trim()]
      : Object.entries(value).flatMap(([name, inner]) => flat(inner, `${key}.${name}`));
  return new Set(flat(JSON.parse(readFileSync(file, 'utf8')), '').map((line) => line.slice(1)));
}

const missing = globSync('src/**/i18n/en.json').flatMap((english) => {
  const german = english.replace('en.json', 'de.json');
  const [en, de] = [words(english), words(german)];
  return [
    ...[...en].filter((each) => !de.has(each)).map((each) => `${german} lacks: ${each}`),
    ...[...de].filter((each) => !en.has(each)).map((each) => `${english} lacks: ${each}`),
  ];
});

if (missing.length) console.error(missing.join('\n'));
process.exitCode = missing.length ? 1 : 0;
