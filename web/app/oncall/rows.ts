import type { EntriesFragment, LayerFragment } from '../gql/graphql'
import type { Time } from './axis'
import { layerName, turns } from './layerText'
import { type ColourOf, coloursOf, type Person } from './people'
import { inOrder, type Shift, shiftsOf } from './shifts'
import type { Row } from './Timeline'

// NamedLayer is what is written before a layer's shifts. Layers with one key have one line.
export type NamedLayer = Pick<Row, 'key' | 'label' | 'hint'>

// namedLayers are those of a schedule that is stored.
export const namedLayers = (layers: LayerFragment[]): NamedLayer[] =>
  layers.map(({ id, name, rotation }, index) => ({
    key: id,
    label: layerName(name, index),
    hint: turns(rotation),
  }))

// rowsOf are the lines of a schedule's timeline: its layers, its overrides, and the
// schedule that comes of them, with its gaps. A layer that has nobody in the time, as it
// has ended or not begun, has no line.
export function rowsOf(entries: EntriesFragment, layers: NamedLayer[], overrides?: Shift[]): Row[] {
  const rows = new Map<string, Row>()
  for (const { index, entries: own } of entries.layers) {
    const layer = layers[index] ?? { key: `${index}`, label: layerName(null, index) }
    const shifts = [...(rows.get(layer.key)?.shifts ?? []), ...shiftsOf(own)]
    if (shifts.length > 0) {
      rows.set(layer.key, { ...layer, shifts })
    }
  }
  return [
    ...rows.values(),
    ...(overrides && overrides.length > 0
      ? [{ key: 'overrides', label: 'Overrides', shifts: overrides }]
      : []),
    {
      key: 'final',
      label: 'On call',
      hint: 'Final schedule',
      shifts: finalShifts(entries),
      final: true,
    },
  ]
}

export const finalShifts = ({ entries, gaps }: Pick<EntriesFragment, 'entries' | 'gaps'>) =>
  inOrder(shiftsOf(entries), shiftsOf(gaps))

// timeOfEntries is what an answer tells of. It is drawn, and not what was asked for last, so
// that nothing jumps while the next answer is on its way.
export const timeOfEntries = ({ since, until }: { since: string; until: string }): Time => ({
  since: Date.parse(since),
  until: Date.parse(until),
})

// scheduleColours are the same for a person on every line: the order is that of the layers.
export function scheduleColours(layers: { users: Person[] }[], more: Person[]): ColourOf {
  return coloursOf([...layers.flatMap(({ users }) => users), ...more])
}
