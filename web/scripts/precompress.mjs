// Replaces every text file of a built folder by its .br and .gz. The binary
// carries these two only; the server unpacks the .gz for the rare client that
// accepts neither.
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const text = /\.(css|html|js|json|md|svg|ttf)$/

const folder = process.argv[2]
if (!folder) {
  console.error('usage: precompress.mjs FOLDER')
  process.exit(2)
}

const total = { raw: 0, gz: 0, br: 0 }

async function compress(path) {
  const raw = readFileSync(path)
  const [gz, br] = await Promise.all([
    promisify(gzip)(raw, { level: 9 }),
    promisify(brotliCompress)(raw, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: raw.length } }),
  ])
  writeFileSync(`${path}.gz`, gz)
  writeFileSync(`${path}.br`, br)
  rmSync(path)
  total.raw += raw.length
  total.gz += gz.length
  total.br += br.length
}

for (const name of readdirSync(folder, { recursive: true })) {
  const path = join(folder, name)
  if (statSync(path).isFile() && text.test(name)) {
    await compress(path)
  }
}

const kB = (bytes) => `${Math.round(bytes / 1000)} kB`
console.log(`${kB(total.raw)} became ${kB(total.gz)} with gzip, ${kB(total.br)} with brotli`)
