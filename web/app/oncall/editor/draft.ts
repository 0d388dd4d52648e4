import type { LayerFragment, RotationUnit, ScheduleLayerInput } from '../../gql/graphql'
import type { Person } from '../people'
import { addDays, dayOf, instantOf, type Local, localOf, weekdayOf } from '../zoned'
import { type WindowDraft, windowDraft, windowInput } from './windows'

// LayerDraft is a layer as a form has it: its times as the clocks of the schedule's zone
// show them.
export interface LayerDraft {
  key: string
  name: string
  priority: number
  users: Person[]
  unit: RotationUnit
  length: number
  turns: Local // when a turn of the first user begins
  start: Local // it holds from here on; '' for a new one: from its first turn on
  end: Local | '' // and up to here; for ever
  windows: WindowDraft[]
  was?: LayerFragment
}

export interface ScheduleDraft {
  name: string
  description: string
  timeZone: string
  layers: LayerDraft[]
  // From when on its layers are as given: the turns before stay as they were.
  effective: 'now' | 'date' | 'always'
  date: Local
}

interface Stored {
  name: string
  description?: string | null
  timeZone: string
  layers: LayerFragment[]
}

const minute = 60_000 // ms

// newLayer takes turns by the week, which change on Mondays at nine.
export function newLayer(zone: string, priority: number): LayerDraft {
  const today = dayOf(Date.now(), zone)
  return {
    key: crypto.getRandomValues(new Uint32Array(2)).join('-'),
    name: '',
    priority,
    users: [],
    unit: 'WEEKS',
    length: 1,
    turns: `${addDays(today, 1 - weekdayOf(today))}T09:00`,
    start: '',
    end: '',
    windows: [],
  }
}

export function newDraft(zone: string): ScheduleDraft {
  return {
    name: '',
    description: '',
    timeZone: zone,
    layers: [newLayer(zone, 1)],
    effective: 'now',
    date: localOf(Date.now(), zone),
  }
}

// draftOf has the layers that have not ended: those that have are history.
export function draftOf({ name, description, timeZone, layers }: Stored): ScheduleDraft {
  return {
    ...newDraft(timeZone),
    name,
    description: description ?? '',
    layers: layers.filter((layer) => !hasEnded(layer)).map((layer) => layerDraft(layer, timeZone)),
  }
}

export const hasEnded = ({ end }: LayerFragment) => end != null && Date.parse(end) <= Date.now()

function layerDraft(was: LayerFragment, zone: string): LayerDraft {
  return {
    key: was.id,
    name: was.name ?? '',
    priority: was.priority,
    users: was.users,
    unit: was.rotation.unit,
    length: was.rotation.length,
    turns: localOf(Date.parse(was.rotation.start), zone),
    start: localOf(Date.parse(was.start), zone),
    end: was.end ? localOf(Date.parse(was.end), zone) : '',
    windows: was.restrictions.map(windowDraft),
    was,
  }
}

// effectiveAt is when a draft's layers begin to hold, in whole minutes, or always.
export function effectiveAt({ effective, date, timeZone }: ScheduleDraft): string | null {
  switch (effective) {
    case 'always':
      return null
    case 'date':
      return iso(date, timeZone)
    case 'now':
      return new Date(Math.floor(Date.now() / minute) * minute).toISOString()
  }
}

// layersInput are all layers that the schedule is to have. Those that have ended are given
// only where all times are rewritten: otherwise the server keeps them by itself.
export function layersInput(draft: ScheduleDraft, stored?: Stored): ScheduleLayerInput[] {
  const ended = draft.effective === 'always' ? (stored?.layers ?? []).filter(hasEnded) : []
  return [
    ...ended.map((layer) => layerInput(layerDraft(layer, draft.timeZone), draft.timeZone)),
    ...draft.layers.map((layer) => layerInput(layer, draft.timeZone)),
  ]
}

function layerInput(draft: LayerDraft, zone: string): ScheduleLayerInput {
  const { was } = draft
  return {
    id: was?.id ?? null,
    name: draft.name.trim() || null,
    priority: draft.priority,
    start: iso(draft.start || draft.turns, zone, was?.start),
    end: draft.end ? iso(draft.end, zone, was?.end) : null,
    timeZone: was?.timeZone ?? null,
    users: draft.users.map(({ id }) => id),
    rotation: {
      start: iso(draft.turns, zone, was?.rotation.start),
      unit: draft.unit,
      length: draft.length,
    },
    restrictions: draft.windows.map(windowInput),
  }
}

// iso is when the clocks show a time. What was there stays if they show it then as well: an
// hour that comes twice has two instants. It is null if the field is not filled.
function iso(local: Local, zone: string, was?: string | null): string | null {
  if (was && localOf(Date.parse(was), zone) === local) {
    return was
  }
  const at = instantOf(local, zone)
  return Number.isNaN(at) ? null : new Date(at).toISOString()
}

// asStored is the layer as an input would give it: its zone does not matter, as each time
// stays the instant that it is.
const asStored = (layer: LayerFragment) => layerInput(layerDraft(layer, 'UTC'), 'UTC')

// changesLayer says whether a draft's layer is other than it was.
export function changesLayer(layer: LayerDraft, zone: string): boolean {
  const { was } = layer
  return !was || text(layerInput(layer, zone)) !== text(asStored(was))
}

// changesLayers says whether a draft asks for other layers than there are.
export function changesLayers(draft: ScheduleDraft, stored: Stored): boolean {
  const there = layersInput({ ...draftOf(stored), effective: 'now' })
  return text(layersInput({ ...draft, effective: 'now' })) !== text(there)
}

const text = (value: unknown) => JSON.stringify(value)
