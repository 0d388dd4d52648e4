import { Button, Menu, ScrollArea, Text } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { lazy, type ReactNode, type Ref, Suspense, useRef, useState } from 'react'
import { useMutation, useQuery } from 'urql'
import { useViewer } from '../api/session'
import { SavedViewDocument, UpdateSavedViewDocument, type ViewRowFragment } from '../gql/graphql'
import { DangerItem } from '../parts/MoreMenu'
import { tell, tellProblem } from '../parts/tell'
import { filterOf, orderOf, parseView, sameView, type View, viewOf } from './filter'
import classes from './incidents.module.css'
import { useSavedViews } from './useSavedViews'
import type { Asked } from './ViewDialogs'

const ViewDialogs = lazy(async () => ({ default: (await import('./ViewDialogs')).ViewDialogs }))

interface Props {
  view: View
  chosen: string | undefined
  show(view: View, chosen?: string): void
}

// ViewsMenu chooses among the views that are saved, and saves, changes and shares them.
// What the list shows is said by the address alone; a view gives it a name.
export function ViewsMenu({ view, chosen, show }: Props) {
  const saved = useChosen(chosen)
  const may = useRights(saved)
  const [asked, setAsked] = useState<Asked>()
  const [asking, setAsking] = useState(false) // since the first question: it closes by itself
  const button = useRef<HTMLButtonElement>(null)
  const [{ fetching }, update] = useMutation(UpdateSavedViewDocument)
  const changed = saved !== undefined && !sameView(viewOf(saved), view)

  const ask = (what: Asked) => {
    setAsking(true)
    setAsked(what)
  }
  const change = async (of: ViewRowFragment, to: object, done: string) => {
    const { error } = await update({ input: { id: of.id, ifMatch: of.etag, ...to } })
    if (error) {
      tellProblem(error)
      return
    }
    tell(done)
    button.current?.focus() // what was pressed is gone
  }
  const answered = () => {
    setAsked(undefined)
    button.current?.focus() // the entry that asked is gone
  }
  return (
    <>
      <Chooser button={button} view={view} saved={saved} changed={changed} show={show}>
        <Menu.Item onClick={() => ask('save')}>Save view…</Menu.Item>
        {saved && (may.share || may.unshare || may.remove) && (
          <>
            <Menu.Divider />
            <Group title={saved.name}>
              {may.change && <Menu.Item onClick={() => ask('rename')}>Rename…</Menu.Item>}
              {may.share && (
                <Menu.Item
                  onClick={() => change(saved, { shared: true }, `Everybody sees “${saved.name}”.`)}
                >
                  Share with everybody
                </Menu.Item>
              )}
              {may.unshare && (
                <Menu.Item
                  onClick={() =>
                    change(saved, { shared: false }, `“${saved.name}” is no longer shared.`)
                  }
                >
                  Stop sharing
                </Menu.Item>
              )}
              {may.remove && <DangerItem onClick={() => ask('delete')}>Delete…</DangerItem>}
            </Group>
          </>
        )}
      </Chooser>
      {changed && may.change && (
        <Button
          size="xs"
          variant="light"
          loading={fetching}
          onClick={() =>
            change(
              saved,
              { filter: filterOf(view), orderBy: orderOf(view) },
              `“${saved.name}” now shows this.`,
            )
          }
        >
          Update view
        </Button>
      )}
      {asking && (
        <Suspense fallback={null}>
          <ViewDialogs asked={asked} view={view} saved={saved} close={answered} show={show} />
        </Suspense>
      )}
    </>
  )
}

// useChosen is the view that the address names, if there is one that the viewer sees.
function useChosen(id: string | undefined): ViewRowFragment | undefined {
  const [{ data }] = useQuery({
    query: SavedViewDocument,
    variables: { id: id ?? '' },
    pause: id === undefined,
  })
  const saved = data?.savedView ?? undefined
  return saved?.id === id ? saved : undefined // and not the one before it
}

// useRights are what the viewer may do to a view; the server asks for the same.
function useRights(saved: ViewRowFragment | undefined) {
  const viewer = useViewer()
  const mine = saved?.owner.id === viewer.id
  const shared = saved?.shared ?? false
  const writes = viewer.can('incidents:write')
  const governs = shared && viewer.isAdmin
  return {
    change: mine && (!shared || writes), // others see the change
    share: mine && !shared && writes,
    unshare: shared && (mine || governs),
    remove: mine || governs,
  }
}

interface ChooserProps {
  button: Ref<HTMLButtonElement>
  view: View
  saved: ViewRowFragment | undefined
  changed: boolean
  show(view: View, chosen?: string): void
  children: ReactNode
}

// Chooser is the menu. Like MoreMenu it stays in the page's main part.
function Chooser({ button, view, saved, changed, show, children }: ChooserProps) {
  const viewer = useViewer()
  const [opened, setOpened] = useState(false)
  const { views, error } = useSavedViews(opened)
  const usual = parseView('')
  const name = saved ? saved.name + (changed ? ', changed' : '') : undefined
  const items = (some: ViewRowFragment[] = []) =>
    some.map((one) => (
      <Menu.RadioItem
        key={one.id}
        value={one.id}
        closeMenuOnClick
        checked={one.id === saved?.id && !changed}
        onChange={() => show(viewOf(one), one.id)}
      >
        <Text size="sm" truncate>
          {one.name}
        </Text>
        {one.shared && (
          <Text size="xs" c="dimmed" truncate>
            {one.owner.id === viewer.id ? 'Shared with everybody' : `Shared by ${one.owner.name}`}
          </Text>
        )}
      </Menu.RadioItem>
    ))
  const mine = views?.filter(({ owner }) => owner.id === viewer.id)
  const others = views?.filter(({ owner }) => owner.id !== viewer.id)
  return (
    <div>
      <Menu
        opened={opened}
        onChange={setOpened}
        position="bottom-start"
        width={280}
        withinPortal={false}
      >
        <Menu.Target>
          <Button
            ref={button}
            size="xs"
            variant="default"
            fw={400}
            fullWidth
            rightSection={<IconChevronDown size={14} aria-hidden />}
            aria-label={name ? `View: ${name}` : 'Views'}
            classNames={{ label: classes.viewName ?? '' }}
          >
            {name ?? 'Views'}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <ScrollArea.Autosize mah="min(420px, 60dvh)">
            <Menu.RadioItem
              value="usual"
              closeMenuOnClick
              checked={!saved && sameView(view, usual)}
              onChange={() => show(usual)}
            >
              Open and acknowledged
            </Menu.RadioItem>
            {mine && mine.length > 0 && <Group title="Yours">{items(mine)}</Group>}
            {others && others.length > 0 && <Group title="Shared by others">{items(others)}</Group>}
            {views?.length === 0 && (
              <Text size="xs" c="dimmed" px="sm" py={6}>
                A view keeps filters and an order under a name, for you or for everybody. Set the
                filters, then save the view.
              </Text>
            )}
            {!views && (
              <Text size="xs" c="dimmed" px="sm" py={6}>
                {error
                  ? 'The views cannot be read now. Open this menu again.'
                  : 'Loading the views…'}
              </Text>
            )}
            <Menu.Divider />
            {children}
          </ScrollArea.Autosize>
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}

// Group is entries of a menu that belong together.
function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a menu
    <div role="group" aria-label={title}>
      <Menu.Label className={classes.viewName ?? ''}>{title}</Menu.Label>
      {children}
    </div>
  )
}
