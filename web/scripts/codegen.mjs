// Writes app/gql: the types of the operations in app/**/*.graphql, each as a document
// that urql knows the variables and the answer of. The schema is the server's.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { preset } from '@graphql-codegen/client-preset'
import { codegen } from '@graphql-codegen/core'
import { Kind, parse } from 'graphql'

const schemaFolder = '../graph/schema'
const out = 'app/gql/'

const read = (folder, ending) =>
  readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => {
      const location = join(folder, name)
      const rawSDL = readFileSync(location, 'utf8')
      return { location, rawSDL, document: parse(rawSDL, { noLocation: true }) }
    })

const schema = {
  kind: Kind.DOCUMENT,
  definitions: read(schemaFolder, '.graphqls').flatMap((file) => file.document.definitions),
}
const sections = await preset.buildGeneratesSection({
  baseOutputDir: out,
  schema,
  documents: read('app', '.graphql'),
  config: {
    scalars: { DateTime: 'string', JSON: 'unknown' },
    strictScalars: true,
    enumsAsTypes: true,
    useTypeImports: true,
  },
  presetConfig: { fragmentMasking: false },
  plugins: [],
  pluginMap: {},
})
for (const section of sections) {
  mkdirSync(dirname(section.filename), { recursive: true })
  writeFileSync(section.filename, await codegen(section))
}
