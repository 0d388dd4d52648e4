import react from '@vitejs/plugin-react'
import { defineConfig, mergeConfig } from 'vite'
import { builtPage } from '../build.ts'

// The app's files are below /app, and its pages everywhere: web.go lists them.
export default defineConfig(mergeConfig(builtPage('app'), { plugins: [react()] }))
