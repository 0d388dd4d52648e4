import { Button, Fieldset, NumberInput, Select, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { layerName } from '../layerText'
import { PeopleInTurn } from './PeopleInTurn'
import type { Form } from './ScheduleForm'
import { WindowFields } from './WindowFields'

const units = [
  { value: 'HOURS', label: 'hours' },
  { value: 'DAYS', label: 'days' },
  { value: 'WEEKS', label: 'weeks' },
  { value: 'MONTHS', label: 'months' },
]

// LayerFields are one layer: who takes turns, how long each is, and when it holds.
export function LayerFields({ form, index }: { form: Form; index: number }) {
  const layer = form.values.layers[index]
  if (!layer) {
    return null
  }
  const at = `layers.${index}`
  const zone = form.values.timeZone
  return (
    <Fieldset legend={layerName(layer.name, index)}>
      <Stack>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            label="Name of the layer"
            description="What it is for"
            maxLength={100}
            {...form.getInputProps(`${at}.name`)}
          />
          <NumberInput
            label="Priority"
            description="The highest that has somebody wins"
            required
            min={0}
            max={1_000_000}
            allowDecimal={false}
            {...form.getInputProps(`${at}.priority`)}
          />
        </SimpleGrid>
        <PeopleInTurn
          people={layer.users}
          change={(users) => form.setFieldValue(`${at}.users`, users)}
        />
        <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
          <NumberInput
            label="A turn lasts"
            description="How many"
            required
            min={1}
            max={1_000_000}
            allowDecimal={false}
            {...form.getInputProps(`${at}.length`)}
          />
          <Select
            label="Counted in"
            description="Hours, days, weeks or months"
            required
            allowDeselect={false}
            data={units}
            {...form.getInputProps(`${at}.unit`)}
          />
          <TextInput
            type="datetime-local"
            label="First person begins"
            description={`Turns are counted from here, in ${zone}`}
            required
            {...form.getInputProps(`${at}.turns`)}
          />
          <TextInput
            type="datetime-local"
            label="Layer starts"
            description={layer.was ? zone : 'With the first turn if left empty'}
            required={layer.was !== undefined}
            {...form.getInputProps(`${at}.start`)}
          />
          <TextInput
            type="datetime-local"
            label="Layer ends"
            description="Never if left empty"
            {...form.getInputProps(`${at}.end`)}
          />
        </SimpleGrid>
        <WindowFields form={form} index={index} />
        <Button
          size="compact-sm"
          variant="light"
          color="red"
          style={{ alignSelf: 'flex-end' }}
          onClick={() => form.removeListItem('layers', index)}
          aria-label={`Remove the layer: ${layerName(layer.name, index)}`}
        >
          Remove the layer
        </Button>
      </Stack>
    </Fieldset>
  )
}
