import { Button, Modal, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useLocation, useSearch } from 'wouter'
import { EmptyState } from '../parts/EmptyState'
import { PageHeader } from '../parts/PageHeader'
import { ErrorNotice } from '../parts/ProblemNotice'
import { BulkBar } from './BulkBar'
import { FilterBar } from './FilterBar'
import { chosenView, parseView, shows, type View, viewQuery } from './filter'
import { IncidentTable } from './IncidentTable'
import { ShortcutHelp } from './ShortcutHelp'
import { useBulkActions } from './useBulkActions'
import { useIncidentList } from './useIncidentList'
import { useShortcuts } from './useShortcuts'
import { ViewsMenu } from './ViewsMenu'

// IncidentsPage is the list of incidents.
export function IncidentsPage() {
  const { view, setView, chosen: chosenId, show } = useView()
  const [, navigate] = useLocation()
  const scroller = useRef<HTMLDivElement>(null)
  const search = useRef<HTMLInputElement>(null)
  const atTop = useCallback(() => (scroller.current?.scrollTop ?? 0) < 8, [])
  const list = useIncidentList(view, atTop)
  const [current, setCurrent] = useState<string>()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const [helping, help] = useDisclosure()
  const actions = useBulkActions(list.patch)

  const targets = useMemo(
    () => (chosen.size > 0 ? [...chosen] : current ? [current] : []),
    [chosen, current],
  )
  const choose = useCallback((id: string) => {
    setChosen((before) => {
      const after = new Set(before)
      return after.delete(id) ? after : after.add(id)
    })
  }, [])
  const move = (by: number) => {
    const at = list.rows.findIndex((row) => row.id === current)
    const next = list.rows[Math.max(0, Math.min(list.rows.length - 1, at < 0 ? 0 : at + by))]
    setCurrent(next?.id)
  }
  const act = (action: (ids: string[]) => Promise<void>) => async () => {
    if (targets.length > 0) {
      await action(targets)
      setChosen(new Set())
    }
  }
  useShortcuts({
    j: () => move(1),
    k: () => move(-1),
    x: () => current && choose(current),
    o: () => current && navigate(`/incidents/${current}`),
    Enter: () => current && navigate(`/incidents/${current}`),
    a: act(actions.acknowledge),
    r: act(actions.resolve),
    s: act((ids) => actions.snooze(ids, 60)),
    '/': () => search.current?.focus(),
    '?': help.open,
    Escape: () => setChosen(new Set()),
  })

  return (
    <Stack gap="sm" h="calc(100dvh - 52px - 2rem)">
      <PageHeader title="Incidents">
        <Button variant="default" size="xs" onClick={help.open} visibleFrom="sm">
          Keyboard
        </Button>
      </PageHeader>
      <FilterBar view={view} setView={setView} search={search}>
        <ViewsMenu view={view} chosen={chosenId} show={show} />
      </FilterBar>
      <ErrorNotice error={list.error} />
      {chosen.size > 0 && (
        <BulkBar ids={[...chosen]} actions={actions} clear={() => setChosen(new Set())} />
      )}
      {list.waiting > 0 && (
        <Button
          variant="light"
          size="xs"
          onClick={() => {
            list.reload()
            scroller.current?.scrollTo({ top: 0 })
          }}
        >
          {list.waiting === 1 ? '1 new incident' : `${list.waiting} new incidents`}
        </Button>
      )}
      {list.complete && list.rows.length === 0 ? (
        <Nothing view={view} clear={() => setView(parseView('status=all'))} />
      ) : (
        <IncidentTable
          list={list}
          scroller={scroller}
          current={current}
          setCurrent={setCurrent}
          chosen={chosen}
          choose={choose}
          belongs={(incident) => shows(view, incident)}
        />
      )}
      <Modal opened={helping} onClose={help.close} title="Keyboard">
        <ShortcutHelp />
      </Modal>
    </Stack>
  )
}

// useView keeps the view in the address, and the id of the saved one that it began with.
function useView() {
  const search = useSearch()
  const [, navigate] = useLocation()
  const query = viewQuery(parseView(search))
  const view = useMemo(() => parseView(query), [query]) // the same if another name is given to it
  const chosen = chosenView(search)
  const go = useCallback(
    (next: View, id: string | undefined, replace: boolean) => {
      const to = viewQuery(next, id)
      navigate(to === '' ? '/incidents' : `/incidents?${to}`, { replace })
    },
    [navigate],
  )
  return {
    view,
    chosen,
    setView: (next: View) => go(next, chosen, true),
    show: (next: View, id?: string) => go(next, id, false),
  }
}

function Nothing({ view, clear }: { view: View; clear(): void }) {
  const everything = viewQuery(view) === 'status=all'
  return everything ? (
    <EmptyState
      title="No incident yet"
      action={
        <Button component="a" href="/docs" variant="light">
          How to send an event
        </Button>
      }
    >
      They open by themselves when a monitoring tool sends an event. Make an API key under Settings,
      and send one.
    </EmptyState>
  ) : (
    <EmptyState
      title="Nothing here"
      action={
        <Button variant="light" onClick={clear}>
          Show every incident
        </Button>
      }
    >
      No incident is as the filters say.
    </EmptyState>
  )
}
