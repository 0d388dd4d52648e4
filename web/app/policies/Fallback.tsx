import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { useMutation, useQuery } from 'urql'
import {
  FallbackDocument,
  type FallbackQuery,
  SetFallbackDocument,
  TeamSearchDocument,
  UserSearchDocument,
} from '../gql/graphql'
import { Chooser, type Named } from '../parts/Chooser'
import { PlaceLink } from '../parts/PlaceLink'
import { ErrorNotice } from '../parts/ProblemNotice'
import { Section } from '../parts/Section'

const context = { additionalTypenames: ['User', 'Team'] }

// Fallback is who is told of what reaches nobody else. Only administrators may ask.
export function Fallback() {
  const [{ data, error }] = useQuery({ query: FallbackDocument, context })
  const [changing, { open, close }] = useDisclosure()
  const settings = data?.settings
  return (
    <Section title="Fallback">
      <ErrorNotice error={error} />
      {settings && (
        <Group gap="sm">
          <Text size="sm">
            Told of an incident that reaches nobody else:{' '}
            {settings.fallbackTeam ? (
              <PlaceLink list="/teams" to={settings.fallbackTeam} />
            ) : (
              <PlaceLink list="/users" to={settings.fallbackUser} none="nobody" />
            )}
          </Text>
          <Button size="compact-xs" variant="default" onClick={open}>
            Change the fallback
          </Button>
        </Group>
      )}
      <Modal opened={changing} onClose={close} title="Change the fallback">
        {settings && <FallbackForm settings={settings} done={close} />}
      </Modal>
    </Section>
  )
}

function FallbackForm({ settings, done }: { settings: FallbackQuery['settings']; done(): void }) {
  const [answer, store] = useMutation(SetFallbackDocument)
  const [user, setUser] = useState<Named | null>(settings.fallbackUser ?? null)
  const [team, setTeam] = useState<Named | null>(settings.fallbackTeam ?? null)
  return (
    <form
      onSubmit={async (event) => {
        event.preventDefault()
        const { data } = await store({
          input: {
            fallbackUserId: user?.id ?? null,
            fallbackTeamId: team?.id ?? null,
            ifMatch: settings.etag,
          },
        })
        if (data) {
          done()
        }
      }}
    >
      <Stack>
        <ErrorNotice error={answer.error} />
        <Text size="sm">One person, or one team: whichever you choose last.</Text>
        <Chooser
          label="Person"
          placeholder="Nobody"
          document={UserSearchDocument}
          value={user}
          onChange={(chosen) => {
            setUser(chosen)
            setTeam(chosen ? null : team)
          }}
        />
        <Chooser
          label="Team"
          placeholder="None"
          document={TeamSearchDocument}
          value={team}
          onChange={(chosen) => {
            setTeam(chosen)
            setUser(chosen ? null : user)
          }}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={answer.fetching}>
            Save
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
