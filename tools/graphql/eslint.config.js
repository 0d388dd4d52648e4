import { fileURLToPath } from 'node:url'
import graphql from '@graphql-eslint/eslint-plugin'

const schema = fileURLToPath(new URL('../../graph/schema/*.graphqls', import.meta.url))

// What is a value of another object and has no identity of its own.
const values = [
  'Actor',
  'CoverageGap',
  'DurationFigures',
  'EscalationMoment',
  'EscalationSimulation',
  'IncidentAnalytics',
  'IncidentChange',
  'IncidentCounts',
  'IncidentDay',
  'IncidentEscalation',
  'IncidentFigures',
  'LayerEntries',
  'Link',
  'MissedTarget',
  'MovedShifts',
  'NotificationAttempt',
  'NotificationRule',
  'OnCall',
  'OnCallAnalytics',
  'OnCallTime',
  'OperationError',
  'PageInfo',
  'PriorityFigures',
  'RateLimit',
  'Restriction',
  'Rotation',
  'ScheduleEntries',
  'ScheduleEntry',
  'ScheduleGap',
  'ScheduleOnCallTime',
  'SchedulePreview',
  'ServiceCount',
  'ServiceFigures',
  'Settings',
  'Setup',
  'Shift',
  'SingleSignOn',
  'StatusCount',
  'StoredDocument',
  'TeamFigures',
  'TeamMember',
  'ToldUser',
  'UrgencyCount',
  'UrgencyFigures',
  'UserOnCallTime',
  'WebhookAttempt',
  'WeekHour',
]

export default [
  {
    files: ['**/*.graphqls'],
    plugins: { '@graphql-eslint': graphql },
    languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig: { schema } } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      ...graphql.configs['flat/schema-recommended'].rules,
      ...graphql.configs['flat/schema-relay'].rules,
      '@graphql-eslint/require-description': [
        'error',
        { types: true, DirectiveDefinition: true, rootField: true, FieldDefinition: true, InputValueDefinition: true, EnumValueDefinition: true },
      ],
      // A type, and a field with arguments, is described in a block; what takes one line, in one.
      '@graphql-eslint/description-style': 'off',
      '@graphql-eslint/strict-id-in-types': [
        'error',
        { acceptedIdNames: ['id'], acceptedIdTypes: ['ID'], exceptions: { types: values, suffixes: ['Payload', 'Connection', 'Edge'] } },
      ],
      '@graphql-eslint/relay-edge-types': [
        'error',
        {
          withEdgeSuffix: true,
          // Relay wants no Node in an edge. A note has the id of its timeline line, which is the
          // node; who is on call, a membership and an attempt are values.
          shouldImplementNode: false,
          // Connections show their nodes without cursors as well, as GitHub's do, and values come
          // in plain lists.
          listTypeCanWrapOnlyEdgeType: false,
        },
      ],
    },
  },
]
