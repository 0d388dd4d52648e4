// Written by tools/sdk from rest/openapi.yaml: do not edit.
import type { Call, CallOptions } from '../call.js'
import type { components, operations } from './openapi.js'

type Schemas = components['schemas']
type Query<Name extends keyof operations> = NonNullable<operations[Name]['parameters']['query']>

export type IncidentStatus = Schemas['IncidentStatus']
export type Urgency = Schemas['Urgency']
export type Priority = Schemas['Priority']
export type Reference = Schemas['Reference']
export type Link = Schemas['Link']
export type Escalation = Schemas['Escalation']
export type EscalationAnswer = Schemas['EscalationAnswer']
export type EscalationPlan = Schemas['EscalationPlan']
export type EscalationMoment = Schemas['EscalationMoment']
export type NotificationChannel = Schemas['NotificationChannel']
export type ToldUser = Schemas['ToldUser']
export type MissedTarget = Schemas['MissedTarget']
export type Incident = Schemas['Incident']
export type CreateIncident = Schemas['CreateIncident']
export type UpdateIncident = Schemas['UpdateIncident']
export type UpdateIncidents = Schemas['UpdateIncidents']
export type BulkAnswer = Schemas['BulkAnswer']
export type IncidentResult = Schemas['IncidentResult']
export type MergeIncidents = Schemas['MergeIncidents']
export type Actor = Schemas['Actor']
export type TimelineEntry = Schemas['TimelineEntry']
export type Alert = Schemas['Alert']
export type ChangeEvent = Schemas['ChangeEvent']
export type Note = Schemas['Note']
export type CreateNote = Schemas['CreateNote']
export type Service = Schemas['Service']
export type Team = Schemas['Team']
export type Role = Schemas['Role']
export type UserStatus = Schemas['UserStatus']
export type NotificationRule = Schemas['NotificationRule']
export type User = Schemas['User']
export type IncidentList = Schemas['IncidentList']
export type IncidentAnswer = Schemas['IncidentAnswer']
export type TimelineList = Schemas['TimelineList']
export type AlertList = Schemas['AlertList']
export type ChangeEventList = Schemas['ChangeEventList']
export type ChangeEventAnswer = Schemas['ChangeEventAnswer']
export type NoteList = Schemas['NoteList']
export type NoteAnswer = Schemas['NoteAnswer']
export type ServiceList = Schemas['ServiceList']
export type ServiceAnswer = Schemas['ServiceAnswer']
export type TeamList = Schemas['TeamList']
export type TeamAnswer = Schemas['TeamAnswer']
export type UserList = Schemas['UserList']
export type UserAnswer = Schemas['UserAnswer']
export type Pagination = Schemas['Pagination']
export type Failure = Schemas['Failure']
export type FailureDetails = Schemas['FailureDetails']
export type Event = Schemas['Event']
export type EventAnswer = Schemas['EventAnswer']
export type InboundAnswer = Schemas['InboundAnswer']
export type TeamRole = Schemas['TeamRole']
export type CreateTeam = Schemas['CreateTeam']
export type UpdateTeam = Schemas['UpdateTeam']
export type TeamMember = Schemas['TeamMember']
export type AddTeamMember = Schemas['AddTeamMember']
export type UpdateTeamMember = Schemas['UpdateTeamMember']
export type TeamMemberList = Schemas['TeamMemberList']
export type TeamMemberAnswer = Schemas['TeamMemberAnswer']
export type Schedule = Schemas['Schedule']
export type Layer = Schemas['Layer']
export type RotationUnit = Schemas['RotationUnit']
export type Rotation = Schemas['Rotation']
export type SetRotation = Schemas['SetRotation']
export type Restriction = Schemas['Restriction']
export type CreateSchedule = Schemas['CreateSchedule']
export type UpdateSchedule = Schemas['UpdateSchedule']
export type CreateLayer = Schemas['CreateLayer']
export type UpdateLayer = Schemas['UpdateLayer']
export type LayerAnswer = Schemas['LayerAnswer']
export type LayerListAnswer = Schemas['LayerListAnswer']
export type Override = Schemas['Override']
export type CreateOverride = Schemas['CreateOverride']
export type UpdateOverride = Schemas['UpdateOverride']
export type ScheduleReference = Schemas['ScheduleReference']
export type OnCall = Schemas['OnCall']
export type Entry = Schemas['Entry']
export type Gap = Schemas['Gap']
export type Entries = Schemas['Entries']
export type EntriesAnswer = Schemas['EntriesAnswer']
export type EscalationPolicy = Schemas['EscalationPolicy']
export type Step = Schemas['Step']
export type TargetType = Schemas['TargetType']
export type Target = Schemas['Target']
export type SetTarget = Schemas['SetTarget']
export type SetStep = Schemas['SetStep']
export type CreateEscalationPolicy = Schemas['CreateEscalationPolicy']
export type UpdateEscalationPolicy = Schemas['UpdateEscalationPolicy']
export type ScheduleList = Schemas['ScheduleList']
export type ScheduleAnswer = Schemas['ScheduleAnswer']
export type OverrideList = Schemas['OverrideList']
export type OverrideAnswer = Schemas['OverrideAnswer']
export type OnCallList = Schemas['OnCallList']
export type OnCallAnswer = Schemas['OnCallAnswer']
export type EscalationPolicyList = Schemas['EscalationPolicyList']
export type EscalationPolicyAnswer = Schemas['EscalationPolicyAnswer']
export type CreateService = Schemas['CreateService']
export type UpdateService = Schemas['UpdateService']
export type CreateUser = Schemas['CreateUser']
export type UpdateUser = Schemas['UpdateUser']
export type IntegrationType = Schemas['IntegrationType']
export type Integration = Schemas['Integration']
export type CreateIntegration = Schemas['CreateIntegration']
export type UpdateIntegration = Schemas['UpdateIntegration']
export type MaintenanceWindow = Schemas['MaintenanceWindow']
export type CreateMaintenanceWindow = Schemas['CreateMaintenanceWindow']
export type UpdateMaintenanceWindow = Schemas['UpdateMaintenanceWindow']
export type IntegrationList = Schemas['IntegrationList']
export type IntegrationAnswer = Schemas['IntegrationAnswer']
export type MaintenanceWindowList = Schemas['MaintenanceWindowList']
export type MaintenanceWindowAnswer = Schemas['MaintenanceWindowAnswer']
export type WebhookEvent = Schemas['WebhookEvent']
export type WebhookStatus = Schemas['WebhookStatus']
export type DeliveryStatus = Schemas['DeliveryStatus']
export type Webhook = Schemas['Webhook']
export type CreateWebhook = Schemas['CreateWebhook']
export type UpdateWebhook = Schemas['UpdateWebhook']
export type RecoverWebhook = Schemas['RecoverWebhook']
export type Delivery = Schemas['Delivery']
export type Attempt = Schemas['Attempt']
export type WebhookRevival = Schemas['WebhookRevival']
export type WebhookList = Schemas['WebhookList']
export type WebhookAnswer = Schemas['WebhookAnswer']
export type DeliveryList = Schemas['DeliveryList']
export type DeliveryAnswer = Schemas['DeliveryAnswer']
export type ListIncidentsParams = Query<'ListIncidents'>
export type ListTimelineParams = Query<'ListTimeline'>
export type ListAlertsParams = Query<'ListAlerts'>
export type ListIncidentChangeEventsParams = Query<'ListIncidentChangeEvents'>
export type ListNotesParams = Query<'ListNotes'>
export type ListChangeEventsParams = Query<'ListChangeEvents'>
export type ListServicesParams = Query<'ListServices'>
export type ListIntegrationsParams = Query<'ListIntegrations'>
export type ListMaintenanceWindowsParams = Query<'ListMaintenanceWindows'>
export type ListTeamsParams = Query<'ListTeams'>
export type ListTeamMembersParams = Query<'ListTeamMembers'>
export type ListUsersParams = Query<'ListUsers'>
export type ListSchedulesParams = Query<'ListSchedules'>
export type GetOnCallParams = Query<'GetOnCall'>
export type ListEntriesParams = Query<'ListEntries'>
export type RemoveLayerParams = Query<'RemoveLayer'>
export type ListOverridesParams = Query<'ListOverrides'>
export type ListOnCallsParams = Query<'ListOnCalls'>
export type ListEscalationPoliciesParams = Query<'ListEscalationPolicies'>
export type ListWebhooksParams = Query<'ListWebhooks'>
export type ListDeliveriesParams = Query<'ListDeliveries'>

/** The methods of the REST API, one for each operation of openapi.yaml. */
export abstract class Operations {
  protected abstract call<T>(call: Call, options?: CallOptions): Promise<T>
  protected abstract pages<T>(call: Call, options?: CallOptions): AsyncGenerator<T, void, undefined>

  /**
   * Send an event. Takes in what a monitoring tool has found. The answer comes after the event is
   * stored. A trigger opens an incident, or adds an alert to the one that has its `dedup_key` and
   * is not resolved; `acknowledge` and `resolve` change that incident. Unknown fields are ignored.
   * Needs the scope `events:write`, or an integration's routing key in place of an API key.
   */
  sendEvent(body: Event, options?: CallOptions): Promise<EventAnswer> {
    return this.call({ method: 'POST', path: '/api/events', body, event: true }, options)
  }

  /**
   * Send what a tool tells in its own format. Takes in what a monitoring tool sends by its own
   * webhook, as the tool documents it: `docs/integrations` has a page for each. What tells of a
   * problem opens an incident, what tells of its end resolves it; deliveries that tell of neither,
   * as a tool's test, are answered with no events. The events of one delivery, of which there may
   * be 500, are stored together or not at all. The routing key in the path is the only credential.
   * Any `Content-Type` is taken.
   */
  sendInbound(type: string, routingKey: string, body: Record<string, unknown>, options?: CallOptions): Promise<InboundAnswer> {
    return this.call({ method: 'POST', path: `/api/integrations/${encodeURIComponent(type)}/${encodeURIComponent(routingKey)}`, body, anonymous: true }, options)
  }

  /**
   * List incidents. A page of the incidents that the filters leave. Needs the scope
   * `incidents:read`.
   */
  listIncidents(params: ListIncidentsParams = {}, options?: CallOptions): Promise<IncidentList> {
    return this.call({ method: 'GET', path: '/api/incidents', query: params }, options)
  }

  /**
   * All that `listIncidents` lists, page by page as they are asked for; `limit` is the length of a
   * page, and `offset` where to begin.
   */
  allIncidents(params: ListIncidentsParams = {}, options?: CallOptions): AsyncGenerator<Incident, void, undefined> {
    return this.pages({ method: 'GET', path: '/api/incidents', query: params }, options)
  }

  /** Open an incident. Opens an incident by hand. Needs the scope `incidents:write`. */
  createIncident(body: CreateIncident, options?: CallOptions): Promise<Incident> {
    return this.call({ method: 'POST', path: '/api/incidents', body, keyed: true, unwrap: true }, options)
  }

  /**
   * Get an incident. Needs the scope `incidents:read`. With `If-None-Match` it answers 304 if
   * nothing has changed.
   */
  getIncident(id: string, options?: CallOptions): Promise<Incident> {
    return this.call({ method: 'GET', path: `/api/incidents/${encodeURIComponent(id)}`, unwrap: true }, options)
  }

  /**
   * Change an incident. Changes the fields that are present; `null` clears those that may be null.
   * Needs the scope `incidents:write`. With `If-Match` it changes only what you have seen.
   */
  updateIncident(id: string, body: UpdateIncident, options?: CallOptions): Promise<Incident> {
    return this.call({ method: 'PATCH', path: `/api/incidents/${encodeURIComponent(id)}`, body, unwrap: true }, options)
  }

  /**
   * Delete an incident. Deletes an incident with its timeline and alerts, for ever. Needs the scope
   * `incidents:write`, and a key whose owner is an administrator.
   */
  deleteIncident(id: string, options?: CallOptions): Promise<void> {
    return this.call({ method: 'DELETE', path: `/api/incidents/${encodeURIComponent(id)}` }, options)
  }

  /** List what has happened to an incident. The oldest first. Needs the scope `incidents:read`. */
  listTimeline(id: string, params: ListTimelineParams = {}, options?: CallOptions): Promise<TimelineList> {
    return this.call({ method: 'GET', path: `/api/incidents/${encodeURIComponent(id)}/timeline`, query: params }, options)
  }

  /**
   * All that `listTimeline` lists, page by page as they are asked for; `limit` is the length of a
   * page, and `offset` where to begin.
   */
  allTimeline(id: string, params: ListTimelineParams = {}, options?: CallOptions): AsyncGenerator<TimelineEntry, void, undefined> {
    return this.pages({ method: 'GET', path: `/api/incidents/${encodeURIComponent(id)}/timeline`, query: params }, options)
  }

  /** List the events that triggered an incident. The oldest first. Needs the scope `incidents:read`. */
  listAlerts(id: string, params: ListAlertsParams = {}, options?: CallOptions): Promise<AlertList> {
    return this.call({ method: 'GET', path: `/api/incidents/${encodeURIComponent(id)}/alerts`, query: params }, options)
  }

  /**
   * All that `listAlerts` lists, page by page as they are asked for; `limit` is the length of a
   * page, and `offset` where to begin.
   */
  allAlerts(id: string, params: ListAlertsParams = {}, options?: CallOptions): AsyncGenerator<Alert, void, undefined> {
    return this.pages({ method: 'GET', path: `/api/incidents/${encodeURIComponent(id)}/alerts`, query: params }, options)
  }

  /**
   * List what was done to the service near an incident. From 24 hours before it was opened until it
   * was resolved, the latest first. Needs the scope `incidents:read`.
   */
  listIncidentChangeEvents(id: string, params: ListIncidentChangeEventsParams = {}, options?: CallOptions): Promise<ChangeEventList> {
    return this.call({ method: 'GET', path: `/api/incidents/${encodeURIComponent(id)}/change-events`, query: params }, options)
  }

  /**
   * All that `listIncidentChangeEvents` lists, page by page as they are asked for; `limit` is the
   * length of a page, and `offset` where to begin.
   */
  allIncidentChangeEvents(id: string, params: ListIncidentChangeEventsParams = {}, options?: CallOptions): AsyncGenerator<ChangeEvent, void, undefined> {
    return this.pages({ method: 'GET', path: `/api/incidents/${encodeURIComponent(id)}/change-events`, query: params }, options)
  }

  /** List the notes of an incident. The oldest first. Needs the scope `incidents:read`. */
  listNotes(id: string, params: ListNotesParams = {}, options?: CallOptions): Promise<NoteList> {
    return this.call({ method: 'GET', path: `/api/incidents/${encodeURIComponent(id)}/notes`, query: params }, options)
  }

  /**
   * All that `listNotes` lists, page by page as they are asked for; `limit` is the length of a
   * page, and `offset` where to begin.
   */
  allNotes(id: string, params: ListNotesParams = {}, options?: CallOptions): AsyncGenerator<Note, void, undefined> {
    return this.pages({ method: 'GET', path: `/api/incidents/${encodeURIComponent(id)}/notes`, query: params }, options)
  }

  /** Write a note. Writes a note into the incident's timeline. Needs the scope `incidents:write`. */
  addNote(id: string, body: CreateNote, options?: CallOptions): Promise<Note> {
    return this.call({ method: 'POST', path: `/api/incidents/${encodeURIComponent(id)}/notes`, body, keyed: true, unwrap: true }, options)
  }

  /**
   * List change events. What was done to services, as `POST /v2/change/enqueue` or
   * `sendChangeEvent` of the GraphQL API has told; the latest first. Needs the scope
   * `incidents:read`.
   */
  listChangeEvents(params: ListChangeEventsParams = {}, options?: CallOptions): Promise<ChangeEventList> {
    return this.call({ method: 'GET', path: '/api/change-events', query: params }, options)
  }

  /**
   * All that `listChangeEvents` lists, page by page as they are asked for; `limit` is the length of
   * a page, and `offset` where to begin.
   */
  allChangeEvents(params: ListChangeEventsParams = {}, options?: CallOptions): AsyncGenerator<ChangeEvent, void, undefined> {
    return this.pages({ method: 'GET', path: '/api/change-events', query: params }, options)
  }

  /** Get a change event. Needs the scope `incidents:read`. */
  getChangeEvent(id: string, options?: CallOptions): Promise<ChangeEvent> {
    return this.call({ method: 'GET', path: `/api/change-events/${encodeURIComponent(id)}`, unwrap: true }, options)
  }

  /** List services. Needs the scope `services:read`. */
  listServices(params: ListServicesParams = {}, options?: CallOptions): Promise<ServiceList> {
    return this.call({ method: 'GET', path: '/api/services', query: params }, options)
  }

  /**
   * All that `listServices` lists, page by page as they are asked for; `limit` is the length of a
   * page, and `offset` where to begin.
   */
  allServices(params: ListServicesParams = {}, options?: CallOptions): AsyncGenerator<Service, void, undefined> {
    return this.pages({ method: 'GET', path: '/api/services', query: params }, options)
  }

  /** Create a service. Needs the scope `services:write`. */
  createService(body: CreateService, options?: CallOptions): Promise<Service> {
    return this.call({ method: 'POST', path: '/api/services', body, keyed: true, unwrap: true }, options)
  }

  /**
   * Get a service. Needs the scope `services:read`. With `If-None-Match` it answers 304 if nothing
   * has changed.
   */
  getService(id: string, options?: CallOptions): Promise<Service> {
    return this.call({ method: 'GET', path: `/api/services/${encodeURIComponent(id)}`, unwrap: true }, options)
  }

  /**
   * Change a service. Changes the fields that are present; `null` clears those that may be null.
   * Needs the scope `services:write`. With `If-Match` it changes only what you have seen.
   */
  updateService(id: string, body: UpdateService, options?: CallOptions): Promise<Service> {
    return this.call({ method: 'PATCH', path: `/api/services/${encodeURIComponent(id)}`, body, unwrap: true }, options)
  }

  /** Delete a service. 409 while something needs the service. Needs the scope `services:write`. */
  deleteService(id: string, options?: CallOptions): Promise<void> {
    return this.call({ method: 'DELETE', path: `/api/services/${encodeURIComponent(id)}` }, options)
  }

  /**
   * List the integrations of a service. The oldest first. Needs the scope `services:read`; routing
   * keys are shown with `services:write`.
   */
  listIntegrations(id: string, params: ListIntegrationsParams = {}, options?: CallOptions): Promise<IntegrationList> {
    return this.call({ method: 'GET', path: `/api/services/${encodeURIComponent(id)}/integrations`, query: params }, options)
  }

  /**
   * All that `listIntegrations` lists, page by page as they are asked for; `limit` is the length of
   * a page, and `offset` where to begin.
   */
  allIntegrations(id: string, params: ListIntegrationsParams = {}, options?: CallOptions): AsyncGenerator<Integration, void, undefined> {
    return this.pages({ method: 'GET', path: `/api/services/${encodeURIComponent(id)}/integrations`, query: params }, options)
  }

  /**
   * Create an integration. Makes a way to send events to the service, with a routing key of its
   * own. Needs the scope `services:write`.
   */
  createIntegration(id: string, body: CreateIntegration, options?: CallOptions): Promise<Integration> {
    return this.call({ method: 'POST', path: `/api/services/${encodeURIComponent(id)}/integrations`, body, keyed: true, unwrap: true }, options)
  }

  /** Get an integration. Needs the scope `services:read`. */
  getIntegration(id: string, integrationId: string, options?: CallOptions): Promise<Integration> {
    return this.call({ method: 'GET', path: `/api/services/${encodeURIComponent(id)}/integrations/${encodeURIComponent(integrationId)}`, unwrap: true }, options)
  }

  /**
   * Change an integration. While it is disabled its events are refused. Needs the scope
   * `services:write`.
   */
  updateIntegration(id: string, integrationId: string, body: UpdateIntegration, options?: CallOptions): Promise<Integration> {
    return this.call({ method: 'PATCH', path: `/api/services/${encodeURIComponent(id)}/integrations/${encodeURIComponent(integrationId)}`, body, unwrap: true }, options)
  }

  /** Delete an integration. Needs the scope `services:write`. */
  deleteIntegration(id: string, integrationId: string, options?: CallOptions): Promise<void> {
    return this.call({ method: 'DELETE', path: `/api/services/${encodeURIComponent(id)}/integrations/${encodeURIComponent(integrationId)}` }, options)
  }

  /**
   * Rotate an integration's routing key. Events with the old key are refused, on every server
   * within five seconds. Needs the scope `services:write`.
   */
  rotateIntegrationKey(id: string, integrationId: string, options?: CallOptions): Promise<Integration> {
    return this.call({ method: 'POST', path: `/api/services/${encodeURIComponent(id)}/integrations/${encodeURIComponent(integrationId)}/rotate`, body: {}, unwrap: true }, options)
  }

  /**
   * List the maintenance windows of a service. Those that have not ended, the oldest first. Needs
   * the scope `services:read`.
   */
  listMaintenanceWindows(id: string, params: ListMaintenanceWindowsParams = {}, options?: CallOptions): Promise<MaintenanceWindowList> {
    return this.call({ method: 'GET', path: `/api/services/${encodeURIComponent(id)}/maintenance-windows`, query: params }, options)
  }

  /**
   * All that `listMaintenanceWindows` lists, page by page as they are asked for; `limit` is the
   * length of a page, and `offset` where to begin.
   */
  allMaintenanceWindows(id: string, params: ListMaintenanceWindowsParams = {}, options?: CallOptions): AsyncGenerator<MaintenanceWindow, void, undefined> {
    return this.pages({ method: 'GET', path: `/api/services/${encodeURIComponent(id)}/maintenance-windows`, query: params }, options)
  }

  /** Create a maintenance window. Plans work on the service. Needs the scope `services:write`. */
  createMaintenanceWindow(id: string, body: CreateMaintenanceWindow, options?: CallOptions): Promise<MaintenanceWindow> {
    return this.call({ method: 'POST', path: `/api/services/${encodeURIComponent(id)}/maintenance-windows`, body, keyed: true, unwrap: true }, options)
  }

  /** Get a maintenance window. Needs the scope `services:read`. */
  getMaintenanceWindow(id: string, windowId: string, options?: CallOptions): Promise<MaintenanceWindow> {
    return this.call({ method: 'GET', path: `/api/services/${encodeURIComponent(id)}/maintenance-windows/${encodeURIComponent(windowId)}`, unwrap: true }, options)
  }

  /** Change a maintenance window. Needs the scope `services:write`. */
  updateMaintenanceWindow(id: string, windowId: string, body: UpdateMaintenanceWindow, options?: CallOptions): Promise<MaintenanceWindow> {
    return this.call({ method: 'PATCH', path: `/api/services/${encodeURIComponent(id)}/maintenance-windows/${encodeURIComponent(windowId)}`, body, unwrap: true }, options)
  }

  /** Delete a maintenance window. Needs the scope `services:write`. */
  deleteMaintenanceWindow(id: string, windowId: string, options?: CallOptions): Promise<void> {
    return this.call({ method: 'DELETE', path: `/api/services/${encodeURIComponent(id)}/maintenance-windows/${encodeURIComponent(windowId)}` }, options)
  }

  /** List teams. Needs the scope `teams:read`. */
  listTeams(params: ListTeamsParams = {}, options?: CallOptions): Promise<TeamList> {
    return this.call({ method: 'GET', path: '/api/teams', query: params }, options)
  }

  /**
   * All that `listTeams` lists, page by page as they are asked for; `limit` is the length of a
   * page, and `offset` where to begin.
   */
  allTeams(params: ListTeamsParams = {}, options?: CallOptions): AsyncGenerator<Team, void, undefined> {
    return this.pages({ method: 'GET', path: '/api/teams', query: params }, options)
  }

  /** Create a team. Needs the scope `teams:write`. */
  createTeam(body: CreateTeam, options?: CallOptions): Promise<Team> {
    return this.call({ method: 'POST', path: '/api/teams', body, keyed: true, unwrap: true }, options)
  }

  /**
   * Get a team. Needs the scope `teams:read`. With `If-None-Match` it answers 304 if nothing has
   * changed.
   */
  getTeam(id: string, options?: CallOptions): Promise<Team> {
    return this.call({ method: 'GET', path: `/api/teams/${encodeURIComponent(id)}`, unwrap: true }, options)
  }

  /**
   * Change a team. Changes the fields that are present; `null` clears those that may be null. Needs
   * the scope `teams:write`. With `If-Match` it changes only what you have seen.
   */
  updateTeam(id: string, body: UpdateTeam, options?: CallOptions): Promise<Team> {
    return this.call({ method: 'PATCH', path: `/api/teams/${encodeURIComponent(id)}`, body, unwrap: true }, options)
  }

  /** Delete a team. 409 while something needs the team. Needs the scope `teams:write`. */
  deleteTeam(id: string, options?: CallOptions): Promise<void> {
    return this.call({ method: 'DELETE', path: `/api/teams/${encodeURIComponent(id)}` }, options)
  }

  /** List the members of a team. In the order in which they came. Needs the scope `teams:read`. */
  listTeamMembers(id: string, params: ListTeamMembersParams = {}, options?: CallOptions): Promise<TeamMemberList> {
    return this.call({ method: 'GET', path: `/api/teams/${encodeURIComponent(id)}/members`, query: params }, options)
  }

  /**
   * All that `listTeamMembers` lists, page by page as they are asked for; `limit` is the length of
   * a page, and `offset` where to begin.
   */
  allTeamMembers(id: string, params: ListTeamMembersParams = {}, options?: CallOptions): AsyncGenerator<TeamMember, void, undefined> {
    return this.pages({ method: 'GET', path: `/api/teams/${encodeURIComponent(id)}/members`, query: params }, options)
  }

  /** Take a user into a team. Needs the scope `teams:write`. */
  addTeamMember(id: string, body: AddTeamMember, options?: CallOptions): Promise<TeamMember> {
    return this.call({ method: 'POST', path: `/api/teams/${encodeURIComponent(id)}/members`, body, keyed: true, unwrap: true }, options)
  }

  /** Get a member of a team. Needs the scope `teams:read`. */
  getTeamMember(id: string, userId: string, options?: CallOptions): Promise<TeamMember> {
    return this.call({ method: 'GET', path: `/api/teams/${encodeURIComponent(id)}/members/${encodeURIComponent(userId)}`, unwrap: true }, options)
  }

  /** Give a member another role. 409 for the last owner. Needs the scope `teams:write`. */
  updateTeamMember(id: string, userId: string, body: UpdateTeamMember, options?: CallOptions): Promise<TeamMember> {
    return this.call({ method: 'PATCH', path: `/api/teams/${encodeURIComponent(id)}/members/${encodeURIComponent(userId)}`, body, unwrap: true }, options)
  }

  /** Take a user out of a team. 409 for the last owner. Needs the scope `teams:write`. */
  removeTeamMember(id: string, userId: string, options?: CallOptions): Promise<void> {
    return this.call({ method: 'DELETE', path: `/api/teams/${encodeURIComponent(id)}/members/${encodeURIComponent(userId)}` }, options)
  }

  /** List users. Needs the scope `users:read`. */
  listUsers(params: ListUsersParams = {}, options?: CallOptions): Promise<UserList> {
    return this.call({ method: 'GET', path: '/api/users', query: params }, options)
  }

  /**
   * All that `listUsers` lists, page by page as they are asked for; `limit` is the length of a
   * page, and `offset` where to begin.
   */
  allUsers(params: ListUsersParams = {}, options?: CallOptions): AsyncGenerator<User, void, undefined> {
    return this.pages({ method: 'GET', path: '/api/users', query: params }, options)
  }

  /** Create a user. Needs the scope `users:write`. */
  createUser(body: CreateUser, options?: CallOptions): Promise<User> {
    return this.call({ method: 'POST', path: '/api/users', body, keyed: true, unwrap: true }, options)
  }

  /**
   * Get a user. Needs the scope `users:read`. With `If-None-Match` it answers 304 if nothing has
   * changed.
   */
  getUser(id: string, options?: CallOptions): Promise<User> {
    return this.call({ method: 'GET', path: `/api/users/${encodeURIComponent(id)}`, unwrap: true }, options)
  }

  /**
   * Change a user. Changes the fields that are present; `null` clears those that may be null. Needs
   * the scope `users:write`. With `If-Match` it changes only what you have seen.
   */
  updateUser(id: string, body: UpdateUser, options?: CallOptions): Promise<User> {
    return this.call({ method: 'PATCH', path: `/api/users/${encodeURIComponent(id)}`, body, unwrap: true }, options)
  }

  /** Delete a user. 409 while something needs the user. Needs the scope `users:write`. */
  deleteUser(id: string, options?: CallOptions): Promise<void> {
    return this.call({ method: 'DELETE', path: `/api/users/${encodeURIComponent(id)}` }, options)
  }

  /** List schedules. Needs the scope `schedules:read`. */
  listSchedules(params: ListSchedulesParams = {}, options?: CallOptions): Promise<ScheduleList> {
    return this.call({ method: 'GET', path: '/api/schedules', query: params }, options)
  }

  /**
   * All that `listSchedules` lists, page by page as they are asked for; `limit` is the length of a
   * page, and `offset` where to begin.
   */
  allSchedules(params: ListSchedulesParams = {}, options?: CallOptions): AsyncGenerator<Schedule, void, undefined> {
    return this.pages({ method: 'GET', path: '/api/schedules', query: params }, options)
  }

  /** Create a schedule. Needs the scope `schedules:write`. */
  createSchedule(body: CreateSchedule, options?: CallOptions): Promise<Schedule> {
    return this.call({ method: 'POST', path: '/api/schedules', body, keyed: true, unwrap: true }, options)
  }

  /**
   * Get a schedule. Needs the scope `schedules:read`. With `If-None-Match` it answers 304 if
   * nothing has changed.
   */
  getSchedule(id: string, options?: CallOptions): Promise<Schedule> {
    return this.call({ method: 'GET', path: `/api/schedules/${encodeURIComponent(id)}`, unwrap: true }, options)
  }

  /**
   * Change a schedule. Changes the fields that are present; `null` clears those that may be null.
   * Needs the scope `schedules:write`. With `If-Match` it changes only what you have seen.
   */
  updateSchedule(id: string, body: UpdateSchedule, options?: CallOptions): Promise<Schedule> {
    return this.call({ method: 'PATCH', path: `/api/schedules/${encodeURIComponent(id)}`, body, unwrap: true }, options)
  }

  /** Delete a schedule. 409 while something needs the schedule. Needs the scope `schedules:write`. */
  deleteSchedule(id: string, options?: CallOptions): Promise<void> {
    return this.call({ method: 'DELETE', path: `/api/schedules/${encodeURIComponent(id)}` }, options)
  }

  /** Who is on call. `until` is the next change. Needs the scope `schedules:read`. */
  getOnCall(id: string, params: GetOnCallParams = {}, options?: CallOptions): Promise<OnCall> {
    return this.call({ method: 'GET', path: `/api/schedules/${encodeURIComponent(id)}/on-call`, query: params, unwrap: true }, options)
  }

  /**
   * Who is on call in a time. The earliest first, cut at both ends; gaps are left out. Needs the
   * scope `schedules:read`.
   */
  listEntries(id: string, params: ListEntriesParams = {}, options?: CallOptions): Promise<Entries> {
    return this.call({ method: 'GET', path: `/api/schedules/${encodeURIComponent(id)}/entries`, query: params, unwrap: true }, options)
  }

  /** List the layers of a schedule. All of them, in their order. Needs the scope `schedules:read`. */
  listLayers(id: string, options?: CallOptions): Promise<Layer[]> {
    return this.call({ method: 'GET', path: `/api/schedules/${encodeURIComponent(id)}/layers`, unwrap: true }, options)
  }

  /** Add a layer to a schedule. Above those with its priority. Needs the scope `schedules:write`. */
  addLayer(id: string, body: CreateLayer, options?: CallOptions): Promise<Layer> {
    return this.call({ method: 'POST', path: `/api/schedules/${encodeURIComponent(id)}/layers`, body, keyed: true, unwrap: true }, options)
  }

  /** Get a layer. Needs the scope `schedules:read`. */
  getLayer(id: string, layerId: string, options?: CallOptions): Promise<Layer> {
    return this.call({ method: 'GET', path: `/api/schedules/${encodeURIComponent(id)}/layers/${encodeURIComponent(layerId)}`, unwrap: true }, options)
  }

  /**
   * Change a layer. Changes the fields that are present; `null` clears those that may be null. With
   * `effective_at` the layer ends there, and another, which is answered, begins there with the
   * change: turns before stay as they were. Needs the scope `schedules:write`.
   */
  updateLayer(id: string, layerId: string, body: UpdateLayer, options?: CallOptions): Promise<Layer> {
    return this.call({ method: 'PATCH', path: `/api/schedules/${encodeURIComponent(id)}/layers/${encodeURIComponent(layerId)}`, body, unwrap: true }, options)
  }

  /** Remove a layer. Needs the scope `schedules:write`. */
  removeLayer(id: string, layerId: string, params: RemoveLayerParams = {}, options?: CallOptions): Promise<void> {
    return this.call({ method: 'DELETE', path: `/api/schedules/${encodeURIComponent(id)}/layers/${encodeURIComponent(layerId)}`, query: params }, options)
  }

  /**
   * List the overrides of a schedule. The oldest first: a later one wins. Needs the scope
   * `schedules:read`.
   */
  listOverrides(id: string, params: ListOverridesParams = {}, options?: CallOptions): Promise<OverrideList> {
    return this.call({ method: 'GET', path: `/api/schedules/${encodeURIComponent(id)}/overrides`, query: params }, options)
  }

  /**
   * All that `listOverrides` lists, page by page as they are asked for; `limit` is the length of a
   * page, and `offset` where to begin.
   */
  allOverrides(id: string, params: ListOverridesParams = {}, options?: CallOptions): AsyncGenerator<Override, void, undefined> {
    return this.pages({ method: 'GET', path: `/api/schedules/${encodeURIComponent(id)}/overrides`, query: params }, options)
  }

  /** Put one user on call for a time. Needs the scope `schedules:write`. */
  createOverride(id: string, body: CreateOverride, options?: CallOptions): Promise<Override> {
    return this.call({ method: 'POST', path: `/api/schedules/${encodeURIComponent(id)}/overrides`, body, keyed: true, unwrap: true }, options)
  }

  /** Get an override. Needs the scope `schedules:read`. */
  getOverride(id: string, overrideId: string, options?: CallOptions): Promise<Override> {
    return this.call({ method: 'GET', path: `/api/schedules/${encodeURIComponent(id)}/overrides/${encodeURIComponent(overrideId)}`, unwrap: true }, options)
  }

  /**
   * Change an override. Changes the fields that are present; `null` clears those that may be null.
   * Needs the scope `schedules:write`.
   */
  updateOverride(id: string, overrideId: string, body: UpdateOverride, options?: CallOptions): Promise<Override> {
    return this.call({ method: 'PATCH', path: `/api/schedules/${encodeURIComponent(id)}/overrides/${encodeURIComponent(overrideId)}`, body, unwrap: true }, options)
  }

  /** Take an override back. Needs the scope `schedules:write`. */
  deleteOverride(id: string, overrideId: string, options?: CallOptions): Promise<void> {
    return this.call({ method: 'DELETE', path: `/api/schedules/${encodeURIComponent(id)}/overrides/${encodeURIComponent(overrideId)}` }, options)
  }

  /** Who is on call, everywhere. For each schedule. Needs the scope `schedules:read`. */
  listOnCalls(params: ListOnCallsParams = {}, options?: CallOptions): Promise<OnCallList> {
    return this.call({ method: 'GET', path: '/api/on-calls', query: params }, options)
  }

  /**
   * All that `listOnCalls` lists, page by page as they are asked for; `limit` is the length of a
   * page, and `offset` where to begin.
   */
  allOnCalls(params: ListOnCallsParams = {}, options?: CallOptions): AsyncGenerator<OnCall, void, undefined> {
    return this.pages({ method: 'GET', path: '/api/on-calls', query: params }, options)
  }

  /** List escalation policies. Needs the scope `services:read`. */
  listEscalationPolicies(params: ListEscalationPoliciesParams = {}, options?: CallOptions): Promise<EscalationPolicyList> {
    return this.call({ method: 'GET', path: '/api/escalation-policies', query: params }, options)
  }

  /**
   * All that `listEscalationPolicies` lists, page by page as they are asked for; `limit` is the
   * length of a page, and `offset` where to begin.
   */
  allEscalationPolicies(params: ListEscalationPoliciesParams = {}, options?: CallOptions): AsyncGenerator<EscalationPolicy, void, undefined> {
    return this.pages({ method: 'GET', path: '/api/escalation-policies', query: params }, options)
  }

  /** Create an escalation policy. Needs the scope `services:write`. */
  createEscalationPolicy(body: CreateEscalationPolicy, options?: CallOptions): Promise<EscalationPolicy> {
    return this.call({ method: 'POST', path: '/api/escalation-policies', body, keyed: true, unwrap: true }, options)
  }

  /**
   * Get an escalation policy. Needs the scope `services:read`. With `If-None-Match` it answers 304
   * if nothing has changed.
   */
  getEscalationPolicy(id: string, options?: CallOptions): Promise<EscalationPolicy> {
    return this.call({ method: 'GET', path: `/api/escalation-policies/${encodeURIComponent(id)}`, unwrap: true }, options)
  }

  /**
   * Change an escalation policy. Changes the fields that are present; `null` clears those that may
   * be null. Needs the scope `services:write`. With `If-Match` it changes only what you have seen.
   */
  updateEscalationPolicy(id: string, body: UpdateEscalationPolicy, options?: CallOptions): Promise<EscalationPolicy> {
    return this.call({ method: 'PATCH', path: `/api/escalation-policies/${encodeURIComponent(id)}`, body, unwrap: true }, options)
  }

  /**
   * Delete an escalation policy. 409 while something needs the escalation policy. Needs the scope
   * `services:write`.
   */
  deleteEscalationPolicy(id: string, options?: CallOptions): Promise<void> {
    return this.call({ method: 'DELETE', path: `/api/escalation-policies/${encodeURIComponent(id)}` }, options)
  }

  /**
   * Change several incidents. Changes up to 100 incidents, each by itself: one that cannot be
   * changed does not stop the others. The answer tells of each, in the order of the ids. The fields
   * are those of a change of one incident. Needs the scope `incidents:write`.
   */
  updateIncidents(body: UpdateIncidents, options?: CallOptions): Promise<IncidentResult[]> {
    return this.call({ method: 'POST', path: '/api/incidents/bulk', body, unwrap: true }, options)
  }

  /**
   * Merge incidents into one. The sources become RESOLVED and stay as they are; their alerts,
   * timelines and notes are shown with this incident, which takes the events with their dedup keys
   * while it is not resolved. Needs the scope `incidents:write`.
   */
  mergeIncidents(id: string, body: MergeIncidents, options?: CallOptions): Promise<Incident> {
    return this.call({ method: 'POST', path: `/api/incidents/${encodeURIComponent(id)}/merge`, body, unwrap: true }, options)
  }

  /**
   * Escalate an incident now. Runs the next step of the incident's escalation now; a first step
   * that is due still runs before it. After the last step the next pass begins. Without a policy
   * the fallback is told. 409 unless the incident is OPEN. Needs the scope `incidents:write`.
   */
  escalateIncident(id: string, options?: CallOptions): Promise<Incident> {
    return this.call({ method: 'POST', path: `/api/incidents/${encodeURIComponent(id)}/escalate`, body: {}, keyed: true, unwrap: true }, options)
  }

  /**
   * Get where an incident is in its escalation. What was told last, and what is still to come if
   * nobody answers: each step, when, who would be told, and why. Needs the scope `incidents:read`.
   */
  getEscalation(id: string, options?: CallOptions): Promise<EscalationPlan> {
    return this.call({ method: 'GET', path: `/api/incidents/${encodeURIComponent(id)}/escalation`, unwrap: true }, options)
  }

  /** List webhooks. Needs the scope `services:read`. */
  listWebhooks(params: ListWebhooksParams = {}, options?: CallOptions): Promise<WebhookList> {
    return this.call({ method: 'GET', path: '/api/webhooks', query: params }, options)
  }

  /**
   * All that `listWebhooks` lists, page by page as they are asked for; `limit` is the length of a
   * page, and `offset` where to begin.
   */
  allWebhooks(params: ListWebhooksParams = {}, options?: CallOptions): AsyncGenerator<Webhook, void, undefined> {
    return this.pages({ method: 'GET', path: '/api/webhooks', query: params }, options)
  }

  /**
   * Create a webhook. Makes an endpoint that is told of incidents. The answer has the secret that
   * its events are signed with, this once; a repeat by its Idempotency-Key has not. Needs the scope
   * `services:write`.
   */
  createWebhook(body: CreateWebhook, options?: CallOptions): Promise<Webhook> {
    return this.call({ method: 'POST', path: '/api/webhooks', body, keyed: true, unwrap: true }, options)
  }

  /** Get a webhook. Needs the scope `services:read`. */
  getWebhook(id: string, options?: CallOptions): Promise<Webhook> {
    return this.call({ method: 'GET', path: `/api/webhooks/${encodeURIComponent(id)}`, unwrap: true }, options)
  }

  /**
   * Change a webhook. Lists and headers take the place of all that were there. Deliveries that were
   * made before go to the new URL as well. Needs the scope `services:write`.
   */
  updateWebhook(id: string, body: UpdateWebhook, options?: CallOptions): Promise<Webhook> {
    return this.call({ method: 'PATCH', path: `/api/webhooks/${encodeURIComponent(id)}`, body, unwrap: true }, options)
  }

  /** Delete a webhook. With all its deliveries, for ever. Needs the scope `services:write`. */
  deleteWebhook(id: string, options?: CallOptions): Promise<void> {
    return this.call({ method: 'DELETE', path: `/api/webhooks/${encodeURIComponent(id)}` }, options)
  }

  /**
   * Enable a webhook. Sends to it again, beginning with what was pending when it was disabled.
   * Needs the scope `services:write`.
   */
  enableWebhook(id: string, options?: CallOptions): Promise<WebhookRevival> {
    return this.call({ method: 'POST', path: `/api/webhooks/${encodeURIComponent(id)}/enable`, body: {} }, options)
  }

  /**
   * Try a webhook. Sends it the event `webhook.ping`. What came of it is in the delivery. 409 if
   * the webhook is disabled. Needs the scope `services:write`.
   */
  pingWebhook(id: string, options?: CallOptions): Promise<Delivery> {
    return this.call({ method: 'POST', path: `/api/webhooks/${encodeURIComponent(id)}/ping`, body: {}, unwrap: true }, options)
  }

  /**
   * Rotate a webhook's secret. The answer has the new secret, this once. For 24 hours the old one
   * signs as well. Needs the scope `services:write`.
   */
  rotateWebhookSecret(id: string, options?: CallOptions): Promise<Webhook> {
    return this.call({ method: 'POST', path: `/api/webhooks/${encodeURIComponent(id)}/rotate-secret`, body: {}, unwrap: true }, options)
  }

  /**
   * Send again what failed. Makes the deliveries pending again that were made at a time or later
   * and failed. 409 if the webhook is disabled. Needs the scope `services:write`.
   */
  recoverWebhook(id: string, body: RecoverWebhook, options?: CallOptions): Promise<WebhookRevival> {
    return this.call({ method: 'POST', path: `/api/webhooks/${encodeURIComponent(id)}/recover`, body }, options)
  }

  /**
   * List the deliveries of a webhook. What it was sent, or is to be sent, the newest first. Needs
   * the scope `services:read`.
   */
  listDeliveries(id: string, params: ListDeliveriesParams = {}, options?: CallOptions): Promise<DeliveryList> {
    return this.call({ method: 'GET', path: `/api/webhooks/${encodeURIComponent(id)}/deliveries`, query: params }, options)
  }

  /**
   * All that `listDeliveries` lists, page by page as they are asked for; `limit` is the length of a
   * page, and `offset` where to begin.
   */
  allDeliveries(id: string, params: ListDeliveriesParams = {}, options?: CallOptions): AsyncGenerator<Delivery, void, undefined> {
    return this.pages({ method: 'GET', path: `/api/webhooks/${encodeURIComponent(id)}/deliveries`, query: params }, options)
  }

  /**
   * Get a delivery. With its attempts, the last first and at most 100, and its body. Needs the
   * scope `services:read`; the body, as it tells of the incident, is shown with `incidents:read`.
   */
  getDelivery(id: string, deliveryId: string, options?: CallOptions): Promise<Delivery> {
    return this.call({ method: 'GET', path: `/api/webhooks/${encodeURIComponent(id)}/deliveries/${encodeURIComponent(deliveryId)}`, unwrap: true }, options)
  }

  /**
   * Send a delivery again. Whatever became of it: with the same id and the same body, before later
   * events of its incident that are pending. 409 if the webhook is disabled. Needs the scope
   * `services:write`.
   */
  redeliver(id: string, deliveryId: string, options?: CallOptions): Promise<Delivery> {
    return this.call({ method: 'POST', path: `/api/webhooks/${encodeURIComponent(id)}/deliveries/${encodeURIComponent(deliveryId)}/redeliver`, body: {}, unwrap: true }, options)
  }
}
