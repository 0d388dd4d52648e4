# Written by tools/sdk from graph/schema: do not edit.
"""The types of the GraphQL schema. An object has the fields that a query selects; an input is sent
as a variable, and what is left out of one is not changed. Times are RFC 3339 in UTC."""

from __future__ import annotations

from typing import Any, Dict, List, Literal, Optional, TypedDict, Union

# The kinds of who can do something.
ActorType = Literal[
    "USER",
    "API_KEY",
    "INTEGRATION",
    "SYSTEM",
]

# What became of a delivery.
DeliveryStatus = Literal[
    "PENDING",
    "DELIVERED",
    "FAILED",
]

# One of the two worlds: nothing in one refers to the other.
Environment = Literal[
    "LIVE",
    "TEST",
]

# What can happen at a moment of an escalation.
EscalationMomentKind = Literal[
    "STEP",
    "FALLBACK",
    "EXHAUSTED",
]

# The kinds of whom a step can tell.
EscalationTargetType = Literal[
    "USER",
    "TEAM",
    "SCHEDULE",
]

# What a monitoring tool asks for.
EventAction = Literal[
    "TRIGGER",
    "ACKNOWLEDGE",
    "RESOLVE",
]

# What an event can do.
EventOutcome = Literal[
    "TRIGGERED",
    "DEDUPLICATED",
    "ACKNOWLEDGED",
    "RESOLVED",
    "IGNORED",
]

# What can happen to an incident. More may come.
IncidentEventType = Literal[
    "TRIGGERED",
    "ACKNOWLEDGED",
    "UNACKNOWLEDGED",
    "RESOLVED",
    "REOPENED",
    "SNOOZED",
    "UNSNOOZED",
    "SUPPRESSED",
    "UNSUPPRESSED",
    "ESCALATED",
    "ESCALATION_SKIPPED",
    "ESCALATION_EXHAUSTED",
    "ASSIGNED",
    "UNASSIGNED",
    "URGENCY_CHANGED",
    "PRIORITY_CHANGED",
    "UPDATED",
    "NOTE_ADDED",
    "MERGED",
    "NOTIFICATION_SENT",
    "NOTIFICATION_FAILED",
    "NOTIFICATION_SUPPRESSED",
    "WEBHOOK_FAILED",
]

# What incidents can be sorted by.
IncidentOrderField = Literal[
    "CREATED_AT",
    "UPDATED_AT",
    "URGENCY",
    "STATUS",
]

# Where an incident stands.
IncidentStatus = Literal[
    "OPEN",
    "ACKNOWLEDGED",
    "RESOLVED",
    "SNOOZED",
    "SUPPRESSED",
]

# What sends by an integration.
IntegrationType = Literal[
    "EVENTS",
    "ALERTMANAGER",
    "GRAFANA",
    "DATADOG",
    "SENTRY",
    "CLOUDWATCH",
    "AZURE_MONITOR",
    "UPTIME_KUMA",
    "GITHUB_ACTIONS",
    "GITLAB",
    "ZABBIX",
    "GENERIC",
]

# Why somebody is not told.
MissedReason = Literal[
    "NOBODY_ON_CALL",
    "NO_MEMBERS",
    "DISABLED",
    "NO_CHANNEL",
]

# What things that have a name can be sorted by.
NamedOrderField = Literal[
    "CREATED_AT",
    "UPDATED_AT",
    "NAME",
]

# By what a user is told.
NotificationChannel = Literal[
    "EMAIL",
    "SLACK",
    "TEAMS",
    "WEBHOOK",
    "INBOX",
]

# What became of a notification.
NotificationStatus = Literal[
    "PENDING",
    "SENT",
    "FAILED",
    "SUPPRESSED",
]

# The direction of an order.
OrderDirection = Literal[
    "ASC",
    "DESC",
]

# How much an incident matters.
Priority = Literal[
    "P1",
    "P2",
    "P3",
    "P4",
    "P5",
]

# How often a restriction's window comes.
RestrictionType = Literal[
    "DAILY",
    "WEEKLY",
]

# What a user may do.
Role = Literal[
    "ADMIN",
    "RESPONDER",
    "USER",
]

# What the length of a turn is counted in. Turns of days, weeks and months, of hours that divide
# a day, and of hours that are whole days begin at one time of day, whatever the clocks do.
RotationUnit = Literal[
    "HOURS",
    "DAYS",
    "WEEKS",
    "MONTHS",
]

# The health of a service. An incident is active while it is OPEN or ACKNOWLEDGED.
ServiceStatus = Literal[
    "OPERATIONAL",
    "MAINTENANCE",
    "DEGRADED",
    "CRITICAL",
]

# How bad a monitoring tool says its finding is.
Severity = Literal[
    "CRITICAL",
    "ERROR",
    "WARNING",
    "INFO",
]

# What a member may do in a team.
TeamRole = Literal[
    "OWNER",
    "ADMIN",
    "MEMBER",
]

# How fast somebody must respond.
Urgency = Literal[
    "LOW",
    "MEDIUM",
    "HIGH",
]

# Whether a user has signed in yet and may still do so.
UserStatus = Literal[
    "INVITED",
    "ACTIVE",
    "DISABLED",
]

# What a webhook is told of.
WebhookEvent = Literal[
    "INCIDENT_TRIGGERED",
    "INCIDENT_ACKNOWLEDGED",
    "INCIDENT_RESOLVED",
    "INCIDENT_ESCALATED",
    "INCIDENT_ASSIGNED",
    "WEBHOOK_PING",
]

# Whether a webhook is sent to.
WebhookStatus = Literal[
    "ENABLED",
    "DISABLED",
]


class _AcceptInvitationInputRequired(TypedDict):
    # The token of the invitation.
    token: str
    # Their password: 12 to 256 characters.
    password: str


class AcceptInvitationInput(_AcceptInvitationInputRequired, total=False):
    """An invited user's choice."""

    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class AcceptInvitationPayload(TypedDict, total=False):
    """Who is signed in."""

    # Who is signed in now.
    viewer: Viewer
    # Until when, unless they sign out.
    expiresAt: str
    # What the input gave.
    clientMutationId: Optional[str]


class _AcknowledgeIncidentInputRequired(TypedDict):
    # The incident's id.
    id: str


class AcknowledgeIncidentInput(_AcknowledgeIncidentInputRequired, total=False):
    """Which incident to acknowledge."""

    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class AcknowledgeIncidentPayload(TypedDict, total=False):
    """The incident as it now stands."""

    # The incident.
    incident: Incident
    # What the input gave.
    clientMutationId: Optional[str]


class _AcknowledgeIncidentsInputRequired(TypedDict):
    # Their ids: 1 to 100, each once.
    ids: List[str]


class AcknowledgeIncidentsInput(_AcknowledgeIncidentsInputRequired, total=False):
    """Which incidents to acknowledge."""

    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class AcknowledgeIncidentsPayload(TypedDict, total=False):
    """What became of the incidents."""

    # What became of each, in the order of the ids.
    results: List[IncidentResult]
    # What the input gave.
    clientMutationId: Optional[str]


class Actor(TypedDict, total=False):
    """Who did something."""

    # Its kind.
    type: ActorType
    # The id of the user, API key or integration; empty for the server itself.
    id: str
    # Its name at that time.
    name: str


class _AddIncidentNoteInputRequired(TypedDict):
    # The incident's id.
    id: str
    # The text, as Markdown, 1 to 10,000 characters.
    content: str


class AddIncidentNoteInput(_AddIncidentNoteInputRequired, total=False):
    """A note to write about an incident."""

    # A repeat with the same key within 24 hours writes nothing, and answers with the note that
    # the first wrote.
    idempotencyKey: Optional[str]
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class AddIncidentNotePayload(TypedDict, total=False):
    """The note that was written."""

    # The note.
    note: Note
    # Whether this was a repeat by its idempotency key, so that nothing was written.
    replayed: bool
    # What the input gave.
    clientMutationId: Optional[str]


class _AddScheduleLayerInputRequired(TypedDict):
    # The schedule's id.
    scheduleId: str
    # The layer.
    layer: ScheduleLayerInput


class AddScheduleLayerInput(_AddScheduleLayerInputRequired, total=False):
    """A layer to add."""

    # A key of your own: a repeat of the request with it within 24 hours makes nothing, and
    # answers with what the first made.
    idempotencyKey: Optional[str]
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class AddScheduleLayerPayload(TypedDict, total=False):
    """The layer that was added."""

    # The schedule.
    schedule: Schedule
    # The layer.
    layer: ScheduleLayer
    # Whether the request was a repeat, by its idempotency key.
    replayed: bool
    # What the input gave.
    clientMutationId: Optional[str]


class _AddTeamMemberInputRequired(TypedDict):
    # The team's id.
    teamId: str
    # The user's id.
    userId: str


class AddTeamMemberInput(_AddTeamMemberInputRequired, total=False):
    """Whom to take into a team."""

    # What the user may do in the team.
    role: TeamRole
    # A key of your own: a repeat of the request with it within 24 hours makes nothing, and
    # answers with what the first made.
    idempotencyKey: Optional[str]
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class AddTeamMemberPayload(TypedDict, total=False):
    """The member."""

    # The team.
    team: Team
    # The member.
    member: TeamMember
    # Whether the request was a repeat, by its idempotency key.
    replayed: bool
    # What the input gave.
    clientMutationId: Optional[str]


class Alert(TypedDict, total=False):
    """One event that triggered an incident."""

    # The id, `alt_…`.
    id: str
    # The id of the incident that it came in for, which may have been merged since.
    incidentId: str
    # The key by which it was deduplicated.
    dedupKey: str
    # What is wrong, in one line.
    summary: str
    # How bad the monitoring tool says it is; null if it did not say.
    severity: Optional[Severity]
    # Where it was found; null if the tool did not say.
    source: Optional[str]
    # The event as it was sent, without its routing key.
    payload: Any
    # When it came in.
    createdAt: str
    # When an event resolved it alone: one of a merged incident, while the incident that it is
    # merged into goes on. Null if none did.
    resolvedAt: Optional[str]


class AlertConnection(TypedDict, total=False):
    """A page of alerts."""

    # The alerts with their cursors.
    edges: List[AlertEdge]
    # The alerts.
    nodes: List[Alert]
    # Where the page lies in the list.
    pageInfo: PageInfo
    # How many alerts the incident has. Counted only when it is asked for.
    totalCount: int


class AlertEdge(TypedDict, total=False):
    """An alert with its cursor."""

    # Its place in the list.
    cursor: str
    # The alert.
    node: Alert


class ApiKey(TypedDict, total=False):
    """What a script uses the API with."""

    # The id, `key_…`.
    id: str
    # What it is for.
    name: str
    # The environment it reads and writes in.
    environment: Environment
    # The last four characters of its secret.
    lastFour: str
    # What it may do, if its owner's role still allows it.
    scopes: List[str]
    # The user whose role bounds it.
    owner: User
    # Whether it runs the documents that are stored for it, and opens nothing else: neither REST
    # nor events.
    storedDocumentsOnly: bool
    # A page of the documents that it runs, the newest first, if it runs no others. Only for an
    # administrator who is signed in.
    storedDocuments: StoredDocumentConnection
    # Events a minute; null: the server's limit; 0: no limit.
    rateEvents: Optional[int]
    # Reads a minute; null: the server's limit; 0: no limit.
    rateReads: Optional[int]
    # Writes a minute; null: the server's limit; 0: no limit.
    rateWrites: Optional[int]
    # When it ends by itself; null: never.
    expiresAt: Optional[str]
    # When it was revoked; null: it was not.
    revokedAt: Optional[str]
    # When it was last used, give or take a few seconds; null: never.
    lastUsedAt: Optional[str]
    # When it was made.
    createdAt: str


class ApiKeyConnection(TypedDict, total=False):
    """A page of API keys."""

    # The API keys with their cursors.
    edges: List[ApiKeyEdge]
    # The API keys.
    nodes: List[ApiKey]
    # Where the page lies in the list.
    pageInfo: PageInfo
    # How many API keys the whole list has. Counted only when it is asked for.
    totalCount: int


class ApiKeyEdge(TypedDict, total=False):
    """An API key with its cursor."""

    # Its place in the list.
    cursor: str
    # The API key.
    node: ApiKey


class _AssignIncidentInputRequired(TypedDict):
    # The incident's id.
    id: str


class AssignIncidentInput(_AssignIncidentInputRequired, total=False):
    """Whom to give an incident to: a user, a team, or with neither nobody."""

    # The user.
    assigneeId: Optional[str]
    # The team.
    teamId: Optional[str]
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class AssignIncidentPayload(TypedDict, total=False):
    """The incident as it now stands."""

    # The incident.
    incident: Incident
    # What the input gave.
    clientMutationId: Optional[str]


class AuditEntry(TypedDict, total=False):
    """One change to what people set up."""

    # The id, `aud_…`.
    id: str
    # What was done: a noun and a past participle, as `team.created`.
    action: str
    # The id of what was changed.
    objectId: str
    # Its name at that time.
    objectName: str
    # Who did it.
    actor: Actor
    # The user who did it, or whose API key did; null if the server did it by itself.
    userId: Optional[str]
    # What changed, each field with `before` and `after`. Secrets are not shown.
    changes: Any
    # The `X-Request-ID` of the request that did it; empty if none did.
    requestId: str
    # When it was done.
    createdAt: str


class AuditEntryConnection(TypedDict, total=False):
    """A page of changes."""

    # The changes with their cursors.
    edges: List[AuditEntryEdge]
    # The changes.
    nodes: List[AuditEntry]
    # Where the page lies in the list.
    pageInfo: PageInfo
    # How many changes the whole list has. Counted only when it is asked for.
    totalCount: int


class AuditEntryEdge(TypedDict, total=False):
    """A change with its cursor."""

    # Its place in the list.
    cursor: str
    # A change.
    node: AuditEntry


class AuditFilter(TypedDict, total=False):
    """Which changes a list has. What is left out filters nothing."""

    # Of these objects.
    objectId: Optional[List[str]]
    # By these users, or by their API keys.
    userId: Optional[List[str]]
    # These actions, as `team.created`.
    action: Optional[List[str]]
    # At this time or later.
    createdAfter: Optional[str]
    # Before this time.
    createdBefore: Optional[str]


class CalendarFeed(TypedDict, total=False):
    """A link that shows a schedule, or a user's shifts, to who has it."""

    # The id, `cal_…`.
    id: str
    # The schedule that it shows; null if it shows a user's shifts. The schedule's `id` and
    # `name` need no more than `schedules:read`.
    schedule: Optional[Schedule]
    # The user whose shifts it shows; null if it shows a schedule. The user's `id` and `name`
    # need no more than `schedules:read`.
    user: Optional[User]
    # Who has made it. When they are disabled or deleted, it ends. The user's `id` and `name`
    # need no more than `schedules:read`.
    owner: User
    # When it was made.
    createdAt: str


class CalendarFeedConnection(TypedDict, total=False):
    """A page of calendar feeds."""

    # The calendar feeds with their cursors.
    edges: List[CalendarFeedEdge]
    # The calendar feeds.
    nodes: List[CalendarFeed]
    # Where the page lies in the list.
    pageInfo: PageInfo
    # How many calendar feeds the whole list has. Counted only when it is asked for.
    totalCount: int


class CalendarFeedEdge(TypedDict, total=False):
    """A calendar feed with its cursor."""

    # Its place in the list.
    cursor: str
    # A calendar feed.
    node: CalendarFeed


class ChangeEvent(TypedDict, total=False):
    """Something that was done to a service: a deployment, a new setting. It opens no incident and
    pages nobody; it is shown with the incidents near it.
    """

    # The id, `chg_…`.
    id: str
    # What was done, in one line of at most 1,024 characters.
    summary: str
    # The service that it was done to. Its `id` and `name` need no more than `incidents:read`.
    service: Service
    # What has reported it; null if it did not say.
    source: Optional[str]
    # Anything else that was told.
    customDetails: Any
    # Pages about it.
    links: List[Link]
    # When it was done.
    occurredAt: str
    # When it came in.
    createdAt: str


class ChangeEventConnection(TypedDict, total=False):
    """A page of change events."""

    # The change events with their cursors.
    edges: List[ChangeEventEdge]
    # The change events.
    nodes: List[ChangeEvent]
    # Where the page lies in the list.
    pageInfo: PageInfo
    # How many change events the whole list has. Counted only when it is asked for.
    totalCount: int


class ChangeEventEdge(TypedDict, total=False):
    """A change event with its cursor."""

    # Its place in the list.
    cursor: str
    # The change event.
    node: ChangeEvent


class ChangeEventFilter(TypedDict, total=False):
    """Which change events a list has; all that is given must hold."""

    # Of any of these services.
    serviceId: Optional[List[str]]
    # Done at this time or later.
    since: Optional[str]
    # Done before this time.
    until: Optional[str]


class _ChangePasswordInputRequired(TypedDict):
    # The present password.
    currentPassword: str
    # The new one: 12 to 256 characters.
    newPassword: str


class ChangePasswordInput(_ChangePasswordInputRequired, total=False):
    """Another password."""

    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class ChangePasswordPayload(TypedDict, total=False):
    """Who is signed in."""

    # Who is signed in now.
    viewer: Viewer
    # Until when, unless they sign out.
    expiresAt: str
    # What the input gave.
    clientMutationId: Optional[str]


class CoverageGap(TypedDict, total=False):
    """A time for which nobody is on call by a schedule."""

    # The schedule.
    schedule: Schedule
    # From here on.
    start: str
    # Up to here.
    end: str


class _CreateApiKeyInputRequired(TypedDict):
    # What it is for, 1 to 100 characters.
    name: str
    # What it may do, as `incidents:read`; to write does not imply to read.
    scopes: List[str]


class CreateApiKeyInput(_CreateApiKeyInputRequired, total=False):
    """An API key to make."""

    # Its owner; the one who makes it if left out.
    ownerId: Optional[str]
    # Whether it runs the documents that are stored for it by `storeDocuments`, and opens nothing
    # else: for a page that shows the key to whoever looks. That cannot be changed later.
    storedDocumentsOnly: bool
    # When it ends by itself; never if left out.
    expiresAt: Optional[str]
    # Events a minute; the server's limit if left out; 0: no limit.
    rateEvents: Optional[int]
    # Reads a minute; the server's limit if left out; 0: no limit.
    rateReads: Optional[int]
    # Writes a minute; the server's limit if left out; 0: no limit.
    rateWrites: Optional[int]
    # A key of your own: a repeat of the request with it within 24 hours makes nothing, and
    # answers with what the first made.
    idempotencyKey: Optional[str]
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class CreateApiKeyPayload(TypedDict, total=False):
    """The API key that was made."""

    # The key.
    apiKey: ApiKey
    # The secret to send. It is shown this once: null in the answer to a repeat.
    secret: Optional[str]
    # Whether the request was a repeat, by its idempotency key.
    replayed: bool
    # What the input gave.
    clientMutationId: Optional[str]


class CreateCalendarFeedInput(TypedDict, total=False):
    """What to show."""

    # The schedule; either this or `userId`.
    scheduleId: Optional[str]
    # The user; either this or `scheduleId`.
    userId: Optional[str]
    # A key of your own: a repeat of the request with it within 24 hours makes nothing, and
    # answers with what the first made.
    idempotencyKey: Optional[str]
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class CreateCalendarFeedPayload(TypedDict, total=False):
    """The feed that was made."""

    # The feed.
    calendarFeed: CalendarFeed
    # Where a calendar program reads it, on this server. It is shown this once: null in the
    # answer to a repeat.
    path: Optional[str]
    # Whether the request was a repeat, by its idempotency key.
    replayed: bool
    # What the input gave.
    clientMutationId: Optional[str]


class _CreateEscalationPolicyInputRequired(TypedDict):
    # Its name, which no other policy has; at most 100 characters.
    name: str
    # Its steps, in their order: 1 to 50.
    steps: List[EscalationStepInput]


class CreateEscalationPolicyInput(_CreateEscalationPolicyInputRequired, total=False):
    """A policy to make."""

    # More about it; at most 10,000 characters.
    description: Optional[str]
    # How often its steps are gone through again after the first time: 0 to 9.
    repeatCount: int
    # A key of your own: a repeat of the request with it within 24 hours makes nothing, and
    # answers with what the first made.
    idempotencyKey: Optional[str]
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class CreateEscalationPolicyPayload(TypedDict, total=False):
    """The policy that was made."""

    # The policy.
    escalationPolicy: EscalationPolicy
    # Whether the request was a repeat, by its idempotency key.
    replayed: bool
    # What the input gave.
    clientMutationId: Optional[str]


class _CreateFirstAdminInputRequired(TypedDict):
    # Their name.
    name: str
    # The e-mail address that they sign in with.
    email: str
    # Their password: 12 to 256 characters.
    password: str


class CreateFirstAdminInput(_CreateFirstAdminInputRequired, total=False):
    """The first administrator."""

    # The IANA name of their time zone.
    timeZone: str
    # The token that the server printed. Not needed on the machine itself.
    setupToken: Optional[str]
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class CreateFirstAdminPayload(TypedDict, total=False):
    """Who was made."""

    # Who is signed in now.
    viewer: Viewer
    # Until when, unless they sign out.
    expiresAt: str
    # What the input gave.
    clientMutationId: Optional[str]


class _CreateIncidentInputRequired(TypedDict):
    # What is wrong, in one line of 1 to 500 characters.
    title: str
    # The service that has the problem.
    serviceId: str


class CreateIncidentInput(_CreateIncidentInputRequired, total=False):
    """An incident to open."""

    # More about it, at most 10,000 characters.
    description: Optional[str]
    # How fast somebody must respond.
    urgency: Optional[Urgency]
    # How much it matters.
    priority: Optional[Priority]
    # The user to give it to; not together with `teamId`.
    assigneeId: Optional[str]
    # The team to give it to; not together with `assigneeId`.
    teamId: Optional[str]
    # What events name it by, at most 255 characters. If an incident with it is open on the
    # service, CONFLICT names that one.
    dedupKey: Optional[str]
    # Anything else that is known, as a JSON object.
    customDetails: Any
    # A repeat with the same key within 24 hours opens nothing, and answers with the incident
    # that the first opened.
    idempotencyKey: Optional[str]
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class CreateIncidentPayload(TypedDict, total=False):
    """The incident that was opened."""

    # The incident.
    incident: Incident
    # Whether this was a repeat by its idempotency key, so that nothing was opened.
    replayed: bool
    # What the input gave.
    clientMutationId: Optional[str]


class _CreateIntegrationInputRequired(TypedDict):
    # The service's id.
    serviceId: str
    # Its name; at most 100 characters.
    name: str


class CreateIntegrationInput(_CreateIntegrationInputRequired, total=False):
    """An integration to make."""

    # What sends by it.
    type: IntegrationType
    # A key of your own: a repeat of the request with it within 24 hours makes nothing, and
    # answers with what the first made.
    idempotencyKey: Optional[str]
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class CreateIntegrationPayload(TypedDict, total=False):
    """The integration that was made."""

    # The integration.
    integration: Integration
    # Whether the request was a repeat, by its idempotency key.
    replayed: bool
    # What the input gave.
    clientMutationId: Optional[str]


class _CreateMaintenanceWindowInputRequired(TypedDict):
    # The service's id.
    serviceId: str
    # Up to here.
    end: str


class CreateMaintenanceWindowInput(_CreateMaintenanceWindowInputRequired, total=False):
    """A time in which a service is worked on."""

    # What is done; at most 10,000 characters.
    description: Optional[str]
    # From here on; now if left out.
    start: Optional[str]
    # A key of your own: a repeat of the request with it within 24 hours makes nothing, and
    # answers with what the first made.
    idempotencyKey: Optional[str]
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class CreateMaintenanceWindowPayload(TypedDict, total=False):
    """The window that was made."""

    # The window.
    maintenanceWindow: MaintenanceWindow
    # Whether the request was a repeat, by its idempotency key.
    replayed: bool
    # What the input gave.
    clientMutationId: Optional[str]


class _CreateOverrideInputRequired(TypedDict):
    # The schedule's id.
    scheduleId: str
    # The id of who is on call.
    userId: str
    # From here on. Whole minutes.
    start: str
    # Up to here. Whole minutes.
    end: str


class CreateOverrideInput(_CreateOverrideInputRequired, total=False):
    """Who is on call, and when."""

    # Only while this user would be on call; left out: whoever is.
    replaces: Optional[str]
    # A key of your own: a repeat of the request with it within 24 hours makes nothing, and
    # answers with what the first made.
    idempotencyKey: Optional[str]
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class CreateOverridePayload(TypedDict, total=False):
    """The override that was made."""

    # The schedule.
    schedule: Schedule
    # The override.
    override: ScheduleOverride
    # Whether the request was a repeat, by its idempotency key.
    replayed: bool
    # What the input gave.
    clientMutationId: Optional[str]


class _CreateSavedViewInputRequired(TypedDict):
    # Its name, which no other view of the owner has; at most 100 characters.
    name: str
    # Which incidents it shows; `{}`: all of them. A list in it has at most 100 values.
    filter: IncidentFilter


class CreateSavedViewInput(_CreateSavedViewInputRequired, total=False):
    """What to save. One owner has at most 100 views."""

    # In which order; the newest first if left out.
    orderBy: Optional[IncidentOrder]
    # Whether everybody sees it who may read incidents.
    shared: bool
    # A key of your own: a repeat of the request with it within 24 hours makes nothing, and
    # answers with what the first made.
    idempotencyKey: Optional[str]
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class CreateSavedViewPayload(TypedDict, total=False):
    """The view that was saved."""

    # The view.
    savedView: SavedView
    # Whether the request was a repeat, by its idempotency key.
    replayed: bool
    # What the input gave.
    clientMutationId: Optional[str]


class _CreateScheduleInputRequired(TypedDict):
    # Its name, which no other schedule has; at most 100 characters.
    name: str
    # The IANA name of its time zone, as `Europe/London`.
    timeZone: str


class CreateScheduleInput(_CreateScheduleInputRequired, total=False):
    """A schedule to make."""

    # More about it; at most 10,000 characters.
    description: Optional[str]
    # Its layers: at most 100.
    layers: Optional[List[ScheduleLayerInput]]
    # Its overrides, in the order in which they were made: at most 1,000.
    overrides: Optional[List[OverrideInput]]
    # A key of your own: a repeat of the request with it within 24 hours makes nothing, and
    # answers with what the first made.
    idempotencyKey: Optional[str]
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class CreateSchedulePayload(TypedDict, total=False):
    """The schedule that was made."""

    # The schedule.
    schedule: Schedule
    # Whether the request was a repeat, by its idempotency key.
    replayed: bool
    # What the input gave.
    clientMutationId: Optional[str]


class _CreateServiceInputRequired(TypedDict):
    # Its name, which no other service has; at most 100 characters.
    name: str


class CreateServiceInput(_CreateServiceInputRequired, total=False):
    """A service to make."""

    # What events may name it by: a-z, 0-9 and hyphens, at most 100; made from the name if left
    # out.
    slug: Optional[str]
    # More about it; at most 10,000 characters.
    description: Optional[str]
    # The id of the team that owns it.
    teamId: Optional[str]
    # The id of the policy that its incidents are escalated by.
    escalationPolicyId: Optional[str]
    # Within how many minutes an incident should be acknowledged: 1 to 525,600.
    ackTargetMinutes: int
    # Within how many minutes an incident should be resolved: 1 to 525,600.
    resolveTargetMinutes: int
    # After how many minutes an acknowledged incident is open again, 1 to 10,080; never if left
    # out.
    ackTimeoutMinutes: Optional[int]
    # A key of your own: a repeat of the request with it within 24 hours makes nothing, and
    # answers with what the first made.
    idempotencyKey: Optional[str]
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class CreateServicePayload(TypedDict, total=False):
    """The service that was made."""

    # The service.
    service: Service
    # Whether the request was a repeat, by its idempotency key.
    replayed: bool
    # What the input gave.
    clientMutationId: Optional[str]


class _CreateTeamInputRequired(TypedDict):
    # Its name, which no other team has; at most 100 characters.
    name: str


class CreateTeamInput(_CreateTeamInputRequired, total=False):
    """A team to make."""

    # More about it; at most 10,000 characters.
    description: Optional[str]
    # Who belongs to it.
    members: Optional[List[TeamMemberInput]]
    # A key of your own: a repeat of the request with it within 24 hours makes nothing, and
    # answers with what the first made.
    idempotencyKey: Optional[str]
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class CreateTeamPayload(TypedDict, total=False):
    """The team that was made."""

    # The team.
    team: Team
    # Whether the request was a repeat, by its idempotency key.
    replayed: bool
    # What the input gave.
    clientMutationId: Optional[str]


class _CreateUserInputRequired(TypedDict):
    # The person's name; at most 100 characters.
    name: str
    # The e-mail address, which no other user has in any case.
    email: str


class CreateUserInput(_CreateUserInputRequired, total=False):
    """A person to invite."""

    # What the person may do.
    role: Role
    # The IANA name of the person's time zone.
    timeZone: str
    # A key of your own: a repeat of the request with it within 24 hours makes nothing, and
    # answers with what the first made.
    idempotencyKey: Optional[str]
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class CreateUserPayload(TypedDict, total=False):
    """The user who was invited."""

    # The user.
    user: User
    # Whether the request was a repeat, by its idempotency key.
    replayed: bool
    # What the input gave.
    clientMutationId: Optional[str]


class _CreateWebhookInputRequired(TypedDict):
    # Where events are posted to: https:// or http://, at most 2,000 characters, at a public
    # address unless the server allows others.
    url: str
    # Which events it is told of.
    events: List[WebhookEvent]


class CreateWebhookInput(_CreateWebhookInputRequired, total=False):
    """A webhook to make."""

    # What it is called; at most 100 characters; the host of the URL if left out.
    name: Optional[str]
    # More about it; at most 10,000 characters.
    description: Optional[str]
    # Of incidents of these services only; of all if left out; at most 100.
    serviceIds: Optional[List[str]]
    # Of incidents of these teams only, their own or their service's; of all if left out; at most
    # 100.
    teamIds: Optional[List[str]]
    # Of incidents of these urgencies only; of all if left out.
    urgencies: Optional[List[Urgency]]
    # Headers to send with every event, such as Authorization; at most 20.
    headers: Optional[List[WebhookHeaderInput]]
    # A key of your own: a repeat of the request with it within 24 hours makes nothing, and
    # answers with what the first made, without its secret.
    idempotencyKey: Optional[str]
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class CreateWebhookPayload(TypedDict, total=False):
    """The webhook that was made."""

    # The webhook.
    webhook: Webhook
    # What its events are signed with. It is shown only here; null if the request was a repeat.
    secret: Optional[str]
    # Whether the request was a repeat, by its idempotency key.
    replayed: bool
    # What the input gave.
    clientMutationId: Optional[str]


class _DeleteEscalationPolicyInputRequired(TypedDict):
    # The policy's id.
    id: str


class DeleteEscalationPolicyInput(_DeleteEscalationPolicyInputRequired, total=False):
    """Which policy to delete."""

    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class DeleteEscalationPolicyPayload(TypedDict, total=False):
    """What was deleted."""

    # The id of the policy that was deleted.
    deletedId: str
    # What the input gave.
    clientMutationId: Optional[str]


class _DeleteIncidentInputRequired(TypedDict):
    # The incident's id.
    id: str


class DeleteIncidentInput(_DeleteIncidentInputRequired, total=False):
    """Which incident to delete."""

    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class DeleteIncidentPayload(TypedDict, total=False):
    """What was deleted."""

    # The id of the incident that was deleted.
    deletedId: str
    # What the input gave.
    clientMutationId: Optional[str]


class _DeleteIntegrationInputRequired(TypedDict):
    # The integration's id.
    id: str


class DeleteIntegrationInput(_DeleteIntegrationInputRequired, total=False):
    """Which integration to delete."""

    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class DeleteIntegrationPayload(TypedDict, total=False):
    """What was deleted."""

    # The id of what was deleted.
    deletedId: str
    # What the input gave.
    clientMutationId: Optional[str]


class _DeleteMaintenanceWindowInputRequired(TypedDict):
    # The window's id.
    id: str


class DeleteMaintenanceWindowInput(_DeleteMaintenanceWindowInputRequired, total=False):
    """Which window to delete."""

    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class DeleteMaintenanceWindowPayload(TypedDict, total=False):
    """What was deleted."""

    # The id of what was deleted.
    deletedId: str
    # What the input gave.
    clientMutationId: Optional[str]


class _DeleteOverrideInputRequired(TypedDict):
    # The schedule's id.
    scheduleId: str
    # The override's id.
    overrideId: str


class DeleteOverrideInput(_DeleteOverrideInputRequired, total=False):
    """Which override to take back."""

    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class DeleteOverridePayload(TypedDict, total=False):
    """The schedule without the override."""

    # The id of the override that was deleted.
    deletedId: str
    # The schedule.
    schedule: Schedule
    # What the input gave.
    clientMutationId: Optional[str]


class _DeleteSavedViewInputRequired(TypedDict):
    # The view's id.
    id: str


class DeleteSavedViewInput(_DeleteSavedViewInputRequired, total=False):
    """Which view to delete."""

    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class DeleteSavedViewPayload(TypedDict, total=False):
    """What was deleted."""

    # The id of the view that was deleted.
    deletedId: str
    # What the input gave.
    clientMutationId: Optional[str]


class _DeleteScheduleInputRequired(TypedDict):
    # The schedule's id.
    id: str


class DeleteScheduleInput(_DeleteScheduleInputRequired, total=False):
    """Which schedule to delete."""

    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class DeleteSchedulePayload(TypedDict, total=False):
    """What was deleted."""

    # The id of the schedule that was deleted.
    deletedId: str
    # What the input gave.
    clientMutationId: Optional[str]


class _DeleteServiceInputRequired(TypedDict):
    # The service's id.
    id: str


class DeleteServiceInput(_DeleteServiceInputRequired, total=False):
    """Which service to delete."""

    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class DeleteServicePayload(TypedDict, total=False):
    """What was deleted."""

    # The id of what was deleted.
    deletedId: str
    # What the input gave.
    clientMutationId: Optional[str]


class _DeleteTeamInputRequired(TypedDict):
    # The team's id.
    id: str


class DeleteTeamInput(_DeleteTeamInputRequired, total=False):
    """Which team to delete."""

    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class DeleteTeamPayload(TypedDict, total=False):
    """What was deleted."""

    # The id of the team that was deleted.
    deletedId: str
    # What the input gave.
    clientMutationId: Optional[str]


class _DeleteUserInputRequired(TypedDict):
    # The user's id.
    id: str


class DeleteUserInput(_DeleteUserInputRequired, total=False):
    """Which user to delete."""

    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class DeleteUserPayload(TypedDict, total=False):
    """Who was deleted."""

    # The id of the user who was deleted.
    deletedId: str
    # What the input gave.
    clientMutationId: Optional[str]


class _DeleteWebhookInputRequired(TypedDict):
    # The webhook's id.
    id: str


class DeleteWebhookInput(_DeleteWebhookInputRequired, total=False):
    """Which webhook to delete."""

    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class DeleteWebhookPayload(TypedDict, total=False):
    """What was deleted."""

    # The id of what was deleted.
    deletedId: str
    # What the input gave.
    clientMutationId: Optional[str]


class DeliveryFilter(TypedDict, total=False):
    """Which deliveries a list has. What is left out filters nothing."""

    # Of any of these statuses.
    status: Optional[List[DeliveryStatus]]
    # Of any of these events.
    event: Optional[List[WebhookEvent]]
    # Of any of these incidents.
    incidentId: Optional[List[str]]
    # Made at this time or later.
    createdAfter: Optional[str]
    # Made before this time.
    createdBefore: Optional[str]


class DurationFigures(TypedDict, total=False):
    """Durations summed up, in seconds, exact to the microsecond."""

    # Of how many durations.
    n: int
    # The arithmetic mean; null if there are none.
    mean: Optional[float]
    # The shortest duration that at least half of them do not exceed; null if there are none.
    p50: Optional[float]
    # The shortest duration that at least 95 of 100 do not exceed; null if there are none.
    p95: Optional[float]


class _EnableWebhookInputRequired(TypedDict):
    # The webhook's id.
    id: str


class EnableWebhookInput(_EnableWebhookInputRequired, total=False):
    """Which webhook to enable."""

    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class EnableWebhookPayload(TypedDict, total=False):
    """The webhook as it now stands."""

    # The webhook.
    webhook: Webhook
    # How many deliveries are pending again.
    revived: int
    # What the input gave.
    clientMutationId: Optional[str]


class _EscalateIncidentInputRequired(TypedDict):
    # The incident's id.
    id: str


class EscalateIncidentInput(_EscalateIncidentInputRequired, total=False):
    """Which incident to escalate."""

    # A repeat with the same key within 24 hours escalates nothing, and answers with the incident
    # as it now stands.
    idempotencyKey: Optional[str]
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class EscalateIncidentPayload(TypedDict, total=False):
    """The incident that was escalated."""

    # The incident.
    incident: Incident
    # Whether the request was a repeat, by its idempotency key.
    replayed: bool
    # What the input gave.
    clientMutationId: Optional[str]


_EscalationMomentOptionalWords = TypedDict("_EscalationMomentOptionalWords", {"pass": "int"}, total=False)


class EscalationMoment(_EscalationMomentOptionalWords, total=False):
    """One moment of an escalation."""

    # When.
    at: str
    # What happens.
    kind: EscalationMomentKind
    # The step; null if it is the fallback that is told.
    step: Optional[EscalationStep]
    # Who is told.
    told: List[ToldUser]
    # Who, or what, is not told, and why.
    missed: List[MissedTarget]


class EscalationPolicy(TypedDict, total=False):
    """Whom an incident is taken to, step by step, until somebody acknowledges it."""

    # The id, `pol_…`.
    id: str
    # Its name, which no other policy has.
    name: str
    # More about it.
    description: Optional[str]
    # How often its steps are gone through again after the first time: 0 to 9.
    repeatCount: int
    # Its steps, in their order.
    steps: List[EscalationStep]
    # Changes whenever the policy does: give it as `ifMatch` to change only what you have seen.
    etag: str
    # When it was made.
    createdAt: str
    # When it last changed.
    updatedAt: str
    # The services whose incidents it escalates.
    services: ServiceConnection


class EscalationPolicyConnection(TypedDict, total=False):
    """A page of policies."""

    # The policies with their cursors.
    edges: List[EscalationPolicyEdge]
    # The policies.
    nodes: List[EscalationPolicy]
    # Where the page lies in the list.
    pageInfo: PageInfo
    # How many policies the whole list has. Counted only when it is asked for.
    totalCount: int


class EscalationPolicyEdge(TypedDict, total=False):
    """A policy with its cursor."""

    # Its place in the list.
    cursor: str
    # A policy.
    node: EscalationPolicy


class EscalationPolicyFilter(TypedDict, total=False):
    """Which policies a list has. What is left out filters nothing."""

    # With this text in name or id, in any case.
    q: Optional[str]


class EscalationSimulation(TypedDict, total=False):
    """Who would be told of an incident that nobody answers."""

    # The service; null if none was named.
    service: Optional[Service]
    # The policy; null if the service has none, so that the fallback is told at once.
    policy: Optional[EscalationPolicy]
    # When the incident would open.
    at: str
    # How urgent it would be.
    urgency: Urgency
    # Until when the service is worked on, and the incident suppressed; null if it is not.
    suppressedUntil: Optional[str]
    # What would happen, in its order.
    moments: List[EscalationMoment]


class EscalationStep(TypedDict, total=False):
    """One step of a policy."""

    # The id, `stp_…`.
    id: str
    # Its place, from 1.
    position: int
    # For how many minutes the next step waits: 1 to 10,080, which is a week.
    escalateAfterMinutes: int
    # Whom it tells. Their `id` and `name` need no more than `services:read`.
    targets: List[EscalationTarget]


class _EscalationStepInputRequired(TypedDict):
    # Whom it tells: 1 to 50.
    targets: List[EscalationTargetInput]


class EscalationStepInput(_EscalationStepInputRequired, total=False):
    """A step of a policy."""

    # The id of a step that the policy has and keeps; left out for a new one.
    id: Optional[str]
    # For how many minutes the next step waits: 1 to 10,080, which is a week.
    escalateAfterMinutes: int


class EscalationTargetInput(TypedDict):
    """Whom a step tells."""

    # What the id names.
    type: EscalationTargetType
    # The id of the user, team or schedule.
    id: str


_EventPayloadInputOptionalWords = TypedDict("_EventPayloadInputOptionalWords", {"class": "Optional[str]"}, total=False)


class _EventPayloadInputRequired(_EventPayloadInputOptionalWords):
    # What is wrong, in one line of 1 to 1,024 characters.
    summary: str


class EventPayloadInput(_EventPayloadInputRequired, total=False):
    """What a monitoring tool has found."""

    # Where it was found.
    source: Optional[str]
    # How bad it is.
    severity: Optional[Severity]
    # When it was found.
    timestamp: Optional[str]
    # The part of the machine or program.
    component: Optional[str]
    # The group of parts.
    group: Optional[str]
    # Anything else that is known.
    customDetails: Any


class Incident(TypedDict, total=False):
    """A problem with one service that somebody must respond to."""

    # The id, `inc_…`.
    id: str
    # What is wrong, in one line of at most 500 characters.
    title: str
    # More about it; null if nobody said more.
    description: Optional[str]
    # Where it stands.
    status: IncidentStatus
    # How fast somebody must respond.
    urgency: Urgency
    # How much it matters; null if nobody said.
    priority: Optional[Priority]
    # The service that has the problem. Its `id` and `name` need no more than `incidents:read`.
    service: Service
    # The user who has it; null if it is nobody's or a team's. The user's `id` and `name` need no
    # more than `incidents:read`.
    assignee: Optional[User]
    # The team that has it; null if it is nobody's or a user's. The team's `id` and `name` need
    # no more than `incidents:read`.
    team: Optional[Team]
    # What events name it by; null if it was opened by hand without a key.
    dedupKey: Optional[str]
    # Where it was found, as the monitoring tool said; null if it was opened by hand.
    source: Optional[str]
    # How many events triggered it.
    alertCount: int
    # What the monitoring tool told beside, or what was given when it was opened.
    customDetails: Any
    # Pages about it.
    links: List[Link]
    # Changes whenever the incident does: give it as `ifMatch` to change only what you have seen.
    etag: str
    # When it was opened.
    createdAt: str
    # When it last changed, a new alert included.
    updatedAt: str
    # When it was first acknowledged; null if it never was. It stays when the acknowledgement is
    # taken back.
    acknowledgedAt: Optional[str]
    # When it was resolved; null if it is not.
    resolvedAt: Optional[str]
    # When it wakes; null if it is not snoozed.
    snoozedUntil: Optional[str]
    # Where it is in its escalation; null while nothing escalates.
    escalation: Optional[IncidentEscalation]
    # The line of its timeline that tells of its status: who acknowledged it, resolved it or
    # opened it again, and when; null if it is so old that it was deleted.
    lastStatusChange: Optional[IncidentEvent]
    # The line of its timeline that tells who has it, and since when; null if it never was
    # anybody's, or if it is so old that it was deleted.
    lastAssignment: Optional[IncidentEvent]
    # What people were sent about it, the oldest first.
    notifications: NotificationConnection
    # The incident that it is merged into, and whose it is from then on; null if it stands for
    # itself.
    mergedInto: Optional[Incident]
    # What is merged into it, the oldest first. Their alerts, timelines and notes are among its
    # own.
    merged: IncidentConnection
    # What has happened to it, the oldest first.
    timeline: IncidentEventConnection
    # The events that triggered it, the oldest first.
    alerts: AlertConnection
    # What was done to its service near it, the latest first: from 24 hours before it was opened
    # until it was resolved.
    changeEvents: ChangeEventConnection
    # What people wrote about it, the oldest first.
    notes: NoteConnection


class IncidentAnalytics(TypedDict, total=False):
    """What there is to count of the incidents that were created in a window."""

    # From here on.
    since: str
    # Up to here.
    until: str
    # All of them together.
    total: IncidentFigures
    # Each day of the window by when incidents were created, the earliest first: also those
    # without any.
    days: List[IncidentDay]
    # Each hour of the week by when incidents were created, from Monday at midnight on: also
    # those without any.
    weekHours: List[WeekHour]
    # Each urgency, the highest first: also those without any.
    urgencies: List[UrgencyFigures]
    # Each priority, P1 first, and those without a priority: also those without any incident.
    priorities: List[PriorityFigures]
    # The services with incidents, those with the most first.
    services: List[ServiceFigures]
    # The teams with incidents, those with the most first. An incident whose own team is not its
    # service's counts for both.
    teams: List[TeamFigures]


class IncidentAnalyticsFilter(TypedDict, total=False):
    """Which incidents are counted; all that is given must hold."""

    # Of any of these services.
    serviceId: Optional[List[str]]
    # Of any of these teams: the incident's own, or its service's.
    teamId: Optional[List[str]]
    # Of any of these urgencies.
    urgency: Optional[List[Urgency]]


class IncidentChange(TypedDict, total=False):
    """A change to an incident."""

    # Where it stands among all changes: give it as `after` to go on from here.
    cursor: str
    # What has happened: the line of the timeline.
    event: IncidentEvent
    # The incident as it is now.
    incident: Incident


class IncidentConnection(TypedDict, total=False):
    """A page of incidents."""

    # The incidents with their cursors.
    edges: List[IncidentEdge]
    # The incidents.
    nodes: List[Incident]
    # Where the page lies in the list.
    pageInfo: PageInfo
    # How many incidents the whole list has. Counted only when it is asked for.
    totalCount: int


class IncidentCounts(TypedDict, total=False):
    """How many incidents there are now."""

    # How many there are; one that is merged into another counts as resolved.
    incidents: int
    # How many have each status: also those without any.
    statuses: List[StatusCount]
    # How many have each urgency, the highest first: also those without any.
    urgencies: List[UrgencyCount]
    # The services with incidents, those with the most first.
    services: List[ServiceCount]


class IncidentCountsFilter(TypedDict, total=False):
    """Which incidents are counted; all that is given must hold."""

    # With any of these statuses.
    status: Optional[List[IncidentStatus]]
    # Of any of these urgencies.
    urgency: Optional[List[Urgency]]
    # Of any of these services.
    serviceId: Optional[List[str]]
    # Of any of these teams: the incident's own, or its service's.
    teamId: Optional[List[str]]
    # Assigned to any of these users.
    assigneeId: Optional[List[str]]


class IncidentDay(TypedDict, total=False):
    """What there is to count of one day."""

    # The date, as `2024-01-15`.
    date: str
    # When it begins in its time zone, or when the window does.
    start: str
    # When it ends, or when the window does. A day on which the clocks change has 23 or 25 hours,
    # as a rule.
    end: str
    # The incidents that were created on it.
    figures: IncidentFigures


class IncidentEdge(TypedDict, total=False):
    """An incident with its cursor."""

    # Its place in the list.
    cursor: str
    # The incident.
    node: Incident


_IncidentEscalationOptionalWords = TypedDict("_IncidentEscalationOptionalWords", {"pass": "int"}, total=False)


class IncidentEscalation(_IncidentEscalationOptionalWords, total=False):
    """Where an incident is in its escalation."""

    # The policy, as it was when the escalation began; null if the service has none, so that the
    # fallback is told. Its `id` and `name` need no more than `incidents:read`.
    policy: Optional[EscalationPolicy]
    # The step that was told last, from 1; 0 if none was.
    step: int
    # When the next step is due.
    nextAt: str
    # What is still to come if nobody answers: each step, when, who would be told, and why.
    plan: List[EscalationMoment]


class IncidentEvent(TypedDict, total=False):
    """One line of an incident's timeline."""

    # The id, `evt_…`.
    id: str
    # The id of the incident that it happened to, which may have been merged since.
    incidentId: str
    # What happened.
    type: IncidentEventType
    # Who did it.
    actor: Actor
    # What changed, each field with `before` and `after`; or a note's `content`.
    details: Any
    # When it happened.
    createdAt: str


class IncidentEventConnection(TypedDict, total=False):
    """A page of a timeline."""

    # The lines with their cursors.
    edges: List[IncidentEventEdge]
    # The lines.
    nodes: List[IncidentEvent]
    # Where the page lies in the list.
    pageInfo: PageInfo
    # How many lines the whole timeline has. Counted only when it is asked for.
    totalCount: int


class IncidentEventEdge(TypedDict, total=False):
    """A line of a timeline with its cursor."""

    # Its place in the list.
    cursor: str
    # The line.
    node: IncidentEvent


class IncidentFigures(TypedDict, total=False):
    """What there is to count of some incidents. One that is merged into another is counted as
    merged and nowhere else: the other stands for it.
    """

    # How many there were, but for those that are merged into another.
    incidents: int
    # How many of these are now open.
    open: int
    # How many are now acknowledged.
    acknowledged: int
    # How many are now snoozed.
    snoozed: int
    # How many are now suppressed.
    suppressed: int
    # How many are now resolved.
    resolved: int
    # How long they took from their creation until they were acknowledged for the first time, of
    # those that were.
    mtta: DurationFigures
    # How long they took from their creation until they were resolved for the last time, of those
    # that are.
    mttr: DurationFigures
    # How often a step of a policy told people by itself, but for the first step, which comes
    # with the incident.
    automaticEscalations: int
    # How often they were escalated by hand.
    manualEscalations: int
    # How many were opened again after they were resolved.
    reopened: int
    # How many more there were that are merged into another.
    merged: int


class IncidentFilter(TypedDict, total=False):
    """Which incidents a list has. What is left out, or an empty list, filters nothing."""

    # Any of these statuses.
    status: Optional[List[IncidentStatus]]
    # Any of these urgencies.
    urgency: Optional[List[Urgency]]
    # Of any of these services; an id that does not exist matches nothing.
    serviceId: Optional[List[str]]
    # Assigned to any of these teams, or of a service that one of them owns.
    teamId: Optional[List[str]]
    # Assigned to any of these users.
    assigneeId: Optional[List[str]]
    # Opened at this moment or later.
    createdAfter: Optional[str]
    # Opened before this moment.
    createdBefore: Optional[str]
    # With this text in title, description or id, in any case.
    q: Optional[str]
    # With this dedup key.
    dedupKey: Optional[str]


class _IncidentOrderRequired(TypedDict):
    # What to sort by.
    field: IncidentOrderField


class IncidentOrder(_IncidentOrderRequired, total=False):
    """An order of incidents."""

    # In which direction; ties are broken by id in the same one.
    direction: OrderDirection


class IncidentResult(TypedDict, total=False):
    """What became of one of several incidents."""

    # The id that was given.
    id: str
    # The incident as it now stands; null if it could not be changed.
    incident: Optional[Incident]
    # Why it could not be changed; null if it was.
    error: Optional[OperationError]


class Integration(TypedDict, total=False):
    """A way for a monitoring tool to send events to one service."""

    # The id, `int_…`.
    id: str
    # The service's id.
    serviceId: str
    # Its name.
    name: str
    # What sends by it: a label, as the path that is sent to says in which format.
    type: IntegrationType
    # What its events carry, 32 characters of 0-9a-f: a credential, so null without the scope
    # `services:write`.
    routingKey: Optional[str]
    # Where a tool of its type sends to on this server, `/api/integrations/sentry/…`: a
    # credential, so null without the scope `services:write`. Of the type `EVENTS` it is
    # `/v2/enqueue`, where bodies have the routing key.
    path: Optional[str]
    # Whether its events are refused.
    disabled: bool
    # Changes whenever the integration does: give it as `ifMatch` to change only what you have
    # seen.
    etag: str
    # When it was made.
    createdAt: str
    # When it last changed.
    updatedAt: str


class IntegrationConnection(TypedDict, total=False):
    """A page of integrations."""

    # The integrations with their cursors.
    edges: List[IntegrationEdge]
    # The integrations.
    nodes: List[Integration]
    # Where the page lies in the list.
    pageInfo: PageInfo
    # How many integrations the whole list has. Counted only when it is asked for.
    totalCount: int


class IntegrationEdge(TypedDict, total=False):
    """An integration with its cursor."""

    # Its place in the list.
    cursor: str
    # An integration.
    node: Integration


class _InviteUserInputRequired(TypedDict):
    # Their name, if there is no such user yet.
    name: str
    # The e-mail address that they will sign in with.
    email: str


class InviteUserInput(_InviteUserInputRequired, total=False):
    """Whom to invite."""

    # What they may do, if there is no such user yet.
    role: Role
    # The IANA name of their time zone.
    timeZone: str
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class InviteUserPayload(TypedDict, total=False):
    """The user who was invited."""

    # The user.
    user: User
    # What `acceptInvitation` needs. It is shown this once: hand it to the user.
    token: str
    # Until when the token can be used.
    expiresAt: str
    # What the input gave.
    clientMutationId: Optional[str]


class LayerEntries(TypedDict, total=False):
    """Who has a layer in a time, whatever the other layers and the overrides say."""

    # The layer's id; empty for one that is not stored.
    layerId: str
    # The layer's place, from 0.
    index: int
    # Who has it, the earliest first.
    entries: List[ScheduleEntry]


class Link(TypedDict, total=False):
    """A page about an incident."""

    # Its address.
    href: str
    # What to call it; may be empty.
    text: str


class _LinkInputRequired(TypedDict):
    # Its address.
    href: str


class LinkInput(_LinkInputRequired, total=False):
    """A page about something."""

    # What to call it.
    text: str


class MaintenanceWindow(TypedDict, total=False):
    """A time in which a service is worked on."""

    # The id, `mnt_…`.
    id: str
    # The service's id.
    serviceId: str
    # What is done.
    description: Optional[str]
    # From here on.
    start: str
    # Up to here.
    end: str
    # Changes whenever the window does: give it as `ifMatch` to change only what you have seen.
    etag: str
    # When it was made.
    createdAt: str
    # When it last changed.
    updatedAt: str


class MaintenanceWindowConnection(TypedDict, total=False):
    """A page of windows."""

    # The windows with their cursors.
    edges: List[MaintenanceWindowEdge]
    # The windows.
    nodes: List[MaintenanceWindow]
    # Where the page lies in the list.
    pageInfo: PageInfo
    # How many windows the whole list has. Counted only when it is asked for.
    totalCount: int


class MaintenanceWindowEdge(TypedDict, total=False):
    """A window with its cursor."""

    # Its place in the list.
    cursor: str
    # A window.
    node: MaintenanceWindow


class MarkNotificationsReadInput(TypedDict, total=False):
    """What to mark as read."""

    # The ids of at most 100 notifications; all of the inbox if left out.
    ids: Optional[List[str]]
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class MarkNotificationsReadPayload(TypedDict, total=False):
    """What was marked as read."""

    # How many were not read before.
    markedCount: int
    # How much of the inbox is not read now.
    unreadCount: int
    # What the input gave.
    clientMutationId: Optional[str]


class _MergeIncidentsInputRequired(TypedDict):
    # The incident to merge into. It may not be resolved.
    targetId: str
    # The incidents to merge into it: 1 to 100.
    sourceIds: List[str]


class MergeIncidentsInput(_MergeIncidentsInputRequired, total=False):
    """Which incidents to join."""

    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class MergeIncidentsPayload(TypedDict, total=False):
    """The incident with what was merged into it."""

    # The incident that they were merged into.
    incident: Incident
    # What the input gave.
    clientMutationId: Optional[str]


class MissedTarget(TypedDict, total=False):
    """Somebody, or a target, that is not told."""

    # The target.
    target: EscalationTarget
    # The user; null if the target has nobody at all.
    user: Optional[User]
    # Why.
    reason: MissedReason
    # With NOBODY_ON_CALL, when the next shift begins; null if none does in 366 days.
    nextShiftAt: Optional[str]
    # The same in words.
    message: str


class MovedShifts(TypedDict, total=False):
    """How the shifts to come of one user would move."""

    # The user. The user's `id` and `name` need no more than `schedules:read`.
    user: User
    # When the user would be on call, and is not.
    gained: List[ScheduleGap]
    # When the user is on call, and would not be.
    lost: List[ScheduleGap]


class Mutation(TypedDict, total=False):
    """What can be changed. A mutation takes one input and answers with the changed object."""

    # Lets an API key run documents: one that was made with `storedDocumentsOnly`, and runs no
    # others. A document that is stored already stays as it is. Each has to fit the schema and
    # the limits of an operation. Only for an administrator who is signed in.
    storeDocuments: StoreDocumentsPayload
    # Takes documents from an API key: it may not run them any more, here at once and on every
    # server within five seconds. A hash of which none is stored is passed over. Only for an
    # administrator who is signed in.
    removeStoredDocuments: RemoveStoredDocumentsPayload
    # Makes an API key and shows its secret, this once. Only for an administrator who is signed
    # in.
    createApiKey: CreateApiKeyPayload
    # Ends an API key at once, on every server within five seconds. Only for an administrator who
    # is signed in.
    revokeApiKey: RevokeApiKeyPayload
    # Makes a link that shows a schedule, or a user's shifts, in a calendar program. Needs the
    # scope `schedules:read`; for an API key, or the shifts of somebody else, also
    # `schedules:write`.
    createCalendarFeed: CreateCalendarFeedPayload
    # Ends a link: calendar programs find nothing there any more. For who has made it; otherwise
    # needs the scope `users:write`.
    revokeCalendarFeed: RevokeCalendarFeedPayload
    # Reports that something was done to a service: the same as `POST /v2/change/enqueue`. Needs
    # the scope `events:write`.
    sendChangeEvent: SendChangeEventPayload
    # Runs the next step of an incident's escalation now; a first step that is due still runs
    # before it. After the last step the next pass begins. Without a policy the fallback is told.
    # CONFLICT unless the incident is OPEN. Needs the scope `incidents:write`.
    escalateIncident: EscalateIncidentPayload
    # Sends what a monitoring tool has to say: the same as `POST /api/events`. Needs the scope
    # `events:write`.
    sendEvent: SendEventPayload
    # Opens an incident by hand. Needs the scope `incidents:write`.
    createIncident: CreateIncidentPayload
    # Changes what is given of an incident, and leaves the rest. Needs the scope
    # `incidents:write`.
    updateIncident: UpdateIncidentPayload
    # Says that somebody is working on an incident, which stops its escalation. Needs the scope
    # `incidents:write`.
    acknowledgeIncident: AcknowledgeIncidentPayload
    # Takes an acknowledgement back: the incident is open again. Needs the scope
    # `incidents:write`.
    unacknowledgeIncident: UnacknowledgeIncidentPayload
    # Says that an incident is over. Needs the scope `incidents:write`.
    resolveIncident: ResolveIncidentPayload
    # Opens a resolved incident again. Needs the scope `incidents:write`.
    reopenIncident: ReopenIncidentPayload
    # Puts an incident aside for a while; it wakes by itself. Needs the scope `incidents:write`.
    snoozeIncident: SnoozeIncidentPayload
    # Hides an incident that is only noise. Needs the scope `incidents:write`.
    suppressIncident: SuppressIncidentPayload
    # Hands an incident to a user or to a team, or to nobody. Needs the scope `incidents:write`.
    assignIncident: AssignIncidentPayload
    # Writes a note into an incident's timeline. Needs the scope `incidents:write`.
    addIncidentNote: AddIncidentNotePayload
    # Acknowledges up to 100 incidents, each by itself: one that cannot be does not stop the
    # others. Needs the scope `incidents:write`.
    acknowledgeIncidents: AcknowledgeIncidentsPayload
    # Resolves up to 100 incidents, each by itself: one that cannot be does not stop the others.
    # Needs the scope `incidents:write`.
    resolveIncidents: ResolveIncidentsPayload
    # Changes what is given of up to 100 incidents, each by itself: one that cannot be does not
    # stop the others. Needs the scope `incidents:write`.
    updateIncidents: UpdateIncidentsPayload
    # Joins incidents into one. The sources become RESOLVED and stay as they are; their alerts
    # and timelines are shown with the target. Needs the scope `incidents:write`.
    mergeIncidents: MergeIncidentsPayload
    # Deletes an incident with its timeline and alerts, for ever. Needs the scope
    # `incidents:write`, and an administrator or a key of one.
    deleteIncident: DeleteIncidentPayload
    # Marks notifications in the inbox of who asks as read. Needs the scope `incidents:read`.
    markNotificationsRead: MarkNotificationsReadPayload
    # Makes an escalation policy. Needs the scope `services:write`.
    createEscalationPolicy: CreateEscalationPolicyPayload
    # Changes what is given of a policy, and leaves the rest. Incidents that escalate go on by
    # the steps they began with. Needs the scope `services:write`.
    updateEscalationPolicy: UpdateEscalationPolicyPayload
    # Deletes a policy that no service needs. Needs the scope `services:write`.
    deleteEscalationPolicy: DeleteEscalationPolicyPayload
    # Saves a filter and an order of incidents under a name, for the viewer, or the owner of the
    # API key. Needs the scope `incidents:read`; to share it, also `incidents:write`.
    createSavedView: CreateSavedViewPayload
    # Changes what is given of a view, and leaves the rest. For its owner; an administrator can
    # end that it is shared. Needs the scope `incidents:read`; if the view is shared after the
    # change, also `incidents:write`.
    updateSavedView: UpdateSavedViewPayload
    # Deletes a view. For its owner, and, of those that are shared, for an administrator. Needs
    # the scope `incidents:read`; to delete that of another, also `incidents:write`.
    deleteSavedView: DeleteSavedViewPayload
    # Makes a schedule, with its layers and overrides. Needs the scope `schedules:write`.
    createSchedule: CreateSchedulePayload
    # Changes what is given of a schedule, and leaves the rest. Needs the scope
    # `schedules:write`.
    updateSchedule: UpdateSchedulePayload
    # Deletes a schedule that no policy needs. Needs the scope `schedules:write`.
    deleteSchedule: DeleteSchedulePayload
    # Adds a layer to a schedule, above those with its priority. Needs the scope
    # `schedules:write`.
    addScheduleLayer: AddScheduleLayerPayload
    # Changes what is given of a layer, from now or from a date on. Needs the scope
    # `schedules:write`.
    updateScheduleLayer: UpdateScheduleLayerPayload
    # Removes a layer, or ends it at a date. Needs the scope `schedules:write`.
    removeScheduleLayer: RemoveScheduleLayerPayload
    # Puts one user on call for a time, whatever the layers say. Needs the scope
    # `schedules:write`.
    createOverride: CreateOverridePayload
    # Changes what is given of an override. Needs the scope `schedules:write`.
    updateOverride: UpdateOverridePayload
    # Takes an override back. Needs the scope `schedules:write`.
    deleteOverride: DeleteOverridePayload
    # Makes a service. Needs the scope `services:write`.
    createService: CreateServicePayload
    # Changes what is given of a service, and leaves the rest. Needs the scope `services:write`.
    updateService: UpdateServicePayload
    # Deletes a service whose incidents are all resolved. Its name is free again; its past stays.
    # Needs the scope `services:write`.
    deleteService: DeleteServicePayload
    # Makes a way to send events to a service, with a routing key of its own. Needs the scope
    # `services:write`.
    createIntegration: CreateIntegrationPayload
    # Changes what is given of an integration. While it is disabled its events are refused. Needs
    # the scope `services:write`.
    updateIntegration: UpdateIntegrationPayload
    # Gives an integration another routing key. Events with the old one are refused, on every
    # server within five seconds. Needs the scope `services:write`.
    rotateIntegrationKey: RotateIntegrationKeyPayload
    # Deletes an integration. Needs the scope `services:write`.
    deleteIntegration: DeleteIntegrationPayload
    # Plans work on a service. Needs the scope `services:write`.
    createMaintenanceWindow: CreateMaintenanceWindowPayload
    # Changes what is given of a maintenance window. Needs the scope `services:write`.
    updateMaintenanceWindow: UpdateMaintenanceWindowPayload
    # Deletes a maintenance window. Needs the scope `services:write`.
    deleteMaintenanceWindow: DeleteMaintenanceWindowPayload
    # Makes the first user, an administrator, on a server that has none, and signs them in: the
    # answer sets a cookie. Open to everybody who has the set-up token that the server prints.
    createFirstAdmin: CreateFirstAdminPayload
    # Signs a person in: the answer sets a cookie. Open to everybody; wrong passwords are slowed
    # down.
    signIn: SignInPayload
    # Signs the person out, of this browser or of all. Only for a person who is signed in.
    signOut: SignOutPayload
    # Makes an INVITED user, or takes the one there is, and a token with which they choose a
    # password within 7 days. Only for an administrator who is signed in, in LIVE.
    inviteUser: InviteUserPayload
    # Stores the password that an invited user has chosen, makes them ACTIVE, and signs them in:
    # the answer sets a cookie. Open to everybody who has the token.
    acceptInvitation: AcceptInvitationPayload
    # Gives the person who is signed in a new password, and ends all their other sessions: the
    # answer sets a new cookie.
    changePassword: ChangePasswordPayload
    # Sends a link to choose a new password, good for an hour, if an ACTIVE user has this e-mail
    # address. The answer does not tell whether one has. Open to everybody.
    requestPasswordReset: RequestPasswordResetPayload
    # Stores a new password, ends all sessions of its user, and signs them in: the answer sets a
    # cookie. Open to everybody who has the token.
    resetPassword: ResetPasswordPayload
    # Changes what is given of the environment's settings. Only for an administrator who is
    # signed in.
    updateSettings: UpdateSettingsPayload
    # Makes a team. Needs the scope `teams:write`.
    createTeam: CreateTeamPayload
    # Changes what is given of a team, and leaves the rest. Needs the scope `teams:write`.
    updateTeam: UpdateTeamPayload
    # Deletes a team that nothing needs. Its name is free again; its past stays. Needs the scope
    # `teams:write`.
    deleteTeam: DeleteTeamPayload
    # Takes a user into a team. Needs the scope `teams:write`.
    addTeamMember: AddTeamMemberPayload
    # Gives a member another role. The last owner stays one. Needs the scope `teams:write`.
    updateTeamMember: UpdateTeamMemberPayload
    # Takes a user out of a team. The last owner stays. Needs the scope `teams:write`.
    removeTeamMember: RemoveTeamMemberPayload
    # Invites a person, who is on call and paged like any other from then on. Needs the scope
    # `users:write`.
    createUser: CreateUserPayload
    # Changes what is given of a user, and leaves the rest. Needs the scope `users:write`; of
    # oneself, signed in, the name and the time zone do not.
    updateUser: UpdateUserPayload
    # Deletes a user whom nothing needs. The e-mail address is free again; the user's past stays.
    # Needs the scope `users:write`.
    deleteUser: DeleteUserPayload
    # Says how a user is told of incidents. For oneself, signed in, or with the scope
    # `users:write`.
    setNotificationRules: SetNotificationRulesPayload
    # Makes a webhook, and shows its secret, this once. Needs the scope `services:write`.
    createWebhook: CreateWebhookPayload
    # Changes what is given of a webhook, and leaves the rest. Deliveries that were made before
    # go to the new URL as well. Needs the scope `services:write`.
    updateWebhook: UpdateWebhookPayload
    # Deletes a webhook with all its deliveries, for ever. Needs the scope `services:write`.
    deleteWebhook: DeleteWebhookPayload
    # Sends to a disabled webhook again, beginning with what was pending when it was disabled.
    # Needs the scope `services:write`.
    enableWebhook: EnableWebhookPayload
    # Sends the event `webhook.ping` to a webhook, to try it. What came of it is in the delivery.
    # Needs the scope `services:write`.
    pingWebhook: PingWebhookPayload
    # Gives a webhook another secret, and shows it, this once. For 24 hours the old one signs as
    # well. Needs the scope `services:write`.
    rotateWebhookSecret: RotateWebhookSecretPayload
    # Sends one delivery again, whatever became of it: with the same id and the same body. Needs
    # the scope `services:write`.
    redeliverWebhookDelivery: RedeliverWebhookDeliveryPayload
    # Sends again what a webhook was to be sent at a time or later and did not take. Needs the
    # scope `services:write`.
    recoverWebhook: RecoverWebhookPayload


class _NamedOrderRequired(TypedDict):
    # What to sort by.
    field: NamedOrderField


class NamedOrder(_NamedOrderRequired, total=False):
    """An order of things that have a name."""

    # In which direction; ties are broken by id in the same one.
    direction: OrderDirection


class Note(TypedDict, total=False):
    """What somebody wrote about an incident. It is a line of the timeline, and has that line's id."""

    # The id, `evt_…`.
    id: str
    # The text, as Markdown.
    content: str
    # Who wrote it.
    author: Actor
    # When it was written.
    createdAt: str


class NoteConnection(TypedDict, total=False):
    """A page of notes."""

    # The notes with their cursors.
    edges: List[NoteEdge]
    # The notes.
    nodes: List[Note]
    # Where the page lies in the list.
    pageInfo: PageInfo
    # How many notes the incident has. Counted only when it is asked for.
    totalCount: int


class NoteEdge(TypedDict, total=False):
    """A note with its cursor."""

    # Its place in the list.
    cursor: str
    # The note.
    node: Note


class Notification(TypedDict, total=False):
    """What somebody was sent about an incident."""

    # The id, `not_…`.
    id: str
    # To whom. The user's `id` and `name` need no more than `incidents:read`.
    user: User
    # About which incident.
    incident: Incident
    # By what.
    channel: NotificationChannel
    # What became of it.
    status: NotificationStatus
    # What it says, in one line.
    subject: str
    # How often it was tried.
    attemptCount: int
    # The attempts, the first one first.
    attempts: List[NotificationAttempt]
    # Why the last attempt has failed; null if it has not.
    lastError: Optional[str]
    # When it is tried next; null if there is nothing left to do.
    nextAttemptAt: Optional[str]
    # When it was read in the inbox; null if it was not.
    readAt: Optional[str]
    # When it was written.
    createdAt: str
    # When it was sent or given up; null before.
    finishedAt: Optional[str]


class NotificationAttempt(TypedDict, total=False):
    """One attempt to send a notification."""

    # Its number, from 1.
    number: int
    # Why it has failed; null if it was sent.
    error: Optional[str]
    # What the other side answered: the first 4 kB.
    answer: str
    # How long it took, in milliseconds.
    latencyMs: int
    # When it ended.
    createdAt: str


class NotificationConnection(TypedDict, total=False):
    """A page of notifications."""

    # The notifications with their cursors.
    edges: List[NotificationEdge]
    # The notifications.
    nodes: List[Notification]
    # Where the page lies in the list.
    pageInfo: PageInfo
    # How many notifications the whole list has. Counted only when it is asked for.
    totalCount: int


class NotificationEdge(TypedDict, total=False):
    """A notification with its cursor."""

    # Its place in the list.
    cursor: str
    # The notification.
    node: Notification


class NotificationRule(TypedDict, total=False):
    """How a user is told of incidents of some urgencies."""

    # By what.
    channel: NotificationChannel
    # Of which urgencies.
    urgencies: List[Urgency]
    # The host of the URL that SLACK, TEAMS and WEBHOOK post to; null for the others. The URL
    # itself is not shown again.
    host: Optional[str]


class _NotificationRuleInputRequired(TypedDict):
    # By what.
    channel: NotificationChannel


class NotificationRuleInput(_NotificationRuleInputRequired, total=False):
    """How a user is told of incidents of some urgencies."""

    # Of which urgencies; of all if left out.
    urgencies: Optional[List[Urgency]]
    # Where SLACK, TEAMS and WEBHOOK post to; not for the others. If it is left out, the rule
    # keeps the URL that the rule of this channel has, or, of several, the one in the same place.
    url: Optional[str]


class OnCall(TypedDict, total=False):
    """Who is on call by a schedule at a time."""

    # The schedule.
    schedule: Schedule
    # When.
    at: str
    # Who is on call; null: nobody. The user's `id` and `name` need no more than
    # `schedules:read`.
    user: Optional[User]
    # The same as a list: nobody or one user.
    users: List[User]
    # Since when this user is, or nobody; null: for more than 366 days.
    since: Optional[str]
    # The next change of the user; null: none in 366 days.
    until: Optional[str]
    # The layer that says so; null: an override does, or nobody is on call.
    layerId: Optional[str]
    # The override that says so; null: a layer does, or nobody is on call.
    overrideId: Optional[str]


class OnCallAnalytics(TypedDict, total=False):
    """How long people are on call in a window."""

    # From here on.
    since: str
    # Up to here.
    until: str
    # Who is on call, those with the most time first.
    users: List[UserOnCallTime]
    # The schedules, those that cover the most time first.
    schedules: List[ScheduleOnCallTime]


class OnCallConnection(TypedDict, total=False):
    """A page of schedules."""

    # Who is on call, with cursors.
    edges: List[OnCallEdge]
    # Who is on call, for each schedule.
    nodes: List[OnCall]
    # Where the page lies in the list.
    pageInfo: PageInfo
    # How many schedules the whole list has. Counted only when it is asked for.
    totalCount: int


class OnCallEdge(TypedDict, total=False):
    """A schedule with its cursor."""

    # Its place in the list.
    cursor: str
    # Who is on call.
    node: OnCall


class OnCallTime(TypedDict, total=False):
    """How long one user is on call by one schedule."""

    # The schedule.
    schedule: Schedule
    # The user, whose `id` and `name` need no more than `schedules:read`.
    user: User
    # For how many seconds.
    seconds: float
    # In how many shifts.
    shifts: int


class OperationError(TypedDict, total=False):
    """Why a part of a request failed, while the rest of it went on."""

    # The code, one of those in `extensions.code`.
    code: str
    # One sentence.
    message: str
    # The input at fault, if it is one.
    field: Optional[str]
    # What is wrong with it, in one word.
    reason: Optional[str]
    # The id of the object in the way, if it is one.
    existingId: Optional[str]


class _OverrideInputRequired(TypedDict):
    # The id of who is on call.
    userId: str
    # From here on. Whole minutes.
    start: str
    # Up to here. Whole minutes.
    end: str


class OverrideInput(_OverrideInputRequired, total=False):
    """An override of a schedule."""

    # Only while this user would be on call; left out: whoever is.
    replaces: Optional[str]


class PageInfo(TypedDict, total=False):
    """Where a page lies in its list."""

    # Whether more items follow this page.
    hasNextPage: bool
    # Whether items come before this page.
    hasPreviousPage: bool
    # The cursor of the page's first item; null on an empty page. Give it as `before` to page
    # back.
    startCursor: Optional[str]
    # The cursor of the page's last item; null on an empty page. Give it as `after` to page on.
    endCursor: Optional[str]


class _PingWebhookInputRequired(TypedDict):
    # The webhook's id.
    id: str


class PingWebhookInput(_PingWebhookInputRequired, total=False):
    """Which webhook to try."""

    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class PingWebhookPayload(TypedDict, total=False):
    """The ping."""

    # The delivery.
    delivery: WebhookDelivery
    # What the input gave.
    clientMutationId: Optional[str]


class _PreviewScheduleInputRequired(TypedDict):
    # From here on.
    since: str
    # Up to here: at most 366 days.
    until: str


class PreviewScheduleInput(_PreviewScheduleInputRequired, total=False):
    """A schedule that is not stored, and the time to look at."""

    # The schedule that it would replace: what is left out is as in that. Left out: a new one.
    scheduleId: Optional[str]
    # The IANA name of its time zone.
    timeZone: Optional[str]
    # Its layers.
    layers: Optional[List[ScheduleLayerInput]]
    # Its overrides.
    overrides: Optional[List[OverrideInput]]
    # From when on the layers are as given: turns before stay as they were.
    effectiveAt: Optional[str]


class PriorityFigures(TypedDict, total=False):
    """What there is to count of one priority."""

    # The priority that incidents have now; null: none was given.
    priority: Optional[Priority]
    # Its incidents.
    figures: IncidentFigures


class Query(TypedDict, total=False):
    """What can be read. Everything belongs to the environment of the API key: a test key sees only
    what is in TEST.
    """

    # Who is asking.
    viewer: Viewer
    # What this operation costs, and how many more reads may be made now. It counts itself as any
    # other field of the query; a query of nothing else is one read too.
    rateLimit: RateLimit
    # Any object by its id, or null if there is none that the API key may read.
    node: Optional[Node]
    # Several objects by their ids, in the same order; null where there is none.
    nodes: List[Optional[Node]]
    # How many incidents there were, and how long they took. It counts those that were created in
    # a window of at most 366 days, in which there may be a million. Needs the scope
    # `incidents:read`.
    incidentAnalytics: IncidentAnalytics
    # How long people are on call in a window of at most 366 days, by the schedules as they now
    # are. Needs the scope `schedules:read`.
    onCallAnalytics: OnCallAnalytics
    # When nobody is on call, by each schedule, the earliest first, in a window of at most 366
    # days. Needs the scope `schedules:read`.
    coverageGaps: List[CoverageGap]
    # A page of the API keys, the newest first, revoked ones too. Only for an administrator who
    # is signed in.
    apiKeys: ApiKeyConnection
    # A page of the changes to what people set up. Only for an administrator who is signed in.
    auditLog: AuditEntryConnection
    # The calendar feeds that the viewer has made; of everybody, for an administrator who is
    # signed in. Needs the scope `schedules:read`.
    calendarFeeds: CalendarFeedConnection
    # One change event, or null if there is none with this id. Needs the scope `incidents:read`.
    changeEvent: Optional[ChangeEvent]
    # A page of the change events, the latest change first. Needs the scope `incidents:read`.
    changeEvents: ChangeEventConnection
    # How many incidents there are now. The numbers are kept as incidents change, and are exact:
    # to ask costs the same however many are stored. Needs the scope `incidents:read`.
    incidentCounts: IncidentCounts
    # One incident, or null if there is none with this id. Needs the scope `incidents:read`.
    incident: Optional[Incident]
    # A page of the incidents. Needs the scope `incidents:read`.
    incidents: IncidentConnection
    # The inbox of who asks, the newest first: a person who is signed in, or the owner of the API
    # key. Needs the scope `incidents:read`.
    inbox: NotificationConnection
    # How much of the inbox is not read. Needs the scope `incidents:read`.
    inboxUnreadCount: int
    # Who is on call, for each schedule. Needs the scope `schedules:read`.
    onCalls: OnCallConnection
    # Who would be on call by a schedule that is not stored, and whose shifts it would move.
    # Needs the scope `schedules:read`.
    previewSchedule: SchedulePreview
    # One escalation policy, or null if there is none with this id. Needs the scope
    # `services:read`.
    escalationPolicy: Optional[EscalationPolicy]
    # A page of the escalation policies. Needs the scope `services:read`.
    escalationPolicies: EscalationPolicyConnection
    # One saved view, or null if there is none with this id that the viewer may see. Needs the
    # scope `incidents:read`.
    savedView: Optional[SavedView]
    # A page of the views that the viewer may see, by name: their own, and those that others
    # share. An API key sees what its owner sees. Needs the scope `incidents:read`.
    savedViews: SavedViewConnection
    # One schedule, or null if there is none with this id. Needs the scope `schedules:read`.
    schedule: Optional[Schedule]
    # A page of the schedules. Needs the scope `schedules:read`.
    schedules: ScheduleConnection
    # One service, or null if there is none with this id. Needs the scope `services:read`.
    service: Optional[Service]
    # A page of the services. Needs the scope `services:read`.
    services: ServiceConnection
    # One integration, or null if there is none with this id. Needs the scope `services:read`.
    integration: Optional[Integration]
    # Where somebody begins: whether this server waits for its first administrator, and who is
    # signed in. Open to everybody.
    setup: Setup
    # The settings of the environment. Only for an administrator who is signed in.
    settings: Settings
    # Who would be told of an incident that nobody answers, when and why. Null if there is no
    # such policy or service. Needs the scope `services:read`.
    simulateEscalation: Optional[EscalationSimulation]
    # One team, or null if there is none with this id. Needs the scope `teams:read`.
    team: Optional[Team]
    # A page of the teams. Needs the scope `teams:read`.
    teams: TeamConnection
    # One user, or null if there is none with this id. Needs the scope `users:read`.
    user: Optional[User]
    # A page of the users. Needs the scope `users:read`.
    users: UserConnection
    # One webhook, or null if there is none with this id. Needs the scope `services:read`.
    webhook: Optional[Webhook]
    # A page of the webhooks. Needs the scope `services:read`.
    webhooks: WebhookConnection
    # One delivery of a webhook, or null if there is none with this id. Needs the scope
    # `services:read`.
    webhookDelivery: Optional[WebhookDelivery]


class RateLimit(TypedDict, total=False):
    """Where whoever asks stands with the limits."""

    # What this operation costs: the fields that its answer may have, those below a list as often
    # as the list may be long. Every answer has it in `extensions.cost` too.
    cost: int
    # What an operation may cost at most.
    costLimit: int
    # How many reads may be made in any 60 seconds; null if there is no limit. A query is one
    # read, whatever it costs.
    limit: Optional[int]
    # How many of them are left now, this query counted; null if there is no limit.
    remaining: Optional[int]
    # When one more is free again, if none is left before; null if there is no limit.
    resetAt: Optional[str]


class _RecoverWebhookInputRequired(TypedDict):
    # The webhook's id.
    id: str
    # Failed deliveries that were made at this time or later.
    since: str


class RecoverWebhookInput(_RecoverWebhookInputRequired, total=False):
    """What to send again."""

    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class RecoverWebhookPayload(TypedDict, total=False):
    """What is sent again."""

    # The webhook.
    webhook: Webhook
    # How many deliveries are pending again.
    revived: int
    # What the input gave.
    clientMutationId: Optional[str]


class _RedeliverWebhookDeliveryInputRequired(TypedDict):
    # The delivery's id.
    id: str


class RedeliverWebhookDeliveryInput(_RedeliverWebhookDeliveryInputRequired, total=False):
    """What to send again."""

    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class RedeliverWebhookDeliveryPayload(TypedDict, total=False):
    """The delivery, which is pending again."""

    # The delivery.
    delivery: WebhookDelivery
    # What the input gave.
    clientMutationId: Optional[str]


class _RemoveScheduleLayerInputRequired(TypedDict):
    # The schedule's id.
    scheduleId: str
    # The layer's id.
    layerId: str


class RemoveScheduleLayerInput(_RemoveScheduleLayerInputRequired, total=False):
    """Which layer to remove."""

    # From when on it is gone: turns before stay as they were. Left out: at all times.
    effectiveAt: Optional[str]
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class RemoveScheduleLayerPayload(TypedDict, total=False):
    """The schedule without the layer."""

    # The schedule.
    schedule: Schedule
    # What the input gave.
    clientMutationId: Optional[str]


class _RemoveStoredDocumentsInputRequired(TypedDict):
    # The key's id.
    apiKeyId: str
    # The hashes of the documents: 1 to 100.
    sha256Hashes: List[str]


class RemoveStoredDocumentsInput(_RemoveStoredDocumentsInputRequired, total=False):
    """Documents to take from an API key."""

    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class RemoveStoredDocumentsPayload(TypedDict, total=False):
    """What was taken from the API key."""

    # The key.
    apiKey: ApiKey
    # The hashes of the documents that were removed, in the order in which they were given.
    removedHashes: List[str]
    # What the input gave.
    clientMutationId: Optional[str]


class _RemoveTeamMemberInputRequired(TypedDict):
    # The team's id.
    teamId: str
    # The user's id.
    userId: str


class RemoveTeamMemberInput(_RemoveTeamMemberInputRequired, total=False):
    """Whom to take out of a team."""

    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class RemoveTeamMemberPayload(TypedDict, total=False):
    """The team that the user has left."""

    # The team.
    team: Team
    # What the input gave.
    clientMutationId: Optional[str]


class _ReopenIncidentInputRequired(TypedDict):
    # The incident's id.
    id: str


class ReopenIncidentInput(_ReopenIncidentInputRequired, total=False):
    """Which incident to open again."""

    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class ReopenIncidentPayload(TypedDict, total=False):
    """The incident as it now stands."""

    # The incident.
    incident: Incident
    # What the input gave.
    clientMutationId: Optional[str]


class _RequestPasswordResetInputRequired(TypedDict):
    # The e-mail address that they sign in with.
    email: str


class RequestPasswordResetInput(_RequestPasswordResetInputRequired, total=False):
    """Who has forgotten the password."""

    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class RequestPasswordResetPayload(TypedDict, total=False):
    """That the request was taken."""

    # Always true: whether a mail was sent is told only to its reader.
    accepted: bool
    # What the input gave.
    clientMutationId: Optional[str]


class _ResetPasswordInputRequired(TypedDict):
    # The token of the link.
    token: str
    # The new password: 12 to 256 characters.
    newPassword: str


class ResetPasswordInput(_ResetPasswordInputRequired, total=False):
    """A new password for a forgotten one."""

    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class ResetPasswordPayload(TypedDict, total=False):
    """Who is signed in."""

    # Who is signed in now.
    viewer: Viewer
    # Until when, unless they sign out.
    expiresAt: str
    # What the input gave.
    clientMutationId: Optional[str]


class _ResolveIncidentInputRequired(TypedDict):
    # The incident's id.
    id: str


class ResolveIncidentInput(_ResolveIncidentInputRequired, total=False):
    """Which incident to resolve."""

    # How it ended, as a note.
    resolutionNote: Optional[str]
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class ResolveIncidentPayload(TypedDict, total=False):
    """The incident as it now stands."""

    # The incident.
    incident: Incident
    # What the input gave.
    clientMutationId: Optional[str]


class _ResolveIncidentsInputRequired(TypedDict):
    # Their ids: 1 to 100, each once.
    ids: List[str]


class ResolveIncidentsInput(_ResolveIncidentsInputRequired, total=False):
    """Which incidents to resolve."""

    # How they ended: it becomes a note of each. At most 10,000 characters.
    resolutionNote: Optional[str]
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class ResolveIncidentsPayload(TypedDict, total=False):
    """What became of the incidents."""

    # What became of each, in the order of the ids.
    results: List[IncidentResult]
    # What the input gave.
    clientMutationId: Optional[str]


class Restriction(TypedDict, total=False):
    """A window of each day or week in which a layer holds."""

    # How often it comes.
    type: RestrictionType
    # For a weekly one, the day on which it starts: 1 is Monday, 7 is Sunday.
    startDay: Optional[int]
    # When it starts on the wall clock, as `09:00`.
    startTime: str
    # How long it is on the wall clock, in seconds: 22:00 and 28,800 end at 06:00.
    durationSeconds: int


class _RestrictionInputRequired(TypedDict):
    # How often it comes.
    type: RestrictionType
    # When it starts on the wall clock, as `09:00`.
    startTime: str
    # How long it is on the wall clock, in seconds: whole minutes, at most 366 days.
    durationSeconds: int


class RestrictionInput(_RestrictionInputRequired, total=False):
    """A window of each day or week in which a layer holds."""

    # For a weekly one, the day on which it starts: 1 is Monday, 7 is Sunday.
    startDay: Optional[int]


class _RevokeApiKeyInputRequired(TypedDict):
    # The key's id.
    id: str


class RevokeApiKeyInput(_RevokeApiKeyInputRequired, total=False):
    """Which API key to revoke."""

    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class RevokeApiKeyPayload(TypedDict, total=False):
    """The API key as it now stands."""

    # The key.
    apiKey: ApiKey
    # What the input gave.
    clientMutationId: Optional[str]


class _RevokeCalendarFeedInputRequired(TypedDict):
    # The feed's id.
    id: str


class RevokeCalendarFeedInput(_RevokeCalendarFeedInputRequired, total=False):
    """Which feed to end."""

    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class RevokeCalendarFeedPayload(TypedDict, total=False):
    """What has ended."""

    # The id of the feed that has ended.
    revokedId: str
    # What the input gave.
    clientMutationId: Optional[str]


class _RotateIntegrationKeyInputRequired(TypedDict):
    # The integration's id.
    id: str


class RotateIntegrationKeyInput(_RotateIntegrationKeyInputRequired, total=False):
    """Which integration gets another routing key."""

    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class RotateIntegrationKeyPayload(TypedDict, total=False):
    """The integration with its new routing key."""

    # The integration.
    integration: Integration
    # What the input gave.
    clientMutationId: Optional[str]


class _RotateWebhookSecretInputRequired(TypedDict):
    # The webhook's id.
    id: str


class RotateWebhookSecretInput(_RotateWebhookSecretInputRequired, total=False):
    """Which webhook gets another secret."""

    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class RotateWebhookSecretPayload(TypedDict, total=False):
    """The webhook with its new secret."""

    # The webhook.
    webhook: Webhook
    # What its events are signed with from now on. It is shown only here.
    secret: str
    # What the input gave.
    clientMutationId: Optional[str]


class Rotation(TypedDict, total=False):
    """How the users of a layer take turns."""

    # When a turn of the first user begins, before or after the layer's start.
    start: str
    # What the length is counted in.
    unit: RotationUnit
    # How long a turn is.
    length: int


class _RotationInputRequired(TypedDict):
    # What the length is counted in.
    unit: RotationUnit


class RotationInput(_RotationInputRequired, total=False):
    """How the users of a layer take turns."""

    # When a turn of the first user begins; the layer's start if left out. Whole minutes.
    start: Optional[str]
    # How long a turn is, 1 or more.
    length: int


class SavedView(TypedDict, total=False):
    """Filters and an order of the list of incidents, under a name. One that is not shared exists
    for its owner alone.
    """

    # The id, `view_…`.
    id: str
    # Its name, which no other view of the owner has, in any case of its letters.
    name: str
    # Whose it is. When they are deleted, what they share stays. The user's `id` and `name` need
    # no more than `incidents:read`.
    owner: User
    # Whether everybody sees it who may read incidents.
    shared: bool
    # Which incidents it shows: a value of `IncidentFilter`, to give as `filter` wherever there
    # is one. What it names may have been deleted since.
    filter: Any
    # In which order: a value of `IncidentOrder`, to give as `orderBy`; null: the usual one.
    orderBy: Any
    # The incidents that it shows, in its order.
    incidents: IncidentConnection
    # Changes whenever the view does: give it as `ifMatch` to change only what you have seen.
    etag: str
    # When it was saved.
    createdAt: str
    # When it last changed.
    updatedAt: str


class SavedViewConnection(TypedDict, total=False):
    """A page of saved views."""

    # The views with their cursors.
    edges: List[SavedViewEdge]
    # The views.
    nodes: List[SavedView]
    # Where the page lies in the list.
    pageInfo: PageInfo
    # How many views the whole list has. Counted only when it is asked for.
    totalCount: int


class SavedViewEdge(TypedDict, total=False):
    """A saved view with its cursor."""

    # Its place in the list.
    cursor: str
    # A view.
    node: SavedView


class Schedule(TypedDict, total=False):
    """Who is on call when: layers of rotations, and overrides of them."""

    # The id, `sch_…`.
    id: str
    # Its name, which no other schedule has.
    name: str
    # More about it.
    description: Optional[str]
    # The IANA name of the time zone in which its turns and restrictions are.
    timeZone: str
    # Its layers: the highest priority that has somebody wins, and of two with one priority the
    # later.
    layers: List[ScheduleLayer]
    # Its overrides, the oldest first: a later one wins.
    overrides: ScheduleOverrideConnection
    # Who is on call, and until when.
    onCall: OnCall
    # Who is on call in a time of at most 366 days.
    entries: ScheduleEntries
    # Changes whenever the schedule does, its layers and overrides included: give it as `ifMatch`
    # to change only what you have seen.
    etag: str
    # When it was made.
    createdAt: str
    # When it last changed.
    updatedAt: str


class ScheduleConnection(TypedDict, total=False):
    """A page of schedules."""

    # The schedules with their cursors.
    edges: List[ScheduleEdge]
    # The schedules.
    nodes: List[Schedule]
    # Where the page lies in the list.
    pageInfo: PageInfo
    # How many schedules the whole list has. Counted only when it is asked for.
    totalCount: int


class ScheduleEdge(TypedDict, total=False):
    """A schedule with its cursor."""

    # Its place in the list.
    cursor: str
    # A schedule.
    node: Schedule


class ScheduleEntries(TypedDict, total=False):
    """Who is on call in a time, and how much of it is covered."""

    # From here on.
    since: str
    # Up to here.
    until: str
    # Who is on call, the earliest first, cut at both ends.
    entries: List[ScheduleEntry]
    # The times for which nobody is.
    gaps: List[ScheduleGap]
    # How much of the time somebody is on call, in percent with four decimals.
    coveragePercent: float
    # The same for each layer alone.
    layers: List[LayerEntries]


class ScheduleEntry(TypedDict, total=False):
    """A time for which one user is on call."""

    # From here on.
    start: str
    # Up to here.
    end: str
    # Who is on call. The user's `id` and `name` need no more than `schedules:read`.
    user: User


class ScheduleFilter(TypedDict, total=False):
    """Which schedules a list has. What is left out filters nothing."""

    # With this text in name or id, in any case.
    q: Optional[str]
    # In one of whose layers any of these users takes turns.
    userId: Optional[List[str]]


class ScheduleGap(TypedDict, total=False):
    """A time for which nobody is on call."""

    # From here on.
    start: str
    # Up to here.
    end: str


class ScheduleLayer(TypedDict, total=False):
    """One rotation of a schedule."""

    # The id, `lay_…`.
    id: str
    # Its name.
    name: Optional[str]
    # The highest that has somebody wins.
    priority: int
    # It holds from here on.
    start: str
    # It holds up to here; null: for ever.
    end: Optional[str]
    # The time zone of its restrictions; null: the schedule's.
    timeZone: Optional[str]
    # Who takes turns, in that order; empty: nobody. Their `id` and `name` need no more than
    # `schedules:read`.
    users: List[User]
    # How they take turns.
    rotation: Rotation
    # When it holds, together; empty: always.
    restrictions: List[Restriction]


class _ScheduleLayerInputRequired(TypedDict):
    # How they take turns.
    rotation: RotationInput


class ScheduleLayerInput(_ScheduleLayerInputRequired, total=False):
    """A layer of a schedule."""

    # The id of a layer that the schedule has; left out for a new one.
    id: Optional[str]
    # Its name; at most 100 characters.
    name: Optional[str]
    # The highest that has somebody wins.
    priority: int
    # It holds from here on; now if left out. Whole minutes.
    start: Optional[str]
    # It holds up to here; left out: for ever.
    end: Optional[str]
    # The IANA time zone of its restrictions; the schedule's if left out.
    timeZone: Optional[str]
    # The ids of those who take turns, in that order.
    users: List[str]
    # When it holds, together; always if left out.
    restrictions: Optional[List[RestrictionInput]]


class ScheduleOnCallTime(TypedDict, total=False):
    """How long people are on call by one schedule."""

    # The schedule.
    schedule: Schedule
    # For how many seconds somebody is.
    seconds: float
    # How much of the window that is, in percent with four decimals.
    coveragePercent: float
    # Who is, those with the most time first.
    users: List[OnCallTime]
    # When nobody is, the earliest first.
    gaps: List[ScheduleGap]


class ScheduleOverride(TypedDict, total=False):
    """One user on call for a time, whatever the layers say."""

    # The id, `ovr_…`.
    id: str
    # The schedule's id.
    scheduleId: str
    # Who is on call. The user's `id` and `name` need no more than `schedules:read`.
    user: User
    # From here on.
    start: str
    # Up to here.
    end: str
    # Only while this user would be on call; null: whoever is.
    replaces: Optional[User]
    # When it was made.
    createdAt: str


class ScheduleOverrideConnection(TypedDict, total=False):
    """A page of overrides."""

    # The overrides with their cursors.
    edges: List[ScheduleOverrideEdge]
    # The overrides.
    nodes: List[ScheduleOverride]
    # Where the page lies in the list.
    pageInfo: PageInfo
    # How many overrides the whole list has. Counted only when it is asked for.
    totalCount: int


class ScheduleOverrideEdge(TypedDict, total=False):
    """An override with its cursor."""

    # Its place in the list.
    cursor: str
    # An override.
    node: ScheduleOverride


class SchedulePreview(TypedDict, total=False):
    """What would be if a schedule were as given."""

    # Who would be on call.
    result: ScheduleEntries
    # Whose shifts to come would move, against the stored schedule. Empty for a new one.
    moved: List[MovedShifts]


class _SendChangeEventInputRequired(TypedDict):
    # The service: an integration's routing key, the service's id, or its slug.
    routingKey: str
    # What was done, in one line of 1 to 1,024 characters.
    summary: str


class SendChangeEventInput(_SendChangeEventInputRequired, total=False):
    """What was done to a service."""

    # What reports it.
    source: Optional[str]
    # When it was done; now if left out, or if it is yet to come.
    occurredAt: Optional[str]
    # Anything else that is known.
    customDetails: Any
    # Pages about it.
    links: Optional[List[LinkInput]]
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class SendChangeEventPayload(TypedDict, total=False):
    """A change event that was recorded."""

    # The change event.
    changeEvent: ChangeEvent
    # What the input gave.
    clientMutationId: Optional[str]


class _SendEventInputRequired(TypedDict):
    # The service it is for: an integration's routing key, the service's id, or its slug.
    routingKey: str
    # What it asks for.
    eventAction: EventAction


class SendEventInput(_SendEventInputRequired, total=False):
    """An event of a monitoring tool."""

    # What it is about, at most 255 characters; made here and returned if a trigger has none.
    dedupKey: Optional[str]
    # What a trigger has found.
    payload: Optional[EventPayloadInput]
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class SendEventPayload(TypedDict, total=False):
    """What an event did."""

    # What the event did.
    action: EventOutcome
    # The key to acknowledge or resolve it by.
    dedupKey: str
    # The incident it touched; null if none.
    incident: Optional[Incident]
    # What the input gave.
    clientMutationId: Optional[str]


class Service(TypedDict, total=False):
    """Something that can break and that a team answers for."""

    # The id, `svc_…`.
    id: str
    # Its name, which no other service has.
    name: str
    # What events may name it by.
    slug: str
    # More about it.
    description: Optional[str]
    # Its health, told by its incidents.
    status: ServiceStatus
    # The team that owns it; null if none does.
    team: Optional[Team]
    # The policy that its incidents are escalated by; null: they reach the fallback. The policy's
    # `id` and `name` need no more than `services:read`.
    escalationPolicy: Optional[EscalationPolicy]
    # Whom the first step of its policy would reach. Their `id` and `name` need no more than
    # `services:read`.
    onCall: List[User]
    # Within how many minutes an incident should be acknowledged.
    ackTargetMinutes: int
    # Within how many minutes an incident should be resolved.
    resolveTargetMinutes: int
    # After how many minutes an acknowledged incident is open again; null: never.
    ackTimeoutMinutes: Optional[int]
    # How events reach it, the oldest first.
    integrations: IntegrationConnection
    # When it is worked on: windows that have not ended, the oldest first.
    maintenanceWindows: MaintenanceWindowConnection
    # Changes whenever the service does: give it as `ifMatch` to change only what you have seen.
    etag: str
    # When it was made.
    createdAt: str
    # When it last changed.
    updatedAt: str
    # Its incidents. Needs the scope `incidents:read`.
    incidents: IncidentConnection
    # What was done to it, the latest first. Needs the scope `incidents:read`.
    changeEvents: ChangeEventConnection


class ServiceConnection(TypedDict, total=False):
    """A page of services."""

    # The services with their cursors.
    edges: List[ServiceEdge]
    # The services.
    nodes: List[Service]
    # Where the page lies in the list.
    pageInfo: PageInfo
    # How many services the whole list has. Counted only when it is asked for.
    totalCount: int


class ServiceCount(TypedDict, total=False):
    """How many incidents a service has."""

    # The service. Its `id` and `name` need no more than `incidents:read`.
    service: Service
    # How many incidents it has.
    incidents: int
    # How many of them have each urgency, the highest first: also those without any.
    urgencies: List[UrgencyCount]


class ServiceEdge(TypedDict, total=False):
    """A service with its cursor."""

    # Its place in the list.
    cursor: str
    # The service.
    node: Service


class ServiceFigures(TypedDict, total=False):
    """What there is to count of one service."""

    # The service. Its `id` and `name` need no more than `incidents:read`.
    service: Service
    # Its incidents.
    figures: IncidentFigures


class ServiceFilter(TypedDict, total=False):
    """Which services a list has. What is left out filters nothing."""

    # With this text in name, slug or id, in any case.
    q: Optional[str]
    # Owned by any of these teams.
    teamId: Optional[List[str]]
    # Whose incidents are escalated by any of these policies.
    escalationPolicyId: Optional[List[str]]


class _SetNotificationRulesInputRequired(TypedDict):
    # The user's id.
    userId: str
    # All rules, which apply together; at most 20. None: by e-mail of every urgency.
    rules: List[NotificationRuleInput]


class SetNotificationRulesInput(_SetNotificationRulesInputRequired, total=False):
    """How a user is told of incidents."""

    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class SetNotificationRulesPayload(TypedDict, total=False):
    """The user with the rules."""

    # The user.
    user: User
    # What the input gave.
    clientMutationId: Optional[str]


class Settings(TypedDict, total=False):
    """The settings of an environment."""

    # The user who is told of an incident that reaches nobody else; null: nobody, or the team.
    fallbackUser: Optional[User]
    # The team whose members are told of an incident that reaches nobody else; null: nobody, or
    # the user.
    fallbackTeam: Optional[Team]
    # Changes whenever the settings do: give it as `ifMatch` to change only what you have seen.
    etag: str


class Setup(TypedDict, total=False):
    """Where somebody begins."""

    # Whether there is nobody yet: `createFirstAdmin` is what comes next.
    needed: bool
    # Whether `createFirstAdmin` has to be given the token that the server printed; false on the
    # machine itself.
    tokenRequired: bool
    # Who asks; null if nobody is signed in.
    viewer: Optional[Viewer]
    # By what people sign in without a password of this server; null if by nothing.
    singleSignOn: Optional[SingleSignOn]


class Shift(TypedDict, total=False):
    """A time for which a user is on call, and by which schedule."""

    # The schedule.
    schedule: Schedule
    # From here on.
    start: str
    # Up to here.
    end: str


class _SignInInputRequired(TypedDict):
    # The e-mail address.
    email: str
    # The password.
    password: str


class SignInInput(_SignInInputRequired, total=False):
    """Who signs in."""

    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class SignInPayload(TypedDict, total=False):
    """Who is signed in."""

    # Who is signed in now.
    viewer: Viewer
    # Until when, unless they sign out.
    expiresAt: str
    # What the input gave.
    clientMutationId: Optional[str]


class SignOutInput(TypedDict, total=False):
    """From what to sign out."""

    # Whether to end all sessions of the person, in other browsers too.
    everywhere: bool
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class SignOutPayload(TypedDict, total=False):
    """That the session is over."""

    # Always true: the session is over.
    signedOut: bool
    # What the input gave.
    clientMutationId: Optional[str]


class SingleSignOn(TypedDict, total=False):
    """The OpenID Connect provider that people sign in with."""

    # What the provider is called, as Okta.
    name: str
    # Where a browser begins: a path of this server. With `?to=` and the path of a page of the
    # web app, it ends on that page.
    url: str


class _SnoozeIncidentInputRequired(TypedDict):
    # The incident's id.
    id: str


class SnoozeIncidentInput(_SnoozeIncidentInputRequired, total=False):
    """Which incident to snooze. Give minutes or until, not both."""

    # For how many minutes, 1 to 43,200.
    minutes: Optional[int]
    # Until when, at most 30 days ahead.
    until: Optional[str]
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class SnoozeIncidentPayload(TypedDict, total=False):
    """The incident as it now stands."""

    # The incident.
    incident: Incident
    # What the input gave.
    clientMutationId: Optional[str]


class StatusCount(TypedDict, total=False):
    """How many incidents have a status."""

    # The status.
    status: IncidentStatus
    # How many incidents have it.
    incidents: int


class _StoreDocumentsInputRequired(TypedDict):
    # The key's id. It was made with `storedDocumentsOnly`, and has at most 1,000 documents.
    apiKeyId: str
    # The texts of the documents, as clients send or hash them, to the byte: 1 to 100, each of at
    # most 64 KiB.
    documents: List[str]


class StoreDocumentsInput(_StoreDocumentsInputRequired, total=False):
    """Documents to store for an API key."""

    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class StoreDocumentsPayload(TypedDict, total=False):
    """The documents that the API key may run now, of those that were given."""

    # The key.
    apiKey: ApiKey
    # The documents in the order in which they were given, each once.
    storedDocuments: List[StoredDocument]
    # What the input gave.
    clientMutationId: Optional[str]


class StoredDocument(TypedDict, total=False):
    """A GraphQL document that an API key may run which runs no others."""

    # Its SHA-256, in 64 hexadecimal digits in lower case: what a request names it by in
    # `extensions.persistedQuery`.
    sha256Hash: str
    # The names of its operations, in their order; none for an operation without a name.
    operationNames: List[str]
    # The document, to the byte.
    text: str
    # When it was stored.
    createdAt: str


class StoredDocumentConnection(TypedDict, total=False):
    """A page of stored documents."""

    # The documents with their cursors.
    edges: List[StoredDocumentEdge]
    # The documents.
    nodes: List[StoredDocument]
    # Where the page lies in the list.
    pageInfo: PageInfo
    # How many documents the whole list has. Counted only when it is asked for.
    totalCount: int


class StoredDocumentEdge(TypedDict, total=False):
    """A stored document with its cursor."""

    # Its place in the list.
    cursor: str
    # The document.
    node: StoredDocument


class Subscription(TypedDict, total=False):
    """What is told as it happens, by WebSocket (`graphql-transport-ws`) or by server-sent events."""

    # Each change to an incident, by its timeline: that it was opened, acknowledged, assigned,
    # escalated, and so on. One more alert of an incident is no line of the timeline, and not
    # told. Needs the scope `incidents:read`, at each change.
    incidentChanged: IncidentChange
    # Each new line of an incident's timeline, with those of what is merged into it. Needs the
    # scope `incidents:read`, at each line.
    timelineAdded: IncidentChange


class _SuppressIncidentInputRequired(TypedDict):
    # The incident's id.
    id: str


class SuppressIncidentInput(_SuppressIncidentInputRequired, total=False):
    """Which incident to hide as noise."""

    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class SuppressIncidentPayload(TypedDict, total=False):
    """The incident as it now stands."""

    # The incident.
    incident: Incident
    # What the input gave.
    clientMutationId: Optional[str]


class Team(TypedDict, total=False):
    """A group of users that owns services and takes incidents."""

    # The id, `team_…`.
    id: str
    # Its name, which no other team has.
    name: str
    # More about it.
    description: Optional[str]
    # Changes whenever the team does: give it as `ifMatch` to change only what you have seen.
    etag: str
    # When it was made.
    createdAt: str
    # When it last changed.
    updatedAt: str
    # Its members, in the order in which they came.
    members: TeamMemberConnection
    # The services it owns. Needs the scope `services:read`.
    services: ServiceConnection


class TeamConnection(TypedDict, total=False):
    """A page of teams."""

    # The teams with their cursors.
    edges: List[TeamEdge]
    # The teams.
    nodes: List[Team]
    # Where the page lies in the list.
    pageInfo: PageInfo
    # How many teams the whole list has. Counted only when it is asked for.
    totalCount: int


class TeamEdge(TypedDict, total=False):
    """A team with its cursor."""

    # Its place in the list.
    cursor: str
    # The team.
    node: Team


class TeamFigures(TypedDict, total=False):
    """What there is to count of one team."""

    # The team, whose `id` and `name` need no more than `incidents:read`; null: those that are of
    # no team.
    team: Optional[Team]
    # Its incidents.
    figures: IncidentFigures


class TeamFilter(TypedDict, total=False):
    """Which teams a list has. What is left out filters nothing."""

    # With this text in name or id, in any case.
    q: Optional[str]
    # Of which any of these users is a member.
    memberId: Optional[List[str]]


class TeamMember(TypedDict, total=False):
    """A user's place in a team."""

    # The team.
    team: Team
    # The user. The user's `id` and `name` need no more than `teams:read`.
    user: User
    # What the user may do in the team.
    role: TeamRole
    # When the user came.
    createdAt: str


class TeamMemberConnection(TypedDict, total=False):
    """A page of members."""

    # The members with their cursors.
    edges: List[TeamMemberEdge]
    # The members.
    nodes: List[TeamMember]
    # Where the page lies in the list.
    pageInfo: PageInfo
    # How many members the whole list has. Counted only when it is asked for.
    totalCount: int


class TeamMemberEdge(TypedDict, total=False):
    """A member with its cursor."""

    # Its place in the list.
    cursor: str
    # A member.
    node: TeamMember


class _TeamMemberInputRequired(TypedDict):
    # The user's id.
    userId: str


class TeamMemberInput(_TeamMemberInputRequired, total=False):
    """A user to take into a team."""

    # What the user may do in the team.
    role: TeamRole


class ToldUser(TypedDict, total=False):
    """Somebody who is told."""

    # Who. The user's `id` and `name` need no more than `services:read`.
    user: User
    # The target that the user is told as.
    target: EscalationTarget
    # By what.
    channels: List[NotificationChannel]


class _UnacknowledgeIncidentInputRequired(TypedDict):
    # The incident's id.
    id: str


class UnacknowledgeIncidentInput(_UnacknowledgeIncidentInputRequired, total=False):
    """Which incident's acknowledgement to take back."""

    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class UnacknowledgeIncidentPayload(TypedDict, total=False):
    """The incident as it now stands."""

    # The incident.
    incident: Incident
    # What the input gave.
    clientMutationId: Optional[str]


class _UpdateEscalationPolicyInputRequired(TypedDict):
    # The policy's id.
    id: str


class UpdateEscalationPolicyInput(_UpdateEscalationPolicyInputRequired, total=False):
    """What to change of a policy."""

    # Another name.
    name: Optional[str]
    # Another description; null: none.
    description: Optional[str]
    # How often its steps are gone through again after the first time.
    repeatCount: Optional[int]
    # All its steps, in their order.
    steps: Optional[List[EscalationStepInput]]
    # The etag that you have seen: if it is another by now, nothing is changed.
    ifMatch: Optional[str]
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class UpdateEscalationPolicyPayload(TypedDict, total=False):
    """The policy as it now stands."""

    # The policy.
    escalationPolicy: EscalationPolicy
    # What the input gave.
    clientMutationId: Optional[str]


class _UpdateIncidentInputRequired(TypedDict):
    # The incident's id.
    id: str


class UpdateIncidentInput(_UpdateIncidentInputRequired, total=False):
    """What to change of an incident. What is left out stays; null clears what may be null."""

    # A new title.
    title: Optional[str]
    # A new description.
    description: Optional[str]
    # A new status, if the present one may become it.
    status: Optional[IncidentStatus]
    # A new urgency.
    urgency: Optional[Urgency]
    # A new priority.
    priority: Optional[Priority]
    # The user to give it to; it is then no team's.
    assigneeId: Optional[str]
    # The team to give it to; it is then no user's.
    teamId: Optional[str]
    # Keys to set in the custom details, and with null to remove.
    customDetails: Any
    # With the status SNOOZED: for how many minutes, 1 to 43,200.
    snoozeMinutes: Optional[int]
    # With the status SNOOZED: until when, at most 30 days ahead.
    snoozedUntil: Optional[str]
    # With the status RESOLVED: how it ended, as a note.
    resolutionNote: Optional[str]
    # Change only if the incident's `etag` is still this one; CONFLICT otherwise.
    ifMatch: Optional[str]
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class UpdateIncidentPayload(TypedDict, total=False):
    """The incident as it now stands."""

    # The incident.
    incident: Incident
    # What the input gave.
    clientMutationId: Optional[str]


class _UpdateIncidentsInputRequired(TypedDict):
    # Their ids: 1 to 100, each once.
    ids: List[str]


class UpdateIncidentsInput(_UpdateIncidentsInputRequired, total=False):
    """What to change of several incidents."""

    # Another status.
    status: Optional[IncidentStatus]
    # Another urgency.
    urgency: Optional[Urgency]
    # Another priority; null: none.
    priority: Optional[Priority]
    # The user to give them to; null: nobody. They are then no team's.
    assigneeId: Optional[str]
    # The team to give them to; null: none. They are then no user's.
    teamId: Optional[str]
    # With the status SNOOZED: for how many minutes, at most 43,200, which is 30 days.
    snoozeMinutes: Optional[int]
    # With the status SNOOZED: until when.
    snoozedUntil: Optional[str]
    # With the status RESOLVED: how they ended. At most 10,000 characters.
    resolutionNote: Optional[str]
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class UpdateIncidentsPayload(TypedDict, total=False):
    """What became of the incidents."""

    # What became of each, in the order of the ids.
    results: List[IncidentResult]
    # What the input gave.
    clientMutationId: Optional[str]


class _UpdateIntegrationInputRequired(TypedDict):
    # The integration's id.
    id: str


class UpdateIntegrationInput(_UpdateIntegrationInputRequired, total=False):
    """What to change of an integration."""

    # Another name.
    name: Optional[str]
    # Another type.
    type: Optional[IntegrationType]
    # Whether its events are refused.
    disabled: Optional[bool]
    # The etag that you have seen: if it is another by now, nothing is changed.
    ifMatch: Optional[str]
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class UpdateIntegrationPayload(TypedDict, total=False):
    """The integration as it now stands."""

    # The integration.
    integration: Integration
    # What the input gave.
    clientMutationId: Optional[str]


class _UpdateMaintenanceWindowInputRequired(TypedDict):
    # The window's id.
    id: str


class UpdateMaintenanceWindowInput(_UpdateMaintenanceWindowInputRequired, total=False):
    """What to change of a maintenance window."""

    # Another description; null: none.
    description: Optional[str]
    # Another start.
    start: Optional[str]
    # Another end.
    end: Optional[str]
    # The etag that you have seen: if it is another by now, nothing is changed.
    ifMatch: Optional[str]
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class UpdateMaintenanceWindowPayload(TypedDict, total=False):
    """The window as it now stands."""

    # The window.
    maintenanceWindow: MaintenanceWindow
    # What the input gave.
    clientMutationId: Optional[str]


class _UpdateOverrideInputRequired(TypedDict):
    # The schedule's id.
    scheduleId: str
    # The override's id.
    overrideId: str


class UpdateOverrideInput(_UpdateOverrideInputRequired, total=False):
    """What to change of an override."""

    # Another user.
    userId: Optional[str]
    # Another start.
    start: Optional[str]
    # Another end.
    end: Optional[str]
    # Only while this user would be on call; null: whoever is.
    replaces: Optional[str]
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class UpdateOverridePayload(TypedDict, total=False):
    """The override as it now stands."""

    # The schedule.
    schedule: Schedule
    # The override.
    override: ScheduleOverride
    # What the input gave.
    clientMutationId: Optional[str]


class _UpdateSavedViewInputRequired(TypedDict):
    # The view's id.
    id: str


class UpdateSavedViewInput(_UpdateSavedViewInputRequired, total=False):
    """What to change of a view."""

    # Another name.
    name: Optional[str]
    # Another filter, in place of all of the one before.
    filter: Optional[IncidentFilter]
    # Another order; null: the newest first.
    orderBy: Optional[IncidentOrder]
    # Whether everybody sees it who may read incidents.
    shared: Optional[bool]
    # The etag that you have seen: if it is another by now, nothing is changed.
    ifMatch: Optional[str]
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class UpdateSavedViewPayload(TypedDict, total=False):
    """The view as it now stands."""

    # The view; also to an administrator who has just ended that it is shared, and does not see
    # it any more.
    savedView: SavedView
    # What the input gave.
    clientMutationId: Optional[str]


class _UpdateScheduleInputRequired(TypedDict):
    # The schedule's id.
    id: str


class UpdateScheduleInput(_UpdateScheduleInputRequired, total=False):
    """What to change of a schedule."""

    # Another name.
    name: Optional[str]
    # Another description; null: none.
    description: Optional[str]
    # Another time zone.
    timeZone: Optional[str]
    # All its layers, in their order. One with the id of a layer that is there is that layer,
    # changed; those that are left out are removed.
    layers: Optional[List[ScheduleLayerInput]]
    # From when on the layers are as given: turns before stay as they were. Left out: at all
    # times.
    effectiveAt: Optional[str]
    # The etag that you have seen: if it is another by now, nothing is changed.
    ifMatch: Optional[str]
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class _UpdateScheduleLayerInputRequired(TypedDict):
    # The schedule's id.
    scheduleId: str
    # The layer's id.
    layerId: str


class UpdateScheduleLayerInput(_UpdateScheduleLayerInputRequired, total=False):
    """What to change of a layer."""

    # Another name; null: none.
    name: Optional[str]
    # Another priority.
    priority: Optional[int]
    # Another start.
    start: Optional[str]
    # Another end; null: for ever.
    end: Optional[str]
    # Another time zone of its restrictions; null: the schedule's.
    timeZone: Optional[str]
    # Others who take turns, in that order.
    users: Optional[List[str]]
    # Another way to take turns.
    rotation: Optional[RotationInput]
    # Other restrictions.
    restrictions: Optional[List[RestrictionInput]]
    # From when on: the layer then ends there, and one that begins there has the change. Left
    # out: at all times.
    effectiveAt: Optional[str]
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class UpdateScheduleLayerPayload(TypedDict, total=False):
    """The layer as it now stands."""

    # The schedule.
    schedule: Schedule
    # The layer that has the change: with `effectiveAt` another than before.
    layer: ScheduleLayer
    # What the input gave.
    clientMutationId: Optional[str]


class UpdateSchedulePayload(TypedDict, total=False):
    """The schedule as it now stands."""

    # The schedule.
    schedule: Schedule
    # What the input gave.
    clientMutationId: Optional[str]


class _UpdateServiceInputRequired(TypedDict):
    # The service's id.
    id: str


class UpdateServiceInput(_UpdateServiceInputRequired, total=False):
    """What to change of a service."""

    # Another name. The slug stays.
    name: Optional[str]
    # Another slug.
    slug: Optional[str]
    # Another description; null: none.
    description: Optional[str]
    # The id of another team; null: none.
    teamId: Optional[str]
    # The id of another policy; null: none.
    escalationPolicyId: Optional[str]
    # Within how many minutes an incident should be acknowledged.
    ackTargetMinutes: Optional[int]
    # Within how many minutes an incident should be resolved.
    resolveTargetMinutes: Optional[int]
    # After how many minutes an acknowledged incident is open again; null: never.
    ackTimeoutMinutes: Optional[int]
    # The etag that you have seen: if it is another by now, nothing is changed.
    ifMatch: Optional[str]
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class UpdateServicePayload(TypedDict, total=False):
    """The service as it now stands."""

    # The service.
    service: Service
    # What the input gave.
    clientMutationId: Optional[str]


class UpdateSettingsInput(TypedDict, total=False):
    """What to change of the settings."""

    # The user to tell of what reaches nobody else; null: nobody. It is then no team.
    fallbackUserId: Optional[str]
    # The team to tell of what reaches nobody else; null: none. It is then no user.
    fallbackTeamId: Optional[str]
    # The etag that you have seen: if it is another by now, nothing is changed.
    ifMatch: Optional[str]
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class UpdateSettingsPayload(TypedDict, total=False):
    """The settings as they now stand."""

    # The settings.
    settings: Settings
    # What the input gave.
    clientMutationId: Optional[str]


class _UpdateTeamInputRequired(TypedDict):
    # The team's id.
    id: str


class UpdateTeamInput(_UpdateTeamInputRequired, total=False):
    """What to change of a team."""

    # Another name.
    name: Optional[str]
    # Another description; null: none.
    description: Optional[str]
    # The etag that you have seen: if it is another by now, nothing is changed.
    ifMatch: Optional[str]
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class _UpdateTeamMemberInputRequired(TypedDict):
    # The team's id.
    teamId: str
    # The user's id.
    userId: str
    # What the user may do in the team from now on.
    role: TeamRole


class UpdateTeamMemberInput(_UpdateTeamMemberInputRequired, total=False):
    """A member and another role."""

    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class UpdateTeamMemberPayload(TypedDict, total=False):
    """The member as it now stands."""

    # The team.
    team: Team
    # The member.
    member: TeamMember
    # What the input gave.
    clientMutationId: Optional[str]


class UpdateTeamPayload(TypedDict, total=False):
    """The team as it now stands."""

    # The team.
    team: Team
    # What the input gave.
    clientMutationId: Optional[str]


class _UpdateUserInputRequired(TypedDict):
    # The user's id.
    id: str


class UpdateUserInput(_UpdateUserInputRequired, total=False):
    """What to change of a user."""

    # Another name.
    name: Optional[str]
    # Another e-mail address.
    email: Optional[str]
    # Another role. The last administrator stays one.
    role: Optional[Role]
    # Another time zone.
    timeZone: Optional[str]
    # DISABLED ends sign-in, paging and API keys; ACTIVE or INVITED takes that back.
    status: Optional[UserStatus]
    # How the user is told of incidents, all rules; none: by e-mail of every urgency.
    notificationRules: Optional[List[NotificationRuleInput]]
    # The etag that you have seen: if it is another by now, nothing is changed.
    ifMatch: Optional[str]
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class UpdateUserPayload(TypedDict, total=False):
    """The user as it now stands."""

    # The user.
    user: User
    # What the input gave.
    clientMutationId: Optional[str]


class _UpdateWebhookInputRequired(TypedDict):
    # The webhook's id.
    id: str


class UpdateWebhookInput(_UpdateWebhookInputRequired, total=False):
    """What to change of a webhook."""

    # Another name.
    name: Optional[str]
    # Another description; null: none.
    description: Optional[str]
    # Another URL.
    url: Optional[str]
    # Other events, in place of all.
    events: Optional[List[WebhookEvent]]
    # Other services, in place of all; empty: all services.
    serviceIds: Optional[List[str]]
    # Other teams, in place of all; empty: all teams.
    teamIds: Optional[List[str]]
    # Other urgencies, in place of all; empty: all urgencies.
    urgencies: Optional[List[Urgency]]
    # Other headers, in place of all.
    headers: Optional[List[WebhookHeaderInput]]
    # DISABLED: send nothing until it is enabled, and end what is pending. ENABLED: as
    # `enableWebhook`.
    status: Optional[WebhookStatus]
    # The etag that you have seen: if it is another by now, nothing is changed.
    ifMatch: Optional[str]
    # Comes back in the answer as it is.
    clientMutationId: Optional[str]


class UpdateWebhookPayload(TypedDict, total=False):
    """The webhook as it now stands."""

    # The webhook.
    webhook: Webhook
    # What the input gave.
    clientMutationId: Optional[str]


class UrgencyCount(TypedDict, total=False):
    """How many incidents have an urgency."""

    # The urgency.
    urgency: Urgency
    # How many incidents have it.
    incidents: int


class UrgencyFigures(TypedDict, total=False):
    """What there is to count of one urgency."""

    # The urgency that incidents have now.
    urgency: Urgency
    # Its incidents.
    figures: IncidentFigures


class User(TypedDict, total=False):
    """A person who responds to incidents, or reads about them."""

    # The id, `usr_…`.
    id: str
    # The person's name.
    name: str
    # The e-mail address, which no other user has.
    email: str
    # What the person may do.
    role: Role
    # Whether the person has signed in yet and may still do so.
    status: UserStatus
    # The IANA name of the person's time zone.
    timeZone: str
    # How the user is told of incidents. Only for the user, and with the scope `users:write`.
    notificationRules: List[NotificationRule]
    # The teams whose member the user is. Needs the scope `teams:read`.
    teams: TeamConnection
    # The user's places in teams, the first one first. Needs the scope `teams:read`.
    memberships: List[TeamMember]
    # Changes whenever the user does: give it as `ifMatch` to change only what you have seen.
    etag: str
    # When the user was made.
    createdAt: str
    # When the user last changed.
    updatedAt: str
    # When the user is on call in a time of at most 366 days, the earliest first, by all
    # schedules. Needs the scope `schedules:read`.
    shifts: List[Shift]
    # The incidents assigned to the user. Needs the scope `incidents:read`.
    incidents: IncidentConnection


class UserConnection(TypedDict, total=False):
    """A page of users."""

    # The users with their cursors.
    edges: List[UserEdge]
    # The users.
    nodes: List[User]
    # Where the page lies in the list.
    pageInfo: PageInfo
    # How many users the whole list has. Counted only when it is asked for.
    totalCount: int


class UserEdge(TypedDict, total=False):
    """A user with its cursor."""

    # Its place in the list.
    cursor: str
    # The user.
    node: User


class UserFilter(TypedDict, total=False):
    """Which users a list has. What is left out filters nothing."""

    # With this text in name, e-mail address or id, in any case.
    q: Optional[str]
    # With any of these roles.
    role: Optional[List[Role]]
    # With any of these statuses.
    status: Optional[List[UserStatus]]
    # Members of any of these teams.
    teamId: Optional[List[str]]


class UserOnCallTime(TypedDict, total=False):
    """How long one user is on call."""

    # The user, whose `id` and `name` need no more than `schedules:read`.
    user: User
    # For how many seconds, by whatever schedule: a moment counts once, by however many schedules
    # the user is then on call.
    seconds: float
    # In how many shifts, of all schedules.
    shifts: int
    # The same by each schedule, those with the most time first.
    schedules: List[OnCallTime]


class Viewer(TypedDict, total=False):
    """Who is asking, and what they may do."""

    # Whether it is a person, an API key or an integration.
    type: ActorType
    # The id of the user, API key or integration.
    id: str
    # Its name.
    name: str
    # The environment in which it reads and writes.
    environment: Environment
    # The scopes it may use now.
    scopes: List[str]
    # The role of the person, or of the owner of the API key; null for an integration.
    role: Optional[Role]
    # Whether the person can sign in by a password; null for an API key and an integration. Who
    # has none has signed in by single sign-on, and can ask for a link to choose one by
    # `requestPasswordReset`.
    hasPassword: Optional[bool]


class Webhook(TypedDict, total=False):
    """An endpoint of yours that is told of incidents."""

    # The id, `whk_…`.
    id: str
    # What it is called; the host of its URL if nobody said.
    name: str
    # More about it.
    description: Optional[str]
    # Where events are posted to.
    url: str
    # Which events it is told of.
    events: List[WebhookEvent]
    # Of incidents of these services only; empty: of all.
    serviceIds: List[str]
    # Of incidents of these teams only, their own or their service's; empty: of all.
    teamIds: List[str]
    # Of incidents of these urgencies only; empty: of all.
    urgencies: List[Urgency]
    # The names of the headers that are sent beside its own. Their values are not shown.
    headerNames: List[str]
    # Whether events are sent.
    status: WebhookStatus
    # Why it is disabled; null if it is not.
    disabledReason: Optional[str]
    # When it was disabled; null if it is not.
    disabledAt: Optional[str]
    # When it first failed since it last took something; null if the last attempt was a success.
    # After five days it is disabled.
    failingSince: Optional[str]
    # Up to when the secret before the present one signs as well; null if it was never rotated.
    oldSecretUntil: Optional[str]
    # Who made it, or whose API key; null: the server itself. `id` and `name` need no more than
    # `services:read`.
    owner: Optional[User]
    # Changes whenever the webhook does: give it as `ifMatch` to change only what you have seen.
    etag: str
    # When it was made.
    createdAt: str
    # When it last changed.
    updatedAt: str
    # What it was sent, or is to be sent, the newest first.
    deliveries: WebhookDeliveryConnection


class WebhookAttempt(TypedDict, total=False):
    """One try to send a delivery."""

    # From 1.
    number: int
    # The HTTP status of the answer; null if there was none.
    status: Optional[int]
    # How long it took, in milliseconds.
    latencyMs: int
    # Why it failed; null if it did not.
    error: Optional[str]
    # The first 4 kB of the answer.
    answer: str
    # When it began.
    createdAt: str


class WebhookAttemptConnection(TypedDict, total=False):
    """A page of attempts."""

    # The attempts with their cursors.
    edges: List[WebhookAttemptEdge]
    # The attempts.
    nodes: List[WebhookAttempt]
    # Where the page lies in the list.
    pageInfo: PageInfo
    # How many attempts the whole list has. Counted only when it is asked for.
    totalCount: int


class WebhookAttemptEdge(TypedDict, total=False):
    """An attempt with its cursor."""

    # Its place in the list.
    cursor: str
    # The attempt.
    node: WebhookAttempt


class WebhookConnection(TypedDict, total=False):
    """A page of webhooks."""

    # The webhooks with their cursors.
    edges: List[WebhookEdge]
    # The webhooks.
    nodes: List[Webhook]
    # Where the page lies in the list.
    pageInfo: PageInfo
    # How many webhooks the whole list has. Counted only when it is asked for.
    totalCount: int


class WebhookDelivery(TypedDict, total=False):
    """One event for one webhook."""

    # The id, `dlv_…`: the header `webhook-id` of every attempt, and the `id` in the body.
    id: str
    # The webhook's id.
    webhookId: str
    # The incident's id; null for a ping.
    incidentId: Optional[str]
    # What happened.
    event: WebhookEvent
    # Grows with each event of the incident; 0 for a ping.
    sequence: int
    # What became of it.
    status: DeliveryStatus
    # The body, the same at every attempt. It tells of the incident, so it is null without the
    # scope `incidents:read`.
    body: Optional[str]
    # How often it was tried.
    attemptCount: int
    # The HTTP status of the last answer; null if there was none.
    lastStatus: Optional[int]
    # Why the last attempt failed; null if it did not.
    lastError: Optional[str]
    # When it is tried next; null if it is finished, or waits for an earlier one of the same
    # incident.
    nextAttemptAt: Optional[str]
    # When it was made.
    createdAt: str
    # When it was delivered or given up; null while it is pending.
    finishedAt: Optional[str]
    # The attempts, the last first.
    attempts: WebhookAttemptConnection


class WebhookDeliveryConnection(TypedDict, total=False):
    """A page of deliveries."""

    # The deliveries with their cursors.
    edges: List[WebhookDeliveryEdge]
    # The deliveries.
    nodes: List[WebhookDelivery]
    # Where the page lies in the list.
    pageInfo: PageInfo
    # How many deliveries the whole list has. Counted only when it is asked for.
    totalCount: int


class WebhookDeliveryEdge(TypedDict, total=False):
    """A delivery with its cursor."""

    # Its place in the list.
    cursor: str
    # The delivery.
    node: WebhookDelivery


class WebhookEdge(TypedDict, total=False):
    """A webhook with its cursor."""

    # Its place in the list.
    cursor: str
    # The webhook.
    node: Webhook


class WebhookFilter(TypedDict, total=False):
    """Which webhooks a list has. What is left out filters nothing."""

    # With this text in name, URL or id, in any case.
    q: Optional[str]
    # Of any of these statuses.
    status: Optional[List[WebhookStatus]]


class WebhookHeaderInput(TypedDict):
    """A header to send with every event."""

    # Its name.
    name: str
    # Its value, which is stored encrypted and never shown.
    value: str


class WeekHour(TypedDict, total=False):
    """How many incidents were created in one hour of the week."""

    # The day of the week, from 1, Monday, to 7, Sunday.
    weekday: int
    # The hour of the day, by the clock, from 0 to 23.
    hour: int
    # How many there were in all weeks of the window, but for those that are merged into another.
    # An hour that the clocks repeat counts twice, one that they leave out never.
    incidents: int


# Whom a step tells: a user, each member of a team, or who is on call by a schedule. Select
# `__typename` to know which object it is.
EscalationTarget = Union[User, Team, Schedule]

# Anything that has an id of its own. Select `__typename` to know which object it is.
Node = Dict[str, Any]
