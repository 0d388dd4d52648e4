import { ActionIcon, Button, Group, Input, Select, Stack, Text, TextInput } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import { weekdays } from '../layerText'
import type { Form } from './ScheduleForm'
import { newWindow } from './windows'

const types = [
  { value: 'DAILY', label: 'Each day' },
  { value: 'WEEKLY', label: 'Each week' },
]

// WindowFields restrict a layer to hours of the day, or to days of the week.
export function WindowFields({ form, index }: { form: Form; index: number }) {
  const layer = form.values.layers[index]
  const at = `layers.${index}.windows`
  const zone = layer?.was?.timeZone ?? form.values.timeZone
  return (
    <Stack gap="xs" align="flex-start">
      <Input.Label component="div">Hours, in {zone}</Input.Label>
      {layer?.windows.length === 0 && (
        <Text size="sm" c="dimmed">
          At all hours.
        </Text>
      )}
      {layer?.windows.map(({ key, type }, n) => {
        const field = (name: string) => form.getInputProps(`${at}.${n}.${name}`)
        const which = `of window ${n + 1}`
        return (
          <Group key={key} gap="xs">
            <Select
              aria-label={`How often, ${which}`}
              w={130}
              data={types}
              allowDeselect={false}
              {...field('type')}
            />
            <Text size="sm">from</Text>
            {type === 'WEEKLY' && (
              <Select
                aria-label={`First day ${which}`}
                w={140}
                data={weekdays}
                allowDeselect={false}
                {...field('startDay')}
              />
            )}
            <TextInput type="time" aria-label={`Start ${which}`} required {...field('startTime')} />
            <Text size="sm">to</Text>
            {type === 'WEEKLY' && (
              <Select
                aria-label={`Last day ${which}`}
                w={140}
                data={weekdays}
                allowDeselect={false}
                {...field('endDay')}
              />
            )}
            <TextInput type="time" aria-label={`End ${which}`} required {...field('endTime')} />
            <ActionIcon
              variant="default"
              aria-label={`Remove window ${n + 1}`}
              onClick={() => form.removeListItem(at, n)}
            >
              <IconX size={14} aria-hidden />
            </ActionIcon>
          </Group>
        )
      })}
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => form.insertListItem(at, newWindow())}
      >
        Only at certain hours
      </Button>
    </Stack>
  )
}
