import {
  Alert,
  Button,
  Checkbox,
  Group,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from 'urql'
import { environmentNames } from '../api/environment'
import { useSession } from '../api/session'
import { CreateApiKeyDocument } from '../gql/graphql'
import { Copyable } from '../parts/Copyable'
import { ErrorNotice } from '../parts/ProblemNotice'
import { scopes } from './scopes'

const day = 86_400_000 // ms

const lives = [
  { value: '', label: 'Never' },
  { value: '7', label: 'In 7 days' },
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '365', label: 'In a year' },
]

type Limit = number | ''

// NewApiKey makes a key, and shows its secret, which nothing shows again.
export function NewApiKey({ done }: { done(): void }) {
  const { environment } = useSession()
  const [answer, create] = useMutation(CreateApiKeyDocument)
  const form = useForm({
    initialValues: {
      name: '',
      scopes: ['events:write', 'incidents:read', 'incidents:write'],
      storedDocumentsOnly: false,
      days: '',
      rateEvents: '' as Limit,
      rateReads: '' as Limit,
      rateWrites: '' as Limit,
    },
    validate: { scopes: (given) => (given.length === 0 ? 'At least one.' : null) },
  })
  const secret = answer.data?.createApiKey.secret
  if (secret) {
    return (
      <Stack>
        <Alert title="Copy the key now">
          It is shown this once. The server keeps only its hash.
        </Alert>
        <Copyable label="API key" text={secret} />
        <Group justify="flex-end">
          <Button onClick={done}>Done</Button>
        </Group>
      </Stack>
    )
  }
  return (
    <form
      onSubmit={form.onSubmit(({ days, rateEvents, rateReads, rateWrites, ...rest }) =>
        create({
          input: {
            ...rest,
            ...(days !== '' && {
              expiresAt: new Date(Date.now() + Number(days) * day).toISOString(),
            }),
            ...(rateEvents !== '' && { rateEvents }),
            ...(rateReads !== '' && { rateReads }),
            ...(rateWrites !== '' && { rateWrites }),
          },
        }),
      )}
    >
      <Stack>
        <ErrorNotice error={answer.error} />
        <Text size="sm">
          For <b>{environmentNames[environment]}</b>: it sees and changes nothing of{' '}
          {environmentNames[environment === 'LIVE' ? 'TEST' : 'LIVE']}.
        </Text>
        <TextInput
          label="Name"
          description="What it is for"
          required
          maxLength={100}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Checkbox.Group label="Scopes" required {...form.getInputProps('scopes')}>
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs" mt={6}>
            {scopes.map(({ scope, what }) => (
              <Checkbox key={scope} value={scope} label={scope} description={what} size="sm" />
            ))}
          </SimpleGrid>
        </Checkbox.Group>
        <Checkbox
          label="Only stored documents"
          description="It runs the GraphQL documents that you store for it, by opsknight key store or the API, and nothing else: for a page that shows the key to whoever looks."
          {...form.getInputProps('storedDocumentsOnly', { type: 'checkbox' })}
        />
        <Select label="Ends" data={lives} allowDeselect={false} {...form.getInputProps('days')} />
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <NumberInput label="Events a minute" {...limit} {...form.getInputProps('rateEvents')} />
          <NumberInput label="Reads a minute" {...limit} {...form.getInputProps('rateReads')} />
          <NumberInput label="Writes a minute" {...limit} {...form.getInputProps('rateWrites')} />
        </SimpleGrid>
        <Group justify="flex-end">
          <Button type="submit" loading={answer.fetching}>
            Make the key
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

const limit = { placeholder: "The server's", min: 0, allowDecimal: false, allowNegative: false }
