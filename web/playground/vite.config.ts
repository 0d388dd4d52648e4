import react from '@vitejs/plugin-react'
import { defineConfig, mergeConfig } from 'vite'
import { builtPage } from '../build.ts'

export default defineConfig(
  mergeConfig(builtPage('playground'), {
    plugins: [react()],
    // Modules, so that the workers share code with each other.
    worker: { format: 'es' },
    // GraphiQL's notes to React's compiler, which has already run on it.
    build: { rolldownOptions: { checks: { moduleLevelDirective: false } } },
  }),
)
