import type { EntriesFragment, LayerFragment } from '../gql/graphql'
import { layerName, turns } from './layerText'
import { type ColourOf, coloursOf, type Person } from './people'
import { inOrder, type Shift, shiftsOf } from './shifts'
import type { Row } from './Timeline'

interface Layered {
  id?: string | null
  name?: string | null
  rotation: Parameters<typeof turns>[0]
}

// rowsOf are the lines of a schedule's timeline: its layers, its overrides, and the
// schedule that comes of them, with its gaps. A layer that has nobody in the time, as it
// has ended or not begun, has no line.
export function rowsOf(entries: EntriesFragment, layers: Layered[], overrides?: Shift[]): Row[] {
  const final = finalShifts(entries)
  return [
    ...entries.layers.flatMap(({ layerId, index, entries: turnsOfIt }) => {
      const layer = layers.find(({ id }) => id && id === layerId) ?? layers[index]
      return turnsOfIt.length === 0
        ? []
        : [
            {
              key: `layer ${index}`,
              label: layerName(layer?.name, index),
              shifts: shiftsOf(turnsOfIt),
              ...(layer && { hint: turns(layer.rotation) }),
            },
          ]
    }),
    ...(overrides && overrides.length > 0
      ? [{ key: 'overrides', label: 'Overrides', shifts: overrides }]
      : []),
    { key: 'final', label: 'On call', hint: 'Final schedule', shifts: final, final: true },
  ]
}

export const finalShifts = ({ entries, gaps }: Pick<EntriesFragment, 'entries' | 'gaps'>) =>
  inOrder(shiftsOf(entries), shiftsOf(gaps))

// colours are the same for a person on every line: the order is that of the layers.
export function scheduleColours(layers: Pick<LayerFragment, 'users'>[], more: Person[]): ColourOf {
  return coloursOf([...layers.flatMap(({ users }) => users), ...more])
}
