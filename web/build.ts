import type { UserConfig } from 'vite'

// builtPage is what the pages' configurations share. Each page is a build of its
// own: what one needs (a code editor of several megabytes) must not reach the others.
export function builtPage(name: string): UserConfig {
  return {
    base: `/${name}/`,
    build: {
      outDir: `../dist/${name}`,
      emptyOutDir: true,
      target: 'es2022',
      // The editor and the reader are large pieces whatever we do.
      chunkSizeWarningLimit: 6000,
      // The bundled libraries' licences ask that their text goes with the code.
      license: { fileName: 'licenses.md' },
    },
    // `npm run dev` beside a server started with its default address.
    server: {
      proxy: {
        '/api': 'http://127.0.0.1:8080',
        '/graphql': { target: 'http://127.0.0.1:8080', ws: true },
      },
    },
  }
}
