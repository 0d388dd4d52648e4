import { defineConfig } from 'vite'
import { builtPage } from '../build.ts'

export default defineConfig(builtPage('docs'))
