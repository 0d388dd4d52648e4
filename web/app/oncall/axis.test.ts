import assert from 'node:assert/strict'
import { test } from 'node:test'
import { daysOf, firstDay, hoursOf, lanes, place, step, timeOf } from './axis'
import { instantOf, localOf, startOfDay, weekdayOf } from './zoned'

const hour = 3_600_000
const utc = (text: string) => Date.parse(`${text}Z`)

test('a time of the clock is read as the server reads it', () => {
  const cases: [local: string, zone: string, utc: string][] = [
    ['2026-01-05T09:00', 'Europe/London', '2026-01-05T09:00'],
    ['2026-07-05T09:00', 'Europe/London', '2026-07-05T08:00'],
    ['2026-10-25T01:30', 'Europe/London', '2026-10-25T00:30'], // twice: the first
    ['2026-03-29T01:30', 'Europe/London', '2026-03-29T01:30'], // skipped: 02:30
    ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30'], // twice
    ['2026-03-08T02:30', 'America/New_York', '2026-03-08T07:30'], // skipped: 03:30
    ['2026-09-06T00:00', 'America/Santiago', '2026-09-06T04:00'], // skipped: 01:00
    ['2026-04-05T01:45', 'Australia/Lord_Howe', '2026-04-04T14:45'], // twice, by half an hour
    ['2026-11-25T12:00', 'Asia/Kathmandu', '2026-11-25T06:15'],
  ]
  for (const [local, zone, expected] of cases) {
    assert.equal(instantOf(local, zone), utc(expected), `${local} ${zone}`)
  }
  assert.ok(Number.isNaN(instantOf('', 'UTC')))
})

test('what the clock shows is what was asked for, but for hours that are skipped', () => {
  for (const zone of ['Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'UTC']) {
    for (let at = utc('2026-01-01T00:00'); at < utc('2027-01-01T00:00'); at += 7 * hour) {
      const back = instantOf(localOf(at, zone), zone)
      assert.ok(at - back === 0 || at - back === hour || at - back === hour / 2, `${zone} ${at}`)
    }
  }
})

test('weeks begin on Monday, months on the first, also across a year', () => {
  assert.equal(weekdayOf('2026-11-25'), 3)
  assert.equal(weekdayOf('2026-11-29'), 7)
  assert.equal(firstDay('week', '2026-11-29'), '2026-11-23')
  assert.equal(firstDay('fortnight', '2027-01-01'), '2026-12-28')
  assert.equal(firstDay('month', '2026-02-28'), '2026-02-01')
  assert.equal(step('month', '2026-01-31', 1), '2026-02-01')
  assert.equal(step('month', '2026-01-31', -1), '2025-12-01')
  assert.equal(step('week', '2026-01-01', -1), '2025-12-22')
  assert.equal(step('day', '2028-02-28', 1), '2028-02-29')
})

test('days are as long as they are', () => {
  const long = (span: 'day' | 'week' | 'month', day: string, zone: string) => {
    const { since, until } = timeOf(span, day, zone)
    return (until - since) / hour
  }
  assert.equal(long('day', '2026-03-29', 'Europe/London'), 23)
  assert.equal(long('day', '2026-10-25', 'Europe/London'), 25)
  assert.equal(long('week', '2026-10-25', 'Europe/London'), 7 * 24 + 1)
  assert.equal(long('month', '2026-03-10', 'Europe/London'), 31 * 24 - 1)
  assert.equal(long('day', '2026-09-06', 'America/Santiago'), 23)
  assert.equal(long('day', '2026-11-25', 'UTC'), 24)
})

test('the axis has each day once, and none that never was', () => {
  const week = timeOf('week', '2026-10-25', 'Europe/London')
  const days = daysOf(week, 'Europe/London')
  assert.deepEqual(
    days.map((at) => localOf(at, 'Europe/London')),
    [19, 20, 21, 22, 23, 24, 25].map((date) => `2026-10-${date}T00:00`),
  )
  const apia = daysOf(timeOf('week', '2011-12-30', 'Pacific/Apia'), 'Pacific/Apia')
  assert.deepEqual(
    apia.map((at) => localOf(at, 'Pacific/Apia').slice(8, 10)),
    ['26', '27', '28', '29', '31', '01'],
  )
})

test('the hours of the day on which the clocks change are where they are', () => {
  const zone = 'Europe/London'
  const day = timeOf('day', '2026-10-25', zone)
  const hours = hoursOf(day, 6, zone)
  assert.deepEqual(
    hours.map((at) => (at - day.since) / hour),
    [0, 7, 13, 19],
  )
  const short = timeOf('day', '2026-09-06', 'America/Santiago')
  assert.deepEqual(
    hoursOf(short, 12, 'America/Santiago').map((at) => (at - short.since) / hour),
    [0, 11],
  )
})

test('what is placed is cut at both ends', () => {
  const time = { since: 100, until: 200 }
  assert.deepEqual(place(50, 150, time), { left: 0, width: 50 })
  assert.deepEqual(place(175, 900, time), { left: 75, width: 25 })
  assert.equal(place(200, 300, time), null)
  assert.equal(place(0, 100, time), null)
  assert.equal(startOfDay('2026-11-25', 'UTC'), utc('2026-11-25T00:00'))
})

test('what overlaps has a lane of its own', () => {
  const one = { start: 0, end: 10 }
  const two = { start: 5, end: 15 }
  const three = { start: 10, end: 20 }
  assert.deepEqual(lanes([two, three, one]), [[one, three], [two]])
  assert.deepEqual(lanes([]), [])
})
