import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { signOnProblem } from './problems'

test('a problem is told, with its request', () => {
  const told = signOnProblem('?problem=no-account&request=ABCDEFGH12', 'Okta')
  assert.equal(told?.requestId, 'ABCDEFGH12')
  assert.match(told?.message ?? '', /Ask an administrator to invite you.* Okta has of you/)
})

test('what is not ours is not shown', () => {
  for (const search of [
    '',
    '?problem=',
    '?problem=Call+555-0100',
    '?problem=toString',
    '?request=ABCDEFGH12',
  ]) {
    assert.equal(signOnProblem(search, 'Okta'), null)
  }
  for (const request of ['', 'short', 'Call 555-0100', '<b>ABCDEFGH</b>', 'x'.repeat(65)]) {
    const told = signOnProblem(`?problem=failed&request=${encodeURIComponent(request)}`, 'Okta')
    assert.equal(told && 'requestId' in told, false)
  }
})

test('every word of the server has its sentence', () => {
  const words = ['../../../internal/signon/problem.go', '../../../internal/account/identity.go']
    .map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'))
    .flatMap((text) => [...text.matchAll(/^\t\w+ +(?:problem|Refusal) += "([a-z-]+)"/gm)])
    .map(([, word]) => word)
  assert.ok(words.length >= 10, `only ${words} were found`)
  for (const word of words) {
    if (word !== 'internal') {
      assert.ok(signOnProblem(`?problem=${word}`, 'Okta'), word)
    }
  }
})
