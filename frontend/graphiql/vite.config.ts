import { defineConfig } from 'vite';

export default defineConfig({
  base: './',
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    // Monaco, the editor in GraphiQL, is one large chunk of its own.
    chunkSizeWarningLimit: 5000,
    // React's dependencies carry "use client", which means nothing in a bundle.
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
});
