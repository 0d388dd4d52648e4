import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { LayerFragment } from '../../gql/graphql'
import { changesLayers, draftOf, effectiveAt, layersInput, newDraft } from './draft'
import { newWindow, windowDraft, windowInput } from './windows'

const layer: LayerFragment = {
  id: 'lay_1',
  name: 'Nights',
  priority: 2,
  start: '2026-01-05T09:00:00Z',
  end: null,
  timeZone: 'Asia/Tokyo',
  users: [{ id: 'usr_1', name: 'Ann' }],
  // 01:30 comes twice in London then: this is the second.
  rotation: { start: '2025-10-26T01:30:00Z', unit: 'DAYS', length: 3 },
  restrictions: [{ type: 'WEEKLY', startDay: 5, startTime: '18:00', durationSeconds: 223_200 }],
}
const ended: LayerFragment = { ...layer, id: 'lay_0', end: '2026-01-06T09:00:00Z' }
const stored = {
  name: 'Primary',
  description: null,
  timeZone: 'Europe/London',
  layers: [ended, layer],
}

test('what is not edited is given as it is', () => {
  const draft = draftOf(stored)
  assert.deepEqual(layersInput(draft, stored), [{ ...layer, users: ['usr_1'] }])
  assert.equal(changesLayers(draft, stored), false)
  assert.equal(changesLayers({ ...draft, name: 'Other' }, stored), false)
})

test('layers that have ended are given where all times are rewritten', () => {
  const draft = { ...draftOf(stored), effective: 'always' as const }
  assert.deepEqual(
    layersInput(draft, stored).map(({ id }) => id),
    ['lay_0', 'lay_1'],
  )
  assert.equal(effectiveAt(draft), null)
})

test('times are those of the zone that is chosen', () => {
  const draft = { ...draftOf(stored), timeZone: 'America/New_York' }
  assert.equal(layersInput(draft)[0]?.start, '2026-01-05T14:00:00.000Z')
  assert.equal(changesLayers(draft, stored), true)
  assert.equal(
    effectiveAt({ ...draft, effective: 'date', date: '2027-07-01T09:00' }),
    '2027-07-01T13:00:00.000Z',
  )
})

test('a new layer holds from its first turn on, and empty fields are not times', () => {
  const draft = newDraft('Europe/London')
  const [first] = draft.layers
  assert.ok(first)
  const at = (turns: string) => layersInput({ ...draft, layers: [{ ...first, turns }] })[0]
  assert.equal(at('2026-07-06T09:00')?.start, '2026-07-06T08:00:00.000Z')
  assert.equal(at('2026-07-06T09:00')?.rotation.start, '2026-07-06T08:00:00.000Z')
  assert.equal(at('')?.rotation.start, null)
  assert.equal(at('')?.id, null)
})

test('a window has two ends, on the clock', () => {
  const seconds = (change: object) => windowInput({ ...newWindow(), ...change }).durationSeconds
  const hour = 3600
  assert.equal(seconds({ startTime: '09:00', endTime: '17:00' }), 8 * hour)
  assert.equal(seconds({ startTime: '22:00', endTime: '06:00' }), 8 * hour)
  assert.equal(seconds({ startTime: '09:00', endTime: '09:00' }), 24 * hour)
  const weekly = { type: 'WEEKLY', startTime: '18:00', endTime: '08:00' }
  assert.equal(seconds({ ...weekly, startDay: '5', endDay: '1' }), 62 * hour)
  assert.equal(seconds({ ...weekly, startDay: '1', endDay: '5' }), 86 * hour)
  assert.equal(seconds({ ...weekly, startDay: '1', endDay: '1', endTime: '18:00' }), 168 * hour)
})

test('a window is read back as it was, also one that is longer than its period', () => {
  const windows = [
    { type: 'DAILY', startDay: null, startTime: '22:00', durationSeconds: 28_800 },
    { type: 'DAILY', startDay: null, startTime: '09:00', durationSeconds: 200_000 * 60 },
    { type: 'WEEKLY', startDay: 7, startTime: '23:30', durationSeconds: 3600 },
  ] as const
  for (const window of windows) {
    assert.deepEqual(windowInput(windowDraft(window)), window)
  }
  assert.equal(windowDraft(windows[2]).endDay, '1')
  assert.equal(windowDraft(windows[2]).endTime, '00:30')
  const changed = windowInput({ ...windowDraft(windows[0]), endTime: '07:00' })
  assert.equal(changed.durationSeconds, 9 * 3600)
})
