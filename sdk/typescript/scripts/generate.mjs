// Writes src/generated: the types of rest/openapi.yaml by openapi-typescript, those of
// graph/schema by graphql-codegen. The methods beside them are written by tools/sdk.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { codegen } from '@graphql-codegen/core'
import * as typescript from '@graphql-codegen/typescript'
import { Kind, parse } from 'graphql'
import openapiTS, { astToString } from 'openapi-typescript'
import ts from 'typescript'

const root = join(import.meta.dirname, '../../..')
const out = join(import.meta.dirname, '../src/generated')
const header = (of) => `// Written from ${of} by npm run generate: do not edit.\n`

const contract = await openapiTS(pathToFileURL(join(root, 'rest/openapi.yaml')), {
  // What may be any JSON is written as a list of all its types, and may hold anything.
  transform: (schema) =>
    Array.isArray(schema.type) && schema.type.includes('object') && schema.type.includes('array')
      ? ts.factory.createKeywordTypeNode(ts.SyntaxKind.UnknownKeyword)
      : undefined,
  emptyObjectsUnknown: true,
  defaultNonNullable: false,
})
writeFileSync(join(out, 'openapi.ts'), header('rest/openapi.yaml') + astToString(contract))

const folder = join(root, 'graph/schema')
const definitions = readdirSync(folder)
  .filter((name) => name.endsWith('.graphqls'))
  .sort()
  .flatMap(
    (name) => parse(readFileSync(join(folder, name), 'utf8'), { noLocation: true }).definitions,
  )
const types = await codegen({
  filename: 'graphql.ts',
  schema: { kind: Kind.DOCUMENT, definitions },
  documents: [],
  config: {
    scalars: { DateTime: 'string', JSON: 'unknown' },
    strictScalars: true,
    enumsAsTypes: true,
    avoidOptionals: { field: true },
    skipTypename: true,
  },
  plugins: [{ typescript: {} }],
  pluginMap: { typescript },
})
writeFileSync(join(out, 'graphql.ts'), header('graph/schema') + types)
