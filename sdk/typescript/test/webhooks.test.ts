import assert from 'node:assert/strict'
import { test } from 'node:test'
import { verify, verifyBody } from '../src/webhooks.js'

// The vectors are those of the server's own tests, which OpenSSL has computed.
const secret = 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY='
const another = 'whsec_ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA='
const body = '{"a":1}'
const bodyOnly = 'sha256=0644de49523cf2c6c385a72deab74a857df1aa5a4539f5b8fceeab5813730bc7'
const signature = 'v1,+4x6jTfRt2VbJeypEzVTu5WSn/3oOpA9e3tZV1NPC8U='
const sent = 1_705_314_600
const headers = {
  'Webhook-Id': 'dlv_1',
  'Webhook-Timestamp': String(sent),
  'Webhook-Signature': signature,
}

const cases: [string, object, string, string | string[], number, number | undefined, string?][] = [
  ['signed', {}, body, secret, 0, undefined],
  [
    'by the first of two',
    { 'Webhook-Signature': `${signature} v1,AAAA` },
    body,
    secret,
    0,
    undefined,
  ],
  [
    'by the second of two',
    { 'Webhook-Signature': `v1,AAAA v1,?  ${signature}` },
    body,
    [another, secret],
    0,
    undefined,
  ],
  ['a list of headers', { 'Webhook-Id': ['dlv_1'] }, body, secret, 0, undefined],
  ['another secret', {}, body, another, 0, undefined, 'signature'],
  ['no secret', {}, body, [], 0, undefined, 'signature'],
  ['an empty secret', {}, body, ['', 'whsec_', 'whsec_?'], 0, undefined, 'signature'],
  ['another body', {}, `${body} `, secret, 0, undefined, 'signature'],
  ['another id', { 'Webhook-Id': 'dlv_2' }, body, secret, 0, undefined, 'signature'],
  [
    'another time',
    { 'Webhook-Timestamp': String(sent + 1) },
    body,
    secret,
    0,
    undefined,
    'signature',
  ],
  [
    'another version',
    { 'Webhook-Signature': `v2${signature.slice(2)}` },
    body,
    secret,
    0,
    undefined,
    'signature',
  ],
  ['no signature', { 'Webhook-Signature': undefined }, body, secret, 0, undefined, 'signature'],
  ['just in time', {}, body, secret, 300, undefined],
  ['too late', {}, body, secret, 301, undefined, 'time'],
  ['too early', {}, body, secret, -301, undefined, 'time'],
  ['within a longer time', {}, body, secret, 3600, 3600],
  ['at any time', {}, body, secret, 1e9, Infinity],
]
for (const [name, more, text, secrets, late, tolerance, reason] of cases) {
  test(`verify: ${name}`, async () => {
    const options = { now: () => (sent + late) * 1000, ...(tolerance && { tolerance }) }
    const all = { ...headers, ...more }
    for (const form of [text, new TextEncoder().encode(text)]) {
      const verified = verify(secrets, all, form, options)
      if (reason) {
        await assert.rejects(verified, { name: 'WebhookError', reason })
      } else {
        assert.deepEqual(await verified, { a: 1 })
      }
    }
  })
}

test('verify takes the headers of fetch, and has a clock of its own', async () => {
  const now = () => sent * 1000
  assert.deepEqual(await verify(secret, new Headers(headers), body, { now }), { a: 1 })
  await assert.rejects(verify(secret, headers, body), { reason: 'time' })
  await assert.rejects(verify(secret, {}, body), { reason: 'signature' })
})

test('verifyBody', async () => {
  const of: [string, string, string | string[], boolean][] = [
    [bodyOnly, body, secret, true],
    [`sha256=00, ${bodyOnly}`, body, [another, secret], true],
    [bodyOnly, '{}', secret, false],
    [bodyOnly, body, another, false],
    [bodyOnly, body, [], false],
    ['sha256=b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad', '', '', false],
    [bodyOnly.slice(7), body, secret, false],
    ['', body, secret, false],
    [bodyOnly.slice(0, 41), body, secret, false],
  ]
  for (const [given, text, secrets, want] of of) {
    assert.equal(await verifyBody(secrets, given, text), want, `${given} ${secrets}`)
  }
})
