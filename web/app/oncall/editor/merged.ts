import type { LayerFragment } from '../../gql/graphql'
import { layerName, turns } from '../layerText'
import type { NamedLayer } from '../rows'
import { changesLayer, effectiveAt, hasEnded, type LayerDraft, type ScheduleDraft } from './draft'

// mergedLayers are the layers that the server makes of a draft, in its order: a layer that
// changes from a date on becomes two, of which the first ends there. Both have one key, as
// to people they are one. Layers that the draft has no more are last, if they have a past.
export function mergedLayers(draft: ScheduleDraft, stored: LayerFragment[]): NamedLayer[] {
  const at = effectiveAt(draft)
  const begunBefore = ({ start }: LayerFragment) =>
    at !== null && Date.parse(start) < Date.parse(at)
  const given = new Set(draft.layers.map(({ was }) => was?.id))
  const ended = stored.filter(hasEnded).map((layer) => named(layer, stored))
  const kept = draft.layers.flatMap((layer, index) => {
    const one = drafted(layer, index)
    const splits = layer.was && begunBefore(layer.was) && changesLayer(layer, draft.timeZone)
    return splits ? [one, one] : [one]
  })
  if (at === null) {
    return [...ended, ...kept]
  }
  const rest = stored.filter((layer) => !given.has(layer.id))
  const left = rest.filter((layer) => hasEnded(layer) || begunBefore(layer))
  return [...kept, ...left.map((layer) => named(layer, stored))]
}

function drafted({ key, name, unit, length }: LayerDraft, index: number): NamedLayer {
  return { key, label: layerName(name, index), hint: turns({ unit, length }) }
}

function named(layer: LayerFragment, all: LayerFragment[]): NamedLayer {
  return {
    key: layer.id,
    label: layerName(layer.name, all.indexOf(layer)),
    hint: turns(layer.rotation),
  }
}
