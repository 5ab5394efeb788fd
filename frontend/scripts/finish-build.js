// Ends a build: holds what is loaded first to its budget, and compresses everything once, so that
// the server need not do it for each request.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const DIST = 'dist/browser';
const BUDGET = 220_000;
const TEXT = `${DIST}/**/*.{js,css,html,svg,json}`;

const gzip = (bytes) => gzipSync(bytes, { level: 9 });
const brotli = (bytes) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });

// `preloadInitial` names every script that the first picture needs.
const page = readFileSync(`${DIST}/index.html`, 'utf8');
const initial = new Set(page.match(/[\w-]+\.js/g));
const sizes = [...initial].map((file) => gzip(readFileSync(`${DIST}/${file}`)).length);
const total = sizes.reduce((sum, size) => sum + size, 0);

console.log(`Initial JavaScript: ${total} of ${BUDGET} bytes gzip in ${sizes.length} files`);
if (total > BUDGET) {
  console.error('Too much is loaded first: make it lazy (loadComponent, @defer, import()).');
  process.exit(1);
}

for (const file of globSync(TEXT)) {
  const bytes = readFileSync(file);
  writeFileSync(`${file}.gz`, gzip(bytes));
  writeFileSync(`${file}.br`, brotli(bytes));
}
