import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from 'urql'
import { useViewer } from '../api/session'
import {
  CreateSavedViewDocument,
  DeleteSavedViewDocument,
  UpdateSavedViewDocument,
  type ViewRowFragment,
} from '../gql/graphql'
import { Confirm } from '../parts/Confirm'
import { ErrorNotice } from '../parts/ProblemNotice'
import { tell } from '../parts/tell'
import { filterOf, orderOf, type View } from './filter'

// Asked is what is asked about a view.
export type Asked = 'save' | 'rename' | 'delete'

interface Props {
  asked: Asked | undefined
  view: View
  saved: ViewRowFragment | undefined
  close(): void
  show(view: View, chosen?: string): void
}

// ViewDialogs asks for the name of a view, or whether it is to go.
export function ViewDialogs({ asked, view, saved, close, show }: Props) {
  const [, remove] = useMutation(DeleteSavedViewDocument)
  return (
    <>
      <Modal opened={asked === 'save'} onClose={close} title="Save view">
        <SaveForm
          view={view}
          done={(id) => {
            close()
            show(view, id)
          }}
        />
      </Modal>
      <Modal opened={asked === 'rename'} onClose={close} title="Rename the view">
        {saved && <RenameForm saved={saved} done={close} />}
      </Modal>
      <Confirm
        opened={asked === 'delete'}
        close={close}
        title="Delete the view"
        action="Delete it"
        run={async () => {
          const answer = await remove(
            { id: saved?.id ?? '' },
            { additionalTypenames: ['SavedView'] },
          )
          if (!answer.error) {
            tell(`“${saved?.name}” is deleted.`)
            show(view)
          }
          return answer
        }}
      >
        <b>{saved?.name}</b> is gone
        {saved?.shared ? ' for everybody, and so is what programs read by it' : ''}. The incidents
        stay.
      </Confirm>
    </>
  )
}

function SaveForm({ view, done }: { view: View; done(id: string): void }) {
  const viewer = useViewer()
  const [{ error, fetching }, create] = useMutation(CreateSavedViewDocument)
  const form = useForm({ initialValues: { name: '', shared: false } })
  const save = form.onSubmit(async (given) => {
    const { data } = await create({
      input: { ...given, filter: filterOf(view), orderBy: orderOf(view) },
    })
    if (data) {
      done(data.createSavedView.savedView.id)
    }
  })
  return (
    <form onSubmit={save}>
      <Stack>
        <ErrorNotice error={error} />
        <NameField {...form.getInputProps('name')} />
        {viewer.can('incidents:write') && (
          <Checkbox
            label="Share with everybody who sees incidents"
            {...form.getInputProps('shared', { type: 'checkbox' })}
          />
        )}
        <Submit loading={fetching}>Save</Submit>
      </Stack>
    </form>
  )
}

function RenameForm({ saved, done }: { saved: ViewRowFragment; done(): void }) {
  const [{ error, fetching }, update] = useMutation(UpdateSavedViewDocument)
  const form = useForm({ initialValues: { name: saved.name } })
  const save = form.onSubmit(async ({ name }) => {
    const { data } = await update({ input: { id: saved.id, ifMatch: saved.etag, name } })
    if (data) {
      done()
    }
  })
  return (
    <form onSubmit={save}>
      <Stack>
        <ErrorNotice error={error} />
        <NameField {...form.getInputProps('name')} />
        <Submit loading={fetching}>Rename</Submit>
      </Stack>
    </form>
  )
}

function NameField(props: object) {
  return <TextInput label="Name" required maxLength={100} data-autofocus {...props} />
}

function Submit({ loading, children }: { loading: boolean; children: string }) {
  return (
    <Group justify="flex-end">
      <Button type="submit" loading={loading}>
        {children}
      </Button>
    </Group>
  )
}
