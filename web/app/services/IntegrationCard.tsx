import { Badge, Group, Menu, Stack, Text, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation } from 'urql'
import { useViewer } from '../api/session'
import {
  DeleteIntegrationDocument,
  type IntegrationCardFragment,
  RotateIntegrationKeyDocument,
  UpdateIntegrationDocument,
} from '../gql/graphql'
import { Confirm } from '../parts/Confirm'
import { Copyable } from '../parts/Copyable'
import { DangerItem, MoreMenu } from '../parts/MoreMenu'
import { ErrorNotice } from '../parts/ProblemNotice'
import { HowToSend } from './HowToSend'
import { TestEventButton } from './TestEvent'
import { integrationTypes } from './types'

// IntegrationCard is one way to send events to a service. The routing key is shown to who
// may change the service: the server gives it to nobody else.
export function IntegrationCard({ integration }: { integration: IntegrationCardFragment }) {
  const may = useViewer().can('services:write')
  const { name, type, routingKey, path, disabled } = integration
  return (
    <Stack gap="sm">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Group gap="xs">
            <Title order={3} size="h6" style={{ overflowWrap: 'anywhere' }}>
              {name}
            </Title>
            {disabled && (
              <Badge color="gray" variant="outline" tt="none" c="bright" size="sm">
                Disabled
              </Badge>
            )}
          </Group>
          <Text size="xs" c="dimmed">
            {integrationTypes[type].label}
          </Text>
        </div>
        {may && <Change integration={integration} />}
      </Group>
      {routingKey && <Copyable label="Routing key" text={routingKey} />}
      {routingKey && path && <HowToSend type={type} routingKey={routingKey} path={path} />}
      {routingKey && !disabled && (
        <Group>
          <TestEventButton routingKey={routingKey} to={name} size="xs" />
        </Group>
      )}
      {!may && (
        <Text size="sm" c="dimmed">
          An administrator sees its routing key.
        </Text>
      )}
    </Stack>
  )
}

function Change({ integration }: { integration: IntegrationCardFragment }) {
  const { id, name, disabled } = integration
  const [updated, update] = useMutation(UpdateIntegrationDocument)
  const [, rotate] = useMutation(RotateIntegrationKeyDocument)
  const [, remove] = useMutation(DeleteIntegrationDocument)
  const [rotating, askRotate] = useDisclosure()
  const [deleting, askDelete] = useDisclosure()
  return (
    <>
      <ErrorNotice error={updated.error} />
      <MoreMenu label={`Actions of ${name}`} subtle>
        <Menu.Item onClick={() => void update({ input: { id, disabled: !disabled } })}>
          {disabled ? 'Enable' : 'Disable'}
        </Menu.Item>
        <Menu.Item onClick={askRotate.open}>Give it another key</Menu.Item>
        <DangerItem onClick={askDelete.open}>Delete</DangerItem>
      </MoreMenu>
      <Confirm
        opened={rotating}
        close={askRotate.close}
        title="Another routing key"
        action="Change the key"
        run={() => rotate({ id })}
      >
        <Text>
          Events with the key that <b>{name}</b> has now are refused within seconds. What sends by
          it needs the new one.
        </Text>
      </Confirm>
      <Confirm
        opened={deleting}
        close={askDelete.close}
        title="Delete the integration"
        action="Delete it"
        run={() => remove({ id }, { additionalTypenames: ['Integration'] })}
      >
        <Text>
          Events with the routing key of <b>{name}</b> are refused from then on. What they opened
          stays.
        </Text>
      </Confirm>
    </>
  )
}
