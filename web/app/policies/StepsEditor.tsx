import { ActionIcon, Button, Group, NumberInput, Paper, Stack, Text, Title } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { type DraftTarget, TargetChooser } from './TargetChooser'
import { inMinutes } from './words'

// DraftStep is a step as it is edited.
export interface DraftStep {
  key: string
  id?: string // of a step that the policy has
  minutes: number | ''
  targets: DraftTarget[]
}

export const newStep = (): DraftStep => ({ key: crypto.randomUUID(), minutes: 15, targets: [] })

const mostSteps = 50

export interface PolicyDraft {
  name: string
  description: string
  repeatCount: string
  steps: DraftStep[]
}

// StepsEditor changes the steps of a policy, and their order.
export function StepsEditor({ form }: { form: UseFormReturnType<PolicyDraft> }) {
  const { steps } = form.values
  let due = 0 // minutes after the incident opened
  return (
    <Stack gap="sm">
      {steps.map((step, i) => {
        const at = due
        due += Number(step.minutes)
        return (
          <Paper key={step.key} withBorder p="md">
            <Group justify="space-between" mb="xs">
              <div>
                <Title order={3} size="h6">
                  Step {i + 1}
                </Title>
                <Text size="xs" c="dimmed">
                  {at === 0 ? 'at once' : `after ${inMinutes(at)}`}
                </Text>
              </div>
              <StepButtons form={form} i={i} />
            </Group>
            <Stack gap="xs">
              <TargetChooser
                label="Tells"
                value={step.targets}
                onChange={(targets) => form.setFieldValue(`steps.${i}.targets`, targets)}
                error={form.errors[`steps.${i}.targets`]}
              />
              <NumberInput
                label="Waits for an answer"
                suffix=" min"
                min={1}
                max={10_080}
                allowDecimal={false}
                allowNegative={false}
                required
                maw={200}
                {...form.getInputProps(`steps.${i}.minutes`)}
              />
            </Stack>
          </Paper>
        )
      })}
      <Group>
        <Button
          variant="light"
          size="xs"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={steps.length >= mostSteps}
          onClick={() => form.insertListItem('steps', newStep())}
        >
          Add a step
        </Button>
      </Group>
    </Stack>
  )
}

function StepButtons({ form, i }: { form: UseFormReturnType<PolicyDraft>; i: number }) {
  const last = form.values.steps.length - 1
  const move = (to: number) => form.reorderListItem('steps', { from: i, to })
  return (
    <Group gap={4}>
      <ActionIcon
        variant="default"
        aria-label={`Move step ${i + 1} up`}
        disabled={i === 0}
        onClick={() => move(i - 1)}
      >
        <IconArrowUp size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="default"
        aria-label={`Move step ${i + 1} down`}
        disabled={i === last}
        onClick={() => move(i + 1)}
      >
        <IconArrowDown size={16} aria-hidden />
      </ActionIcon>
      <ActionIcon
        variant="default"
        aria-label={`Remove step ${i + 1}`}
        disabled={last === 0}
        onClick={() => form.removeListItem('steps', i)}
      >
        <IconTrash size={16} aria-hidden />
      </ActionIcon>
    </Group>
  )
}
