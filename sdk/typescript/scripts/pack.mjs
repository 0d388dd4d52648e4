// Packs the package, looks at what is in it, installs it into an empty folder, and runs the
// README there, beside a real server: the first block as JavaScript, then all of them as one
// TypeScript module.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
assert.ok(
  process.env.OPSKNIGHT_URL,
  'There is no server to test with: run this by scripts/with-server.',
)
const folder = mkdtempSync(join(tmpdir(), 'opsknight-sdk-'))
const run = (cwd, program, ...args) => execFileSync(program, args, { cwd, encoding: 'utf8' })

try {
  const [packed] = JSON.parse(run(root, 'npm', 'pack', '--json', '--pack-destination', folder))
  const modules = readdirSync(join(root, 'src'), { recursive: true })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `dist/${name.replace(/\.ts$/, '')}`)
  assert.deepEqual(
    packed.files.map(({ path }) => path).sort(),
    [
      'LICENSE',
      'README.md',
      'package.json',
      ...modules.flatMap((name) => [`${name}.d.ts`, `${name}.js`]),
    ].sort(),
  )

  // No other package is asked for, as there is none.
  run(folder, 'npm', 'init', '--yes')
  run(folder, 'npm', 'pkg', 'set', 'type=module')
  run(folder, 'npm', 'install', '--offline', '--no-audit', '--no-fund', `./${packed.filename}`)
  const installed = join(folder, 'node_modules/@opsknight/sdk')
  for (const name of modules) {
    const text = readFileSync(join(installed, `${name}.js`), 'utf8')
    for (const [, from] of text.matchAll(/(?:from|import\()\s*['"]([^'"]+)/g)) {
      assert.match(from, /^\.\.?\/[\w./]+\.js$/, `${name} imports what no browser has`)
    }
  }

  const blocks = [
    ...readFileSync(join(root, 'README.md'), 'utf8').matchAll(/^```(\w+)\n(.*?)^```$/gms),
  ]
  assert.deepEqual(blocks.shift()?.slice(1), ['sh', 'npm install @opsknight/sdk\n'])
  assert.deepEqual(new Set(blocks.map(([, language]) => language)), new Set(['ts']))
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  const page = readFileSync(join(root, '../../docs/sdks.md'), 'utf8')
  for (const [shown] of page.matchAll(/^```ts\n.*?^```$/gms)) {
    assert.ok(readme.includes(shown), `docs/sdks.md shows what the README does not:\n${shown}`)
  }
  const { version } = await import(join(root, 'dist/index.js'))
  assert.equal(version, packed.version, 'what is sent as User-Agent is the version')
  const [first] = blocks
  writeFileSync(join(folder, 'first.js'), first[2].replace('!', ''))
  assert.match(run(folder, 'node', 'first.js'), /^inc_\w+ OPEN\n$/)

  // The blocks see each other's imports and the first one's constants, and each has its own.
  const texts = blocks.map(([, , text], i) => {
    const body = text.replace(/^import .*\n/gm, '')
    return i === 0
      ? body
      : `{\n${body.includes('receive') ? `${body}\nawait receiveTwice(receive)\n` : body}}\n`
  })
  const imports = blocks.flatMap(([, , text]) => text.match(/^import .*$/gm) ?? [])
  writeFileSync(
    join(folder, 'all.ts'),
    `${imports.join('\n')}
import { createHmac } from 'node:crypto'

${texts.shift()}
setInterval(() => void client.createIncident({ title: 'Of the README', service_id: services[0]!.id }), 100)
${texts.join('\n')}
process.exit(0)

async function receiveTwice(receive: (request: Request) => Promise<Response>) {
  process.env.WEBHOOK_SECRET = 'whsec_AAAA'
  const body = '{"id":"dlv_1","event":"webhook.ping"}'
  const timestamp = String(Math.floor(Date.now() / 1000))
  const signed = createHmac('sha256', Buffer.alloc(3)).update(\`dlv_1.\${timestamp}.\${body}\`).digest('base64')
  for (const signature of [signed, 'AAAA']) {
    const headers = {
      'webhook-id': 'dlv_1',
      'webhook-timestamp': timestamp,
      'webhook-signature': \`v1,\${signature}\`,
    }
    const { status } = await receive(new Request('http://localhost', { method: 'POST', headers, body }))
    console.log('answered', status)
  }
}
`,
  )
  const types = join(root, 'node_modules/@types')
  const options = [
    '--strict',
    '--module',
    'NodeNext',
    '--target',
    'ES2022',
    '--types',
    'node',
    '--typeRoots',
    types,
  ]
  run(folder, join(root, 'node_modules/.bin/tsc'), ...options, 'all.ts')
  const said = run(folder, 'node', 'all.js')
  for (const want of [
    'ACKNOWLEDGED P2',
    'VALIDATION_ERROR 400 service_id',
    'triggered inc_',
    '(TRIGGERED|ESCALATED|ASSIGNED) Of the README',
    'dlv_1 webhook.ping',
    'answered 204\nanswered 401',
  ]) {
    assert.match(said, new RegExp(want))
  }
  console.log(
    `${packed.filename}: ${packed.files.length} files, ${packed.size} bytes; the README runs.`,
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
