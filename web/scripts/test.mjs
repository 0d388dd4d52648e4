// Runs app/**/*.test.ts by Node's test runner. Node 20 reads no TypeScript: Vite does, as it
// does for the pages.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { runnerImport } from 'vite'

for (const name of readdirSync('app', { recursive: true }).sort()) {
  if (name.endsWith('.test.ts')) {
    await runnerImport(`./${join('app', name)}`, { configFile: false, logLevel: 'error' })
  }
}
