import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

// The playground is a page of its own: what it needs (a code editor of several
// megabytes) must not reach the other pages.
export default defineConfig({
  root: 'playground',
  base: '/playground/',
  plugins: [react()],
  // Modules, so that the workers share code with each other.
  worker: { format: 'es' },
  build: {
    outDir: '../dist/playground',
    emptyOutDir: true,
    target: 'es2022',
    // The editor is one large piece whatever we do.
    chunkSizeWarningLimit: 6000,
    // The bundled libraries' licences ask that their text goes with the code.
    license: { fileName: 'licenses.md' },
    rolldownOptions: {
      // GraphiQL's notes to React's compiler, which has already run on it.
      checks: { moduleLevelDirective: false },
    },
  },
  // `npm run dev` beside a server started with its default address.
  server: { proxy: { '/graphql': { target: 'http://127.0.0.1:8080', ws: true } } },
})
