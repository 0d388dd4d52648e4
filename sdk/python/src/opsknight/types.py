# Written by tools/sdk from rest/openapi.yaml: do not edit.
"""What the REST API takes and answers, as dictionaries. Times are RFC 3339 in UTC."""

from __future__ import annotations

from typing import Any, Dict, List, Literal, Optional, TypedDict

# Where an incident stands.
IncidentStatus = Literal[
    "OPEN",
    "ACKNOWLEDGED",
    "RESOLVED",
    "SNOOZED",
    "SUPPRESSED",
]

# How fast somebody must respond.
Urgency = Literal[
    "LOW",
    "MEDIUM",
    "HIGH",
]

# How much it matters, P1 the most.
Priority = Literal[
    "P1",
    "P2",
    "P3",
    "P4",
    "P5",
]

# A step of the policy; the fallback, as a whole pass reaches nobody or there is no policy; or
# the fallback, as no step is left.
EscalationKind = Literal[
    "STEP",
    "FALLBACK",
    "EXHAUSTED",
]

# By what a user is told: an e-mail; an incoming webhook of Slack; a workflow of Microsoft Teams;
# JSON to a URL of your own; or the inbox of the web app alone, where every page is as well.
NotificationChannel = Literal[
    "EMAIL",
    "SLACK",
    "TEAMS",
    "WEBHOOK",
    "INBOX",
]

# Why.
MissedReason = Literal[
    "NOBODY_ON_CALL",
    "NO_MEMBERS",
    "DISABLED",
    "NO_CHANNEL",
]

# Its kind.
ActorType = Literal[
    "USER",
    "API_KEY",
    "INTEGRATION",
    "SYSTEM",
]

# How bad it is.
Severity = Literal[
    "critical",
    "error",
    "warning",
    "info",
]

# Its health, told by its incidents and maintenance windows.
ServiceStatus = Literal[
    "OPERATIONAL",
    "MAINTENANCE",
    "DEGRADED",
    "CRITICAL",
]

# What a person may do.
Role = Literal[
    "ADMIN",
    "RESPONDER",
    "USER",
]

# Whether a person has signed in and may.
UserStatus = Literal[
    "INVITED",
    "ACTIVE",
    "DISABLED",
]

# What a program can test.
ErrorCode = Literal[
    "UNAUTHORIZED",
    "FORBIDDEN",
    "NOT_FOUND",
    "VALIDATION_ERROR",
    "CONFLICT",
    "RATE_LIMITED",
    "INTERNAL_ERROR",
]

# What it asks for.
EventAction = Literal[
    "trigger",
    "acknowledge",
    "resolve",
]

# What the event did.
EventEffect = Literal[
    "triggered",
    "deduplicated",
    "acknowledged",
    "resolved",
    "ignored",
]

# What a member may do in a team.
TeamRole = Literal[
    "OWNER",
    "ADMIN",
    "MEMBER",
]

# What the length of a turn is counted in.
RotationUnit = Literal[
    "hours",
    "days",
    "weeks",
    "months",
]

# How often it comes.
RestrictionType = Literal[
    "daily",
    "weekly",
]

# What a target is.
TargetType = Literal[
    "USER",
    "TEAM",
    "SCHEDULE",
]

# What sends by an integration: a label, as the path that is sent to says in which format.
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

# What a webhook is told of.
WebhookEvent = Literal[
    "incident.triggered",
    "incident.acknowledged",
    "incident.resolved",
    "incident.escalated",
    "incident.assigned",
]

# Whether a webhook is sent to.
WebhookStatus = Literal[
    "ENABLED",
    "DISABLED",
]

# What became of a delivery.
DeliveryStatus = Literal[
    "PENDING",
    "DELIVERED",
    "FAILED",
]

IncidentSort = Literal[
    "created_at",
    "updated_at",
    "urgency",
    "status",
]

Order = Literal[
    "asc",
    "desc",
]

NamedSort = Literal[
    "created_at",
    "updated_at",
    "name",
]

DeliveryEvent = Literal[
    "incident.triggered",
    "incident.acknowledged",
    "incident.resolved",
    "incident.escalated",
    "incident.assigned",
    "webhook.ping",
]


class Reference(TypedDict):
    """Another object."""

    # Its id.
    id: str
    # Its name.
    name: str


class Link(TypedDict):
    """A page about an incident or a change."""

    # Its address.
    href: str
    # What to call it.
    text: str


class Escalation(TypedDict):
    """Where an incident is in its escalation."""

    # Another object.
    policy: Reference
    # The step that was told last, from 1; 0 if none was yet.
    step: int
    # When the next step is due.
    next_at: Optional[str]


class EscalationAnswer(TypedDict):
    """Where an incident is in its escalation."""

    # Where an incident is in its escalation, and what is still to come.
    data: EscalationPlan


_EscalationPlanWords = TypedDict("_EscalationPlanWords", {"pass": "int"})


class EscalationPlan(_EscalationPlanWords):
    """Where an incident is in its escalation, and what is still to come."""

    # The policy, as it was when the escalation began; null without one.
    policy: Optional[Reference]
    # The step that was told last, from 1; 0 if none was.
    step: int
    # When the next step is due; null while nothing escalates.
    next_at: Optional[str]
    # What is still to come if nobody answers.
    plan: List[EscalationMoment]


_EscalationMomentWords = TypedDict("_EscalationMomentWords", {"pass": "int"})


class EscalationMoment(_EscalationMomentWords):
    """One moment of an escalation."""

    # When.
    at: str
    # A step of the policy; the fallback, as a whole pass reaches nobody or there is no policy;
    # or the fallback, as no step is left.
    kind: EscalationKind
    # The step, from 1; null for the fallback.
    step: Optional[int]
    # Who is told.
    told: List[ToldUser]
    # Who or what is not told, and why.
    missed: List[MissedTarget]


class ToldUser(TypedDict):
    """Somebody who is told."""

    # Another object.
    user: Reference
    # Whom a step tells.
    target: Target
    # By what.
    channels: List[NotificationChannel]


class MissedTarget(TypedDict):
    """Somebody, or a target, that is not told."""

    # Whom a step tells.
    target: Target
    # The user; null if the target has nobody at all.
    user: Optional[Reference]
    # Why.
    reason: MissedReason
    # The same in words.
    message: str


class Incident(TypedDict):
    """A problem with one service that somebody must respond to."""

    # `inc_…`
    id: str
    # What is wrong.
    title: str
    # More about it.
    description: Optional[str]
    # Where an incident stands.
    status: IncidentStatus
    # How fast somebody must respond.
    urgency: Urgency
    # How much it matters.
    priority: Optional[Priority]
    # Another object.
    service: Reference
    # The user who has it.
    assignee: Optional[Reference]
    # The team that has it.
    team: Optional[Reference]
    # What events name it by.
    dedup_key: Optional[str]
    # Where it was found.
    source: Optional[str]
    # How many events triggered it.
    alert_count: int
    # What was told beside.
    custom_details: Any
    # Pages about it.
    links: List[Link]
    # When it was opened.
    created_at: str
    # When it last changed, a new alert included.
    updated_at: str
    # When it was first acknowledged.
    acknowledged_at: Optional[str]
    # When it was resolved.
    resolved_at: Optional[str]
    # When it wakes.
    snoozed_until: Optional[str]
    # The incident that it is merged into, and whose it is from then on.
    merged_into_id: Optional[str]
    # Null while nothing escalates.
    escalation: Optional[Escalation]


class _CreateIncidentRequired(TypedDict):
    # What is wrong.
    title: str
    # The service that has the problem.
    service_id: str


class CreateIncident(_CreateIncidentRequired, total=False):
    """An incident to open."""

    # More about it.
    description: Optional[str]
    # How fast somebody must respond.
    urgency: Urgency
    # How much it matters.
    priority: Optional[Priority]
    # The user to give it to.
    assignee_id: Optional[str]
    # The team to give it to.
    team_id: Optional[str]
    # What events name it by.
    dedup_key: Optional[str]
    # Anything else that is known.
    custom_details: Optional[Dict[str, Any]]


class UpdateIncident(TypedDict, total=False):
    """What to change of an incident."""

    # A new title.
    title: str
    # A new description.
    description: Optional[str]
    # Where an incident stands.
    status: IncidentStatus
    # How fast somebody must respond.
    urgency: Urgency
    # A new priority.
    priority: Optional[Priority]
    # The user to give it to; it is then no team’s.
    assignee_id: Optional[str]
    # The team to give it to; it is then no user’s.
    team_id: Optional[str]
    # Keys to set, and with null to remove; null removes all.
    custom_details: Optional[Dict[str, Any]]
    # With the status SNOOZED: for how long.
    snooze_minutes: int
    # With the status SNOOZED: until when.
    snoozed_until: str
    # With the status RESOLVED: how it ended.
    resolution_note: str


class _UpdateIncidentsRequired(TypedDict):
    # The incidents, each once.
    ids: List[str]


class UpdateIncidents(_UpdateIncidentsRequired, total=False):
    """What to change of several incidents."""

    # Where an incident stands.
    status: IncidentStatus
    # How fast somebody must respond.
    urgency: Urgency
    # A new priority.
    priority: Optional[Priority]
    # The user to give them to; they are then no team’s.
    assignee_id: Optional[str]
    # The team to give them to; they are then no user’s.
    team_id: Optional[str]
    # With the status SNOOZED: for how long.
    snooze_minutes: int
    # With the status SNOOZED: until when.
    snoozed_until: str
    # With the status RESOLVED: how they ended.
    resolution_note: str


class BulkAnswer(TypedDict):
    """What became of several incidents."""

    # One result for each id, in their order.
    data: List[IncidentResult]


class IncidentResult(TypedDict):
    """What became of one incident."""

    # The id that was given.
    id: str
    # The incident as it now stands; null if it could not be changed.
    incident: Optional[Incident]
    # Why it could not be changed; null if it was.
    error: Optional[Failure]


class MergeIncidents(TypedDict):
    """What to merge into an incident."""

    # The incidents to merge into it.
    source_ids: List[str]


class Actor(TypedDict):
    """Who did something."""

    # Its kind.
    type: ActorType
    # Its id; null for the server itself.
    id: Optional[str]
    # Its name.
    name: str


class TimelineEntry(TypedDict):
    """One line of an incident’s timeline."""

    # `evt_…`
    id: str
    # The incident that it happened to, which may have been merged since.
    incident_id: str
    # What happened, as `acknowledged`.
    type: str
    # Who did something.
    actor: Actor
    # What changed, each field with `before` and `after`.
    details: Optional[Dict[str, Any]]
    # When it happened.
    created_at: str


class Alert(TypedDict):
    """One event that triggered an incident."""

    # `alt_…`
    id: str
    # The incident that it came in for, which may have been merged since.
    incident_id: str
    # The key by which it was deduplicated.
    dedup_key: str
    # What is wrong.
    summary: str
    # How bad it is.
    severity: Optional[Severity]
    # Where it was found.
    source: Optional[str]
    # The event as it was sent, without its routing key.
    payload: Dict[str, Any]
    # When it came in.
    created_at: str
    # When an event resolved it alone, as one of a merged incident may be.
    resolved_at: Optional[str]


class ChangeEvent(TypedDict):
    """Something that was done to a service, as a deployment."""

    # `chg_…`
    id: str
    # What was done.
    summary: str
    # Another object.
    service: Reference
    # What has reported it.
    source: Optional[str]
    # Anything else that was told.
    custom_details: Any
    # Pages about it.
    links: List[Link]
    # When it was done.
    occurred_at: str
    # When it came in.
    created_at: str


class Note(TypedDict):
    """What somebody wrote about an incident."""

    # `evt_…`
    id: str
    # The text as Markdown.
    content: str
    # Who did something.
    author: Actor
    # When it was written.
    created_at: str


class CreateNote(TypedDict):
    """A note to write."""

    # The text as Markdown.
    content: str


class Service(TypedDict):
    """Something that can break."""

    # `svc_…`
    id: str
    # Its name, which no other service has.
    name: str
    # What events may name it by.
    slug: str
    # More about it.
    description: Optional[str]
    # Its health, told by its incidents and maintenance windows.
    status: ServiceStatus
    # The team that owns it.
    team: Optional[Reference]
    # The policy that its incidents are escalated by.
    escalation_policy: Optional[Reference]
    # Within how many minutes an incident should be acknowledged.
    ack_target_minutes: int
    # Within how many minutes an incident should be resolved.
    resolve_target_minutes: int
    # After how many minutes an acknowledged incident is open again; null is never.
    ack_timeout_minutes: Optional[int]
    # When it was made.
    created_at: str
    # When it last changed.
    updated_at: str


class Team(TypedDict):
    """A group of users."""

    # `team_…`
    id: str
    # Its name.
    name: str
    # More about it.
    description: Optional[str]
    # When it was made.
    created_at: str
    # When it last changed.
    updated_at: str


class _NotificationRuleRequired(TypedDict):
    # By what a user is told: an e-mail; an incoming webhook of Slack; a workflow of Microsoft
    # Teams; JSON to a URL of your own; or the inbox of the web app alone, where every page is as
    # well.
    channel: NotificationChannel


class NotificationRule(_NotificationRuleRequired, total=False):
    """How a user is told of incidents of some urgencies."""

    # Of which urgencies; of all if left out.
    urgencies: List[Urgency]
    # Where SLACK, TEAMS and WEBHOOK post to; not for the others. It is not shown again. If it is
    # left out, the rule keeps the URL that the rule of this channel has, or, of several, the one
    # in the same place.
    url: str


class User(TypedDict):
    """A person."""

    # `usr_…`
    id: str
    # The name.
    name: str
    # The e-mail address.
    email: str
    # What a person may do.
    role: Role
    # Whether a person has signed in and may.
    status: UserStatus
    # The IANA name of the time zone.
    time_zone: str
    # When the user was made.
    created_at: str
    # When the user last changed.
    updated_at: str


class IncidentList(TypedDict):
    """A page."""

    # The items.
    data: List[Incident]
    # Where a page lies.
    pagination: Pagination


class IncidentAnswer(TypedDict):
    """One object."""

    # A problem with one service that somebody must respond to.
    data: Incident


class TimelineList(TypedDict):
    """A page."""

    # The items.
    data: List[TimelineEntry]
    # Where a page lies.
    pagination: Pagination


class AlertList(TypedDict):
    """A page."""

    # The items.
    data: List[Alert]
    # Where a page lies.
    pagination: Pagination


class ChangeEventList(TypedDict):
    """A page."""

    # The items.
    data: List[ChangeEvent]
    # Where a page lies.
    pagination: Pagination


class ChangeEventAnswer(TypedDict):
    """One change event."""

    # Something that was done to a service, as a deployment.
    data: ChangeEvent


class NoteList(TypedDict):
    """A page."""

    # The items.
    data: List[Note]
    # Where a page lies.
    pagination: Pagination


class NoteAnswer(TypedDict):
    """One object."""

    # What somebody wrote about an incident.
    data: Note


class ServiceList(TypedDict):
    """A page."""

    # The items.
    data: List[Service]
    # Where a page lies.
    pagination: Pagination


class ServiceAnswer(TypedDict):
    """One object."""

    # Something that can break.
    data: Service


class TeamList(TypedDict):
    """A page."""

    # The items.
    data: List[Team]
    # Where a page lies.
    pagination: Pagination


class TeamAnswer(TypedDict):
    """One object."""

    # A group of users.
    data: Team


class UserList(TypedDict):
    """A page."""

    # The items.
    data: List[User]
    # Where a page lies.
    pagination: Pagination


class UserAnswer(TypedDict):
    """One object."""

    # A person.
    data: User


class Pagination(TypedDict):
    """Where a page lies."""

    # How many items the whole list has.
    total: int
    # Items per page.
    limit: int
    # How many items were skipped.
    offset: int
    # Whether items follow.
    has_more: bool


class _FailureRequired(TypedDict):
    # What a program can test.
    code: ErrorCode
    # What a person can read.
    message: str


class Failure(_FailureRequired, total=False):
    """What went wrong."""

    # With RATE_LIMITED, in how many seconds to come back.
    retry_after: int
    # What is at fault.
    details: FailureDetails


class FailureDetails(TypedDict, total=False):
    """What is at fault."""

    # The field at fault.
    field: str
    # What is wrong with it in one word.
    reason: str
    # With CONFLICT, the incident in the way.
    incident_id: str
    # With CONFLICT of a deletion, what needs the object.
    used_by: List[Use]
    # All faults, where there are several.
    errors: List[Fault]


class Use(TypedDict, total=False):
    """One of the uses."""

    # What it is.
    kind: str
    # Its id.
    id: str
    # Its name.
    name: str


class Fault(TypedDict, total=False):
    """One of the faults."""

    # The field at fault.
    field: str
    # What is wrong with it in one word.
    reason: str
    # What a person can read.
    message: str


class _EventRequired(TypedDict):
    # What it asks for.
    event_action: EventAction


class Event(_EventRequired, total=False):
    """What a monitoring tool has found, or asks for."""

    # The service: an integration's routing key, the service's id, or its slug.
    routing_key: str
    # The same as routing_key.
    service_id: str
    # What it is about; made here if a trigger has none.
    dedup_key: Optional[str]
    # What sent it.
    client: Optional[str]
    # Where that is.
    client_url: Optional[str]
    # Pages about it.
    links: Optional[List[EventLink]]
    # Pictures of it.
    images: Optional[List[EventImage]]
    # What a trigger has found.
    payload: EventPayload


class EventLink(TypedDict, total=False):
    """One of the links."""

    href: str
    text: str


class EventImage(TypedDict, total=False):
    """One of the images."""

    src: str
    href: str
    alt: str


_EventPayloadOptionalWords = TypedDict("_EventPayloadOptionalWords", {"class": "Optional[str]"}, total=False)


class _EventPayloadRequired(_EventPayloadOptionalWords):
    # What is wrong.
    summary: str


class EventPayload(_EventPayloadRequired, total=False):
    """What a trigger has found."""

    # Where it was found.
    source: Optional[str]
    # How bad it is: HIGH, MEDIUM, MEDIUM, LOW.
    severity: Optional[Severity]
    # When it was found.
    timestamp: Optional[str]
    # The part.
    component: Optional[str]
    # The group of parts.
    group: Optional[str]
    # Anything else that is known: an object, a text or null.
    custom_details: Any


class EventAnswer(TypedDict):
    """What an event did."""

    # Always success.
    status: str
    # Event processed.
    message: str
    # The key to acknowledge or resolve it by.
    dedup_key: str
    data: EventOutcome


class EventOutcome(TypedDict):
    """One of the outcomes."""

    # What the event did.
    action: EventEffect
    # The incident it touched.
    incident: Optional[Incident]


class InboundAnswer(TypedDict):
    """What the events of a delivery did."""

    # Always success.
    status: str
    # How many events there were.
    message: str
    # What each event did, in the order of the delivery.
    data: List[InboundOutcome]


class InboundOutcome(TypedDict):
    """One of the outcomes."""

    # What the event did.
    action: EventEffect
    # What names the problem.
    dedup_key: str
    # The incident it touched.
    incident: Optional[InboundIncident]


class InboundIncident(TypedDict):
    """The incident it touched."""

    # `inc_…`
    id: str
    # Where an incident stands.
    status: IncidentStatus


class _CreateTeamRequired(TypedDict):
    # Its name, which no other team has.
    name: str


class CreateTeam(_CreateTeamRequired, total=False):
    """A team to make."""

    # More about it.
    description: Optional[str]
    # Who belongs to it.
    members: List[AddTeamMember]


class UpdateTeam(TypedDict, total=False):
    """What to change of a team."""

    # Another name.
    name: str
    # More about it.
    description: Optional[str]


class TeamMember(TypedDict):
    """A user's place in a team."""

    # Another object.
    user: Reference
    # What a member may do in a team.
    role: TeamRole
    # When the user came.
    created_at: str


class _AddTeamMemberRequired(TypedDict):
    # The user's id.
    user_id: str


class AddTeamMember(_AddTeamMemberRequired, total=False):
    """A user to take into a team."""

    # What the user may do in the team.
    role: TeamRole


class UpdateTeamMember(TypedDict):
    """Another role of a member."""

    # What a member may do in a team.
    role: TeamRole


class TeamMemberList(TypedDict):
    """A page."""

    # The items.
    data: List[TeamMember]
    # Where a page lies.
    pagination: Pagination


class TeamMemberAnswer(TypedDict):
    """One object."""

    # A user's place in a team.
    data: TeamMember


class Schedule(TypedDict):
    """Who is on call when."""

    # `sch_…`
    id: str
    # Its name, which no other schedule has.
    name: str
    # More about it.
    description: Optional[str]
    # The IANA name of the time zone of its turns and restrictions.
    time_zone: str
    # The highest priority that has somebody wins, and of two with one priority the later.
    layers: List[Layer]
    # When it was made.
    created_at: str
    # When it, a layer or an override last changed.
    updated_at: str


class Layer(TypedDict):
    """One rotation of a schedule."""

    # `lay_…`
    id: str
    # Its name.
    name: Optional[str]
    # The highest that has somebody wins.
    priority: int
    # It holds from here on.
    start: str
    # It holds up to here; null is for ever.
    end: Optional[str]
    # The time zone of its restrictions; null is the schedule's.
    time_zone: Optional[str]
    # Who takes turns, in that order.
    users: List[Reference]
    # How the users of a layer take turns.
    rotation: Rotation
    # When it holds, together; empty is always.
    restrictions: List[Restriction]


class Rotation(TypedDict):
    """How the users of a layer take turns."""

    # When a turn of the first user begins.
    start: str
    # What the length of a turn is counted in.
    unit: RotationUnit
    # How long a turn is.
    length: int


class _SetRotationRequired(TypedDict):
    # What the length of a turn is counted in.
    unit: RotationUnit


class SetRotation(_SetRotationRequired, total=False):
    """How the users of a layer take turns."""

    # When a turn of the first user begins, in whole minutes; the layer’s start if left out.
    start: Optional[str]
    # How long a turn is.
    length: int


class _RestrictionRequired(TypedDict):
    # How often it comes.
    type: RestrictionType
    # When it starts on the wall clock.
    start_time: str
    # How long it is on the wall clock, in whole minutes: 22:00 and 28800 end at 06:00.
    duration_seconds: int


class Restriction(_RestrictionRequired, total=False):
    """A window of each day or week in which a layer holds."""

    # For a weekly one, the day on which it starts: 1 is Monday, 7 is Sunday.
    start_day: int


class _CreateScheduleRequired(TypedDict):
    # Its name, which no other schedule has.
    name: str
    # The IANA name of its time zone.
    time_zone: str


class CreateSchedule(_CreateScheduleRequired, total=False):
    """A schedule to make."""

    # More about it.
    description: Optional[str]
    # Its layers.
    layers: List[CreateLayer]
    # Its overrides, in the order in which they were made.
    overrides: List[CreateOverride]


class UpdateSchedule(TypedDict, total=False):
    """What to change of a schedule."""

    # Another name.
    name: str
    # More about it.
    description: Optional[str]
    # Another time zone.
    time_zone: str
    # All its layers. One with the id of a layer that is there is that layer, changed; those left
    # out are removed.
    layers: List[CreateLayer]
    # From when on the layers are as given; at all times if left out.
    effective_at: str


class _CreateLayerRequired(TypedDict):
    # How the users of a layer take turns.
    rotation: SetRotation


class CreateLayer(_CreateLayerRequired, total=False):
    """A layer of a schedule."""

    # In a change of a schedule, the layer that this is. Elsewhere it is ignored.
    id: Optional[str]
    # Its name.
    name: Optional[str]
    # The highest that has somebody wins.
    priority: int
    # It holds from here on, a whole minute; now if left out.
    start: Optional[str]
    # It holds up to here, a whole minute; null is for ever.
    end: Optional[str]
    # The time zone of its restrictions; null is the schedule's.
    time_zone: Optional[str]
    # The ids of those who take turns, in that order.
    users: List[str]
    # When it holds, together; empty is always.
    restrictions: List[Restriction]


class UpdateLayer(TypedDict, total=False):
    """What to change of a layer."""

    # Its name.
    name: Optional[str]
    # The highest that has somebody wins.
    priority: int
    # It holds from here on.
    start: str
    # It holds up to here; null is for ever.
    end: Optional[str]
    # The time zone of its restrictions; null is the schedule's.
    time_zone: Optional[str]
    # The ids of those who take turns, in that order.
    users: List[str]
    # How the users of a layer take turns.
    rotation: SetRotation
    # When it holds, together; empty is always.
    restrictions: List[Restriction]
    # From when on; at all times if left out.
    effective_at: str


class LayerAnswer(TypedDict):
    """One object."""

    # One rotation of a schedule.
    data: Layer


class LayerListAnswer(TypedDict):
    """All layers of a schedule."""

    # The layers.
    data: List[Layer]


class Override(TypedDict):
    """One user on call for a time, whatever the layers say."""

    # `ovr_…`
    id: str
    # Another object.
    user: Reference
    # From here on.
    start: str
    # Up to here.
    end: str
    # Only while this user would be on call; null is whoever is.
    replaces: Optional[Reference]
    # When it was made.
    created_at: str


class _CreateOverrideRequired(TypedDict):
    # The id of who is on call.
    user: str
    # From here on, a whole minute.
    start: str
    # Up to here, a whole minute.
    end: str


class CreateOverride(_CreateOverrideRequired, total=False):
    """One user on call for a time."""

    # Ignored; ids are made here.
    id: Optional[str]
    # The id of a user; the override holds only while that one would be on call.
    replaces: Optional[str]


class UpdateOverride(TypedDict, total=False):
    """What to change of an override."""

    # The id of who is on call.
    user: str
    # From here on.
    start: str
    # Up to here.
    end: str
    # Only while this user would be on call; null is whoever is.
    replaces: Optional[str]


class ScheduleReference(TypedDict):
    """A schedule."""

    # Its id.
    id: str
    # Its name.
    name: str
    # The IANA name of its time zone.
    time_zone: str


class OnCall(TypedDict):
    """Who is on call by a schedule at a time."""

    # A schedule.
    schedule: ScheduleReference
    # When.
    at: str
    # Who is on call; null is nobody.
    user: Optional[Reference]
    # The same as a list, of nobody or one.
    users: List[Reference]
    # Since when this user is, or nobody; null is for more than 366 days.
    since: Optional[str]
    # The next change of the user; null is none in 366 days.
    until: Optional[str]
    # The layer that says so.
    layer_id: Optional[str]
    # The override that says so.
    override_id: Optional[str]


class Entry(TypedDict):
    """A time for which one user is on call."""

    # From here on.
    start: str
    # Up to here.
    end: str
    # Another object.
    user: Reference


class Gap(TypedDict):
    """A time for which nobody is on call."""

    # From here on.
    start: str
    # Up to here.
    end: str


class Entries(TypedDict):
    """Who is on call in a time."""

    # From here on.
    since: str
    # Up to here.
    until: str
    # The earliest first, cut at both ends.
    entries: List[Entry]
    # How much of the time somebody is on call, with four decimals.
    coverage_percent: float
    # The times for which nobody is.
    gaps: List[Gap]


class EntriesAnswer(TypedDict):
    """One object."""

    # Who is on call in a time.
    data: Entries


class EscalationPolicy(TypedDict):
    """Whom an incident is taken to, step by step."""

    # `pol_…`
    id: str
    # Its name, which no other policy has.
    name: str
    # More about it.
    description: Optional[str]
    # How often its steps are gone through again after the first time.
    repeat_count: int
    # Its steps, in their order.
    steps: List[Step]
    # When it was made.
    created_at: str
    # When it last changed.
    updated_at: str


class Step(TypedDict):
    """One step of a policy."""

    # `stp_…`
    id: str
    # Its place, from 1.
    position: int
    # For how many minutes the next step waits.
    escalate_after_minutes: int
    # Whom it tells.
    targets: List[Target]


class Target(TypedDict):
    """Whom a step tells."""

    # What a target is.
    type: TargetType
    # Its id.
    id: str
    # Its name.
    name: str


class SetTarget(TypedDict):
    """Whom a step tells."""

    # What a target is.
    type: TargetType
    # The id of the user, team or schedule.
    id: str


class _SetStepRequired(TypedDict):
    # Whom it tells.
    targets: List[SetTarget]


class SetStep(_SetStepRequired, total=False):
    """A step of a policy."""

    # The id of a step that the policy has and keeps; left out for a new one.
    id: Optional[str]
    # For how many minutes the next step waits.
    escalate_after_minutes: int


class _CreateEscalationPolicyRequired(TypedDict):
    # Its name, which no other policy has.
    name: str
    # Its steps, in their order.
    steps: List[SetStep]


class CreateEscalationPolicy(_CreateEscalationPolicyRequired, total=False):
    """A policy to make."""

    # More about it.
    description: Optional[str]
    # How often its steps are gone through again.
    repeat_count: int


class UpdateEscalationPolicy(TypedDict, total=False):
    """What to change of a policy."""

    # Another name.
    name: str
    # More about it.
    description: Optional[str]
    # How often its steps are gone through again.
    repeat_count: int
    # All its steps, in their order.
    steps: List[SetStep]


class ScheduleList(TypedDict):
    """A page."""

    # The items.
    data: List[Schedule]
    # Where a page lies.
    pagination: Pagination


class ScheduleAnswer(TypedDict):
    """One object."""

    # Who is on call when.
    data: Schedule


class OverrideList(TypedDict):
    """A page."""

    # The items.
    data: List[Override]
    # Where a page lies.
    pagination: Pagination


class OverrideAnswer(TypedDict):
    """One object."""

    # One user on call for a time, whatever the layers say.
    data: Override


class OnCallList(TypedDict):
    """A page."""

    # The items.
    data: List[OnCall]
    # Where a page lies.
    pagination: Pagination


class OnCallAnswer(TypedDict):
    """One object."""

    # Who is on call by a schedule at a time.
    data: OnCall


class EscalationPolicyList(TypedDict):
    """A page."""

    # The items.
    data: List[EscalationPolicy]
    # Where a page lies.
    pagination: Pagination


class EscalationPolicyAnswer(TypedDict):
    """One object."""

    # Whom an incident is taken to, step by step.
    data: EscalationPolicy


class _CreateServiceRequired(TypedDict):
    # Its name, which no other service has.
    name: str


class CreateService(_CreateServiceRequired, total=False):
    """A service to make."""

    # What events may name it by; made from the name if left out.
    slug: Optional[str]
    # More about it.
    description: Optional[str]
    # The team that owns it.
    team_id: Optional[str]
    # The policy that its incidents are escalated by.
    escalation_policy_id: Optional[str]
    # Within how many minutes an incident should be acknowledged.
    ack_target_minutes: int
    # Within how many minutes an incident should be resolved.
    resolve_target_minutes: int
    # After how many minutes an acknowledged incident is open again; null is never.
    ack_timeout_minutes: Optional[int]


class UpdateService(TypedDict, total=False):
    """What to change of a service."""

    # Another name. The slug stays.
    name: str
    # Another slug.
    slug: str
    # More about it.
    description: Optional[str]
    # The team that owns it.
    team_id: Optional[str]
    # The policy that its incidents are escalated by.
    escalation_policy_id: Optional[str]
    # Within how many minutes an incident should be acknowledged.
    ack_target_minutes: int
    # Within how many minutes an incident should be resolved.
    resolve_target_minutes: int
    # After how many minutes an acknowledged incident is open again; null is never.
    ack_timeout_minutes: Optional[int]


class _CreateUserRequired(TypedDict):
    # The name.
    name: str
    # The e-mail address, which no other user has in any case.
    email: str


class CreateUser(_CreateUserRequired, total=False):
    """A person to invite."""

    # What the person may do.
    role: Role
    # The IANA name of the time zone.
    time_zone: str


class UpdateUser(TypedDict, total=False):
    """What to change of a user."""

    # Another name.
    name: str
    # Another e-mail address.
    email: str
    # What a person may do.
    role: Role
    # Whether a person has signed in and may.
    status: UserStatus
    # Another time zone.
    time_zone: str
    # How the user is told of incidents; none is by e-mail of every urgency.
    notification_rules: List[NotificationRule]


class Integration(TypedDict):
    """A way for a monitoring tool to send events to one service."""

    # `int_…`
    id: str
    # The service's id.
    service_id: str
    # Its name.
    name: str
    # What sends by an integration: a label, as the path that is sent to says in which format.
    type: IntegrationType
    # What its events carry; null without the scope services:write.
    routing_key: Optional[str]
    # Where a tool of its type sends to on this server, `/api/integrations/sentry/…`; null
    # without the scope services:write. Of the type EVENTS it is `/v2/enqueue`, where bodies have
    # the routing key.
    path: Optional[str]
    # Whether its events are refused.
    disabled: bool
    # When it was made.
    created_at: str
    # When it last changed.
    updated_at: str


class _CreateIntegrationRequired(TypedDict):
    # Its name.
    name: str


class CreateIntegration(_CreateIntegrationRequired, total=False):
    """An integration to make."""

    # What sends by it.
    type: IntegrationType


class UpdateIntegration(TypedDict, total=False):
    """What to change of an integration."""

    # Another name.
    name: str
    # What sends by an integration: a label, as the path that is sent to says in which format.
    type: IntegrationType
    # Whether its events are refused.
    disabled: bool


class MaintenanceWindow(TypedDict):
    """A time in which a service is worked on."""

    # `mnt_…`
    id: str
    # The service's id.
    service_id: str
    # What is done.
    description: Optional[str]
    # From here on.
    start: str
    # Up to here.
    end: str
    # When it was made.
    created_at: str
    # When it last changed.
    updated_at: str


class _CreateMaintenanceWindowRequired(TypedDict):
    # Up to here.
    end: str


class CreateMaintenanceWindow(_CreateMaintenanceWindowRequired, total=False):
    """A maintenance window to make."""

    # What is done.
    description: Optional[str]
    # From here on; now if left out.
    start: Optional[str]


class UpdateMaintenanceWindow(TypedDict, total=False):
    """What to change of a maintenance window."""

    # What is done.
    description: Optional[str]
    # From here on.
    start: str
    # Up to here.
    end: str


class IntegrationList(TypedDict):
    """A page."""

    # The items.
    data: List[Integration]
    # Where a page lies.
    pagination: Pagination


class IntegrationAnswer(TypedDict):
    """One object."""

    # A way for a monitoring tool to send events to one service.
    data: Integration


class MaintenanceWindowList(TypedDict):
    """A page."""

    # The items.
    data: List[MaintenanceWindow]
    # Where a page lies.
    pagination: Pagination


class MaintenanceWindowAnswer(TypedDict):
    """One object."""

    # A time in which a service is worked on.
    data: MaintenanceWindow


class _WebhookRequired(TypedDict):
    # `whk_…`
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
    service_ids: List[str]
    # Of incidents of these teams only, their own or their service's; empty: of all.
    team_ids: List[str]
    # Of incidents of these urgencies only; empty: of all.
    urgencies: List[Urgency]
    # The names of the headers that are sent beside its own.
    header_names: List[str]
    # Whether a webhook is sent to.
    status: WebhookStatus
    # Why it is disabled.
    disabled_reason: Optional[str]
    # When it was disabled.
    disabled_at: Optional[str]
    # When it first failed since it last took something. After five days it is disabled.
    failing_since: Optional[str]
    # Up to when the secret before the present one signs as well.
    old_secret_until: Optional[str]
    # Who made it, or whose API key.
    owner: Optional[Reference]
    # When it was made.
    created_at: str
    # When it last changed.
    updated_at: str


class Webhook(_WebhookRequired, total=False):
    """An endpoint of yours that is told of incidents."""

    # What its events are signed with. Only in the answer that makes it.
    secret: str


class _CreateWebhookRequired(TypedDict):
    # Where events are posted to: https:// or http://, at most 2,000 characters, at a public
    # address unless the server allows others.
    url: str
    # Which events it is told of.
    events: List[WebhookEvent]


class CreateWebhook(_CreateWebhookRequired, total=False):
    """A webhook to make."""

    # What it is called; the host of the URL if left out.
    name: str
    # More about it.
    description: Optional[str]
    # Of incidents of these services only; empty: of all.
    service_ids: List[str]
    # Of incidents of these teams only, their own or their service's; empty: of all.
    team_ids: List[str]
    # Of incidents of these urgencies only; empty: of all.
    urgencies: List[Urgency]
    # Headers to send with every event, by name. They are stored encrypted, and never shown.
    headers: Dict[str, str]


class UpdateWebhook(TypedDict, total=False):
    """What to change of a webhook."""

    # Another URL.
    url: str
    # Other events, in place of all.
    events: List[WebhookEvent]
    # Another name.
    name: str
    # Another description; null: none.
    description: Optional[str]
    # Of incidents of these services only; empty: of all.
    service_ids: List[str]
    # Of incidents of these teams only, their own or their service's; empty: of all.
    team_ids: List[str]
    # Of incidents of these urgencies only; empty: of all.
    urgencies: List[Urgency]
    # Headers to send with every event, by name. They are stored encrypted, and never shown.
    headers: Dict[str, str]
    # Whether a webhook is sent to.
    status: WebhookStatus


class RecoverWebhook(TypedDict):
    """What to send again."""

    # Failed deliveries that were made at this time or later.
    since: str


class _DeliveryRequired(TypedDict):
    # `dlv_…`: the header `webhook-id` of every attempt, and the `id` in the body.
    id: str
    # The webhook's id.
    webhook_id: str
    # The incident; null for a ping.
    incident_id: Optional[str]
    # What happened, as `incident.triggered`, or `webhook.ping`.
    event: str
    # Grows with each event of the incident; 0 for a ping.
    sequence: int
    # What became of a delivery.
    status: DeliveryStatus
    # How often it was tried.
    attempt_count: int
    # The HTTP status of the last answer; null if there was none.
    last_status: Optional[int]
    # Why the last attempt failed; null if it did not.
    last_error: Optional[str]
    # When it is tried next; null if it is finished, or waits for an earlier one of the same
    # incident.
    next_attempt_at: Optional[str]
    # When it was made.
    created_at: str
    # When it was delivered or given up; null while it is pending.
    finished_at: Optional[str]


class Delivery(_DeliveryRequired, total=False):
    """One event for one webhook."""

    # What is sent, the same at every attempt; null without the scope `incidents:read`. Not in
    # lists.
    body: Optional[str]
    # The attempts, the last first. Not in lists.
    attempts: List[Attempt]


class Attempt(TypedDict):
    """One try to send a delivery."""

    # From 1.
    number: int
    # The HTTP status of the answer; null if there was none.
    status: Optional[int]
    # How long it took, in milliseconds.
    latency_ms: int
    # Why it failed; null if it did not.
    error: Optional[str]
    # The first 4 kB of the answer.
    answer: str
    # When it began.
    created_at: str


class WebhookRevival(TypedDict):
    """A webhook, and what is sent to it again."""

    # An endpoint of yours that is told of incidents.
    data: Webhook
    # How many deliveries are pending again.
    revived: int


class WebhookList(TypedDict):
    """A page."""

    # The items.
    data: List[Webhook]
    # Where a page lies.
    pagination: Pagination


class WebhookAnswer(TypedDict):
    """One object."""

    # An endpoint of yours that is told of incidents.
    data: Webhook


class DeliveryList(TypedDict):
    """A page."""

    # The items.
    data: List[Delivery]
    # Where a page lies.
    pagination: Pagination


class DeliveryAnswer(TypedDict):
    """One object."""

    # One event for one webhook.
    data: Delivery
