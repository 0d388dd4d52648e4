import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { stub } from './stub.js'

interface Operation {
  operationId: string
  parameters?: { name?: string; $ref?: string }[]
  requestBody?: unknown
  security?: unknown[]
}

test('each operation of the contract is a method, which asks by its method and path', async () => {
  const path = join(import.meta.dirname, '../../../../rest/generated/openapi.json')
  const contract: { paths: Record<string, Record<string, Operation>> } = JSON.parse(
    readFileSync(path, 'utf8'),
  )
  const { client, asked } = await stub({ status: 200, body: '{}' })
  const methods = client() as unknown as Record<string, (...of: unknown[]) => Promise<unknown>>
  let seen = 0
  for (const [path, operations] of Object.entries(contract.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      if (method === 'parameters') {
        continue
      }
      const { operationId, parameters = [], requestBody, security } = operation
      const name = operationId.charAt(0).toLowerCase() + operationId.slice(1)
      assert.equal(typeof methods[name], 'function', `${operationId} has no method`)
      const parts = path.match(/{\w+}/g)?.map((_, i) => `part ${i}`) ?? []
      await methods[name]?.(...parts, {})
      const request = asked[seen++]
      let i = 0
      const filled = path.replace(/{\w+}/g, () => encodeURIComponent(parts[i++] ?? ''))
      assert.deepEqual([request?.method, request?.url], [method.toUpperCase(), `/api${filled}`])
      assert.equal(request?.body === '{}', requestBody !== undefined, name)
      const anonymous = request?.headers.authorization === undefined
      assert.equal(anonymous, security?.length === 0, name)
      const keyed = parameters.some((one) => one.$ref?.endsWith('/IdempotencyKey'))
      assert.equal(request?.headers['idempotency-key'] !== undefined, keyed, name)
    }
  }
  assert.equal(asked.length, seen)
  assert.ok(seen >= 80, `there are ${seen} operations`)
})
