import react from '@vitejs/plugin-react'
import { defineConfig, mergeConfig } from 'vite'
import { builtPage } from '../build.ts'

// The app's files are below /app, and its pages everywhere: web.go lists them.
export default defineConfig(
  mergeConfig(builtPage('app'), {
    plugins: [react()],
    build: {
      rolldownOptions: {
        output: {
          // What the first page needs comes in one file, not in the twenty-six that it
          // would be cut into because other pages need some of it as well.
          codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] },
        },
      },
    },
  }),
)
