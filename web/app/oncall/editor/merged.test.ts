import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LayerFragment } from '../../gql/graphql'
import { draftOf, newLayer } from './draft'
import { mergedLayers } from './merged'

const layer = (id: string, end: string | null = null): LayerFragment => ({
  id,
  name: id,
  priority: 1,
  start: '2026-01-05T09:00:00Z',
  end,
  timeZone: null,
  users: [],
  rotation: { start: '2026-01-05T09:00:00Z', unit: 'WEEKS', length: 1 },
  restrictions: [],
})
const layers = [layer('past', '2026-01-06T00:00:00Z'), layer('a'), layer('b')]
const draft = draftOf({ name: 'Primary', timeZone: 'UTC', layers })
const keys = (changed: Partial<typeof draft>) =>
  mergedLayers({ ...draft, ...changed }, layers).map(({ key }) => key)

test('a layer that changes from a date on is two, one that does not is one', () => {
  const [a, b] = draft.layers
  assert.ok(a && b)
  assert.deepEqual(keys({}), ['a', 'b', 'past'])
  assert.deepEqual(keys({ layers: [{ ...a, priority: 7 }, b] }), ['a', 'a', 'b', 'past'])
  assert.deepEqual(keys({ layers: [{ ...a, priority: 7 }, b], effective: 'always' }), [
    'past',
    'a',
    'b',
  ])
  const early = { effective: 'date' as const, date: '2025-01-01T00:00' }
  assert.deepEqual(keys({ layers: [{ ...a, priority: 7 }, b], ...early }), ['a', 'b', 'past'])
})

test('a layer that is removed keeps its past, and a new one is where it is', () => {
  const [a, b] = draft.layers
  assert.ok(a && b)
  const added = { ...newLayer('UTC', 2), key: 'new' }
  assert.deepEqual(keys({ layers: [added, b] }), ['new', 'b', 'past', 'a'])
  assert.deepEqual(keys({ layers: [b], effective: 'always' }), ['past', 'b'])
})
