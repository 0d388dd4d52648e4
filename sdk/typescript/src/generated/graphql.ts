// Written from graph/schema by npm run generate: do not edit.
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type MakeOptional<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]?: Maybe<T[SubKey]> };
export type MakeMaybe<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]: Maybe<T[SubKey]> };
export type MakeEmpty<T extends { [key: string]: unknown }, K extends keyof T> = { [_ in K]?: never };
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A moment, as RFC 3339 with an offset; answers are in UTC with `Z`, to the microsecond. */
  DateTime: { input: string; output: string; }
  /** Any JSON value, kept as it was written. */
  JSON: { input: unknown; output: unknown; }
};

/** What can be read. Everything belongs to the environment of the API key: a test key sees only what is in TEST. */
export type Query = {
  /** How many incidents there were, and how long they took. It counts those that were created in a window of at most 366 days, in which there may be a million. Needs the scope `incidents:read`. */
  incidentAnalytics: IncidentAnalytics;
  /** How long people are on call in a window of at most 366 days, by the schedules as they now are. Needs the scope `schedules:read`. */
  onCallAnalytics: OnCallAnalytics;
  /** When nobody is on call, by each schedule, the earliest first, in a window of at most 366 days. Needs the scope `schedules:read`. */
  coverageGaps: Array<CoverageGap>;
  /** A page of the API keys, the newest first, revoked ones too. Only for an administrator who is signed in. */
  apiKeys: ApiKeyConnection;
  /** A page of the changes to what people set up. Only for an administrator who is signed in. */
  auditLog: AuditEntryConnection;
  /** The calendar feeds that the viewer has made; of everybody, for an administrator who is signed in. Needs the scope `schedules:read`. */
  calendarFeeds: CalendarFeedConnection;
  /** One change event, or null if there is none with this id. Needs the scope `incidents:read`. */
  changeEvent: Maybe<ChangeEvent>;
  /** A page of the change events, the latest change first. Needs the scope `incidents:read`. */
  changeEvents: ChangeEventConnection;
  /** How many incidents there are now. The numbers are kept as incidents change, and are exact: to ask costs the same however many are stored. Needs the scope `incidents:read`. */
  incidentCounts: IncidentCounts;
  /** One incident, or null if there is none with this id. Needs the scope `incidents:read`. */
  incident: Maybe<Incident>;
  /** A page of the incidents. Needs the scope `incidents:read`. */
  incidents: IncidentConnection;
  /** The inbox of who asks, the newest first: a person who is signed in, or the owner of the API key. Needs the scope `incidents:read`. */
  inbox: NotificationConnection;
  /** How much of the inbox is not read. Needs the scope `incidents:read`. */
  inboxUnreadCount: Scalars['Int']['output'];
  /** Who is on call, for each schedule. Needs the scope `schedules:read`. */
  onCalls: OnCallConnection;
  /** Who would be on call by a schedule that is not stored, and whose shifts it would move. Needs the scope `schedules:read`. */
  previewSchedule: SchedulePreview;
  /** One escalation policy, or null if there is none with this id. Needs the scope `services:read`. */
  escalationPolicy: Maybe<EscalationPolicy>;
  /** A page of the escalation policies. Needs the scope `services:read`. */
  escalationPolicies: EscalationPolicyConnection;
  /** One saved view, or null if there is none with this id that the viewer may see. Needs the scope `incidents:read`. */
  savedView: Maybe<SavedView>;
  /** A page of the views that the viewer may see, by name: their own, and those that others share. An API key sees what its owner sees. Needs the scope `incidents:read`. */
  savedViews: SavedViewConnection;
  /** One schedule, or null if there is none with this id. Needs the scope `schedules:read`. */
  schedule: Maybe<Schedule>;
  /** A page of the schedules. Needs the scope `schedules:read`. */
  schedules: ScheduleConnection;
  /** Who is asking. */
  viewer: Viewer;
  /** What this operation costs, and how many more reads may be made now. It counts itself as any other field of the query; a query of nothing else is one read too. */
  rateLimit: RateLimit;
  /** Any object by its id, or null if there is none that the API key may read. */
  node: Maybe<Node>;
  /** Several objects by their ids, in the same order; null where there is none. */
  nodes: Array<Maybe<Node>>;
  /** One service, or null if there is none with this id. Needs the scope `services:read`. */
  service: Maybe<Service>;
  /** A page of the services. Needs the scope `services:read`. */
  services: ServiceConnection;
  /** One integration, or null if there is none with this id. Needs the scope `services:read`. */
  integration: Maybe<Integration>;
  /** Where somebody begins: whether this server waits for its first administrator, and who is signed in. Open to everybody. */
  setup: Setup;
  /** The settings of the environment. Only for an administrator who is signed in. */
  settings: Settings;
  /** Who would be told of an incident that nobody answers, when and why. Null if there is no such policy or service. Needs the scope `services:read`. */
  simulateEscalation: Maybe<EscalationSimulation>;
  /** One team, or null if there is none with this id. Needs the scope `teams:read`. */
  team: Maybe<Team>;
  /** A page of the teams. Needs the scope `teams:read`. */
  teams: TeamConnection;
  /** One user, or null if there is none with this id. Needs the scope `users:read`. */
  user: Maybe<User>;
  /** A page of the users. Needs the scope `users:read`. */
  users: UserConnection;
  /** One webhook, or null if there is none with this id. Needs the scope `services:read`. */
  webhook: Maybe<Webhook>;
  /** A page of the webhooks. Needs the scope `services:read`. */
  webhooks: WebhookConnection;
  /** One delivery of a webhook, or null if there is none with this id. Needs the scope `services:read`. */
  webhookDelivery: Maybe<WebhookDelivery>;
};


/** What can be read. Everything belongs to the environment of the API key: a test key sees only what is in TEST. */
export type QueryIncidentAnalyticsArgs = {
  since?: InputMaybe<Scalars['DateTime']['input']>;
  until?: InputMaybe<Scalars['DateTime']['input']>;
  filter?: InputMaybe<IncidentAnalyticsFilter>;
};


/** What can be read. Everything belongs to the environment of the API key: a test key sees only what is in TEST. */
export type QueryOnCallAnalyticsArgs = {
  since?: InputMaybe<Scalars['DateTime']['input']>;
  until?: InputMaybe<Scalars['DateTime']['input']>;
  scheduleId?: InputMaybe<Array<Scalars['ID']['input']>>;
};


/** What can be read. Everything belongs to the environment of the API key: a test key sees only what is in TEST. */
export type QueryCoverageGapsArgs = {
  since?: InputMaybe<Scalars['DateTime']['input']>;
  until?: InputMaybe<Scalars['DateTime']['input']>;
  scheduleId?: InputMaybe<Array<Scalars['ID']['input']>>;
  first?: Scalars['Int']['input'];
  offset?: Scalars['Int']['input'];
};


/** What can be read. Everything belongs to the environment of the API key: a test key sees only what is in TEST. */
export type QueryApiKeysArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};


/** What can be read. Everything belongs to the environment of the API key: a test key sees only what is in TEST. */
export type QueryAuditLogArgs = {
  filter?: InputMaybe<AuditFilter>;
  direction?: OrderDirection;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};


/** What can be read. Everything belongs to the environment of the API key: a test key sees only what is in TEST. */
export type QueryCalendarFeedsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};


/** What can be read. Everything belongs to the environment of the API key: a test key sees only what is in TEST. */
export type QueryChangeEventArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read. Everything belongs to the environment of the API key: a test key sees only what is in TEST. */
export type QueryChangeEventsArgs = {
  filter?: InputMaybe<ChangeEventFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};


/** What can be read. Everything belongs to the environment of the API key: a test key sees only what is in TEST. */
export type QueryIncidentCountsArgs = {
  filter?: InputMaybe<IncidentCountsFilter>;
};


/** What can be read. Everything belongs to the environment of the API key: a test key sees only what is in TEST. */
export type QueryIncidentArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read. Everything belongs to the environment of the API key: a test key sees only what is in TEST. */
export type QueryIncidentsArgs = {
  filter?: InputMaybe<IncidentFilter>;
  orderBy?: InputMaybe<IncidentOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};


/** What can be read. Everything belongs to the environment of the API key: a test key sees only what is in TEST. */
export type QueryInboxArgs = {
  unread?: Scalars['Boolean']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};


/** What can be read. Everything belongs to the environment of the API key: a test key sees only what is in TEST. */
export type QueryOnCallsArgs = {
  at?: InputMaybe<Scalars['DateTime']['input']>;
  filter?: InputMaybe<ScheduleFilter>;
  orderBy?: InputMaybe<NamedOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};


/** What can be read. Everything belongs to the environment of the API key: a test key sees only what is in TEST. */
export type QueryPreviewScheduleArgs = {
  input: PreviewScheduleInput;
};


/** What can be read. Everything belongs to the environment of the API key: a test key sees only what is in TEST. */
export type QueryEscalationPolicyArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read. Everything belongs to the environment of the API key: a test key sees only what is in TEST. */
export type QueryEscalationPoliciesArgs = {
  filter?: InputMaybe<EscalationPolicyFilter>;
  orderBy?: InputMaybe<NamedOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};


/** What can be read. Everything belongs to the environment of the API key: a test key sees only what is in TEST. */
export type QuerySavedViewArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read. Everything belongs to the environment of the API key: a test key sees only what is in TEST. */
export type QuerySavedViewsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};


/** What can be read. Everything belongs to the environment of the API key: a test key sees only what is in TEST. */
export type QueryScheduleArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read. Everything belongs to the environment of the API key: a test key sees only what is in TEST. */
export type QuerySchedulesArgs = {
  filter?: InputMaybe<ScheduleFilter>;
  orderBy?: InputMaybe<NamedOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};


/** What can be read. Everything belongs to the environment of the API key: a test key sees only what is in TEST. */
export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read. Everything belongs to the environment of the API key: a test key sees only what is in TEST. */
export type QueryNodesArgs = {
  ids: Array<Scalars['ID']['input']>;
};


/** What can be read. Everything belongs to the environment of the API key: a test key sees only what is in TEST. */
export type QueryServiceArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read. Everything belongs to the environment of the API key: a test key sees only what is in TEST. */
export type QueryServicesArgs = {
  filter?: InputMaybe<ServiceFilter>;
  orderBy?: InputMaybe<NamedOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};


/** What can be read. Everything belongs to the environment of the API key: a test key sees only what is in TEST. */
export type QueryIntegrationArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read. Everything belongs to the environment of the API key: a test key sees only what is in TEST. */
export type QuerySimulateEscalationArgs = {
  policyId?: InputMaybe<Scalars['ID']['input']>;
  serviceId?: InputMaybe<Scalars['ID']['input']>;
  at?: InputMaybe<Scalars['DateTime']['input']>;
  urgency?: Urgency;
};


/** What can be read. Everything belongs to the environment of the API key: a test key sees only what is in TEST. */
export type QueryTeamArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read. Everything belongs to the environment of the API key: a test key sees only what is in TEST. */
export type QueryTeamsArgs = {
  filter?: InputMaybe<TeamFilter>;
  orderBy?: InputMaybe<NamedOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};


/** What can be read. Everything belongs to the environment of the API key: a test key sees only what is in TEST. */
export type QueryUserArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read. Everything belongs to the environment of the API key: a test key sees only what is in TEST. */
export type QueryUsersArgs = {
  filter?: InputMaybe<UserFilter>;
  orderBy?: InputMaybe<NamedOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};


/** What can be read. Everything belongs to the environment of the API key: a test key sees only what is in TEST. */
export type QueryWebhookArgs = {
  id: Scalars['ID']['input'];
};


/** What can be read. Everything belongs to the environment of the API key: a test key sees only what is in TEST. */
export type QueryWebhooksArgs = {
  filter?: InputMaybe<WebhookFilter>;
  orderBy?: InputMaybe<NamedOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};


/** What can be read. Everything belongs to the environment of the API key: a test key sees only what is in TEST. */
export type QueryWebhookDeliveryArgs = {
  id: Scalars['ID']['input'];
};

/** Which incidents are counted; all that is given must hold. */
export type IncidentAnalyticsFilter = {
  /** Of any of these services. */
  serviceId?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Of any of these teams: the incident's own, or its service's. */
  teamId?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Of any of these urgencies. */
  urgency?: InputMaybe<Array<Urgency>>;
};

/** What there is to count of the incidents that were created in a window. */
export type IncidentAnalytics = {
  /** From here on. */
  since: Scalars['DateTime']['output'];
  /** Up to here. */
  until: Scalars['DateTime']['output'];
  /** All of them together. */
  total: IncidentFigures;
  /** Each day of the window by when incidents were created, the earliest first: also those without any. */
  days: Array<IncidentDay>;
  /** Each hour of the week by when incidents were created, from Monday at midnight on: also those without any. */
  weekHours: Array<WeekHour>;
  /** Each urgency, the highest first: also those without any. */
  urgencies: Array<UrgencyFigures>;
  /** Each priority, P1 first, and those without a priority: also those without any incident. */
  priorities: Array<PriorityFigures>;
  /** The services with incidents, those with the most first. */
  services: Array<ServiceFigures>;
  /** The teams with incidents, those with the most first. An incident whose own team is not its service's counts for both. */
  teams: Array<TeamFigures>;
};


/** What there is to count of the incidents that were created in a window. */
export type IncidentAnalyticsDaysArgs = {
  timeZone?: InputMaybe<Scalars['String']['input']>;
};


/** What there is to count of the incidents that were created in a window. */
export type IncidentAnalyticsWeekHoursArgs = {
  timeZone?: InputMaybe<Scalars['String']['input']>;
};


/** What there is to count of the incidents that were created in a window. */
export type IncidentAnalyticsServicesArgs = {
  first?: Scalars['Int']['input'];
  offset?: Scalars['Int']['input'];
};


/** What there is to count of the incidents that were created in a window. */
export type IncidentAnalyticsTeamsArgs = {
  first?: Scalars['Int']['input'];
  offset?: Scalars['Int']['input'];
};

/** What there is to count of some incidents. One that is merged into another is counted as merged and nowhere else: the other stands for it. */
export type IncidentFigures = {
  /** How many there were, but for those that are merged into another. */
  incidents: Scalars['Int']['output'];
  /** How many of these are now open. */
  open: Scalars['Int']['output'];
  /** How many are now acknowledged. */
  acknowledged: Scalars['Int']['output'];
  /** How many are now snoozed. */
  snoozed: Scalars['Int']['output'];
  /** How many are now suppressed. */
  suppressed: Scalars['Int']['output'];
  /** How many are now resolved. */
  resolved: Scalars['Int']['output'];
  /** How long they took from their creation until they were acknowledged for the first time, of those that were. */
  mtta: DurationFigures;
  /** How long they took from their creation until they were resolved for the last time, of those that are. */
  mttr: DurationFigures;
  /** How often a step of a policy told people by itself, but for the first step, which comes with the incident. */
  automaticEscalations: Scalars['Int']['output'];
  /** How often they were escalated by hand. */
  manualEscalations: Scalars['Int']['output'];
  /** How many were opened again after they were resolved. */
  reopened: Scalars['Int']['output'];
  /** How many more there were that are merged into another. */
  merged: Scalars['Int']['output'];
};

/** Durations summed up, in seconds, exact to the microsecond. */
export type DurationFigures = {
  /** Of how many durations. */
  n: Scalars['Int']['output'];
  /** The arithmetic mean; null if there are none. */
  mean: Maybe<Scalars['Float']['output']>;
  /** The shortest duration that at least half of them do not exceed; null if there are none. */
  p50: Maybe<Scalars['Float']['output']>;
  /** The shortest duration that at least 95 of 100 do not exceed; null if there are none. */
  p95: Maybe<Scalars['Float']['output']>;
};

/** What there is to count of one day. */
export type IncidentDay = {
  /** The date, as `2024-01-15`. */
  date: Scalars['String']['output'];
  /** When it begins in its time zone, or when the window does. */
  start: Scalars['DateTime']['output'];
  /** When it ends, or when the window does. A day on which the clocks change has 23 or 25 hours, as a rule. */
  end: Scalars['DateTime']['output'];
  /** The incidents that were created on it. */
  figures: IncidentFigures;
};

/** How many incidents were created in one hour of the week. */
export type WeekHour = {
  /** The day of the week, from 1, Monday, to 7, Sunday. */
  weekday: Scalars['Int']['output'];
  /** The hour of the day, by the clock, from 0 to 23. */
  hour: Scalars['Int']['output'];
  /** How many there were in all weeks of the window, but for those that are merged into another. An hour that the clocks repeat counts twice, one that they leave out never. */
  incidents: Scalars['Int']['output'];
};

/** What there is to count of one urgency. */
export type UrgencyFigures = {
  /** The urgency that incidents have now. */
  urgency: Urgency;
  /** Its incidents. */
  figures: IncidentFigures;
};

/** What there is to count of one priority. */
export type PriorityFigures = {
  /** The priority that incidents have now; null: none was given. */
  priority: Maybe<Priority>;
  /** Its incidents. */
  figures: IncidentFigures;
};

/** What there is to count of one service. */
export type ServiceFigures = {
  /** The service. Its `id` and `name` need no more than `incidents:read`. */
  service: Service;
  /** Its incidents. */
  figures: IncidentFigures;
};

/** What there is to count of one team. */
export type TeamFigures = {
  /** The team, whose `id` and `name` need no more than `incidents:read`; null: those that are of no team. */
  team: Maybe<Team>;
  /** Its incidents. */
  figures: IncidentFigures;
};

/** How long people are on call in a window. */
export type OnCallAnalytics = {
  /** From here on. */
  since: Scalars['DateTime']['output'];
  /** Up to here. */
  until: Scalars['DateTime']['output'];
  /** Who is on call, those with the most time first. */
  users: Array<UserOnCallTime>;
  /** The schedules, those that cover the most time first. */
  schedules: Array<ScheduleOnCallTime>;
};


/** How long people are on call in a window. */
export type OnCallAnalyticsUsersArgs = {
  first?: Scalars['Int']['input'];
  offset?: Scalars['Int']['input'];
};


/** How long people are on call in a window. */
export type OnCallAnalyticsSchedulesArgs = {
  first?: Scalars['Int']['input'];
  offset?: Scalars['Int']['input'];
};

/** How long one user is on call. */
export type UserOnCallTime = {
  /** The user, whose `id` and `name` need no more than `schedules:read`. */
  user: User;
  /** For how many seconds, by whatever schedule: a moment counts once, by however many schedules the user is then on call. */
  seconds: Scalars['Float']['output'];
  /** In how many shifts, of all schedules. */
  shifts: Scalars['Int']['output'];
  /** The same by each schedule, those with the most time first. */
  schedules: Array<OnCallTime>;
};


/** How long one user is on call. */
export type UserOnCallTimeSchedulesArgs = {
  first?: Scalars['Int']['input'];
  offset?: Scalars['Int']['input'];
};

/** How long people are on call by one schedule. */
export type ScheduleOnCallTime = {
  /** The schedule. */
  schedule: Schedule;
  /** For how many seconds somebody is. */
  seconds: Scalars['Float']['output'];
  /** How much of the window that is, in percent with four decimals. */
  coveragePercent: Scalars['Float']['output'];
  /** Who is, those with the most time first. */
  users: Array<OnCallTime>;
  /** When nobody is, the earliest first. */
  gaps: Array<ScheduleGap>;
};


/** How long people are on call by one schedule. */
export type ScheduleOnCallTimeUsersArgs = {
  first?: Scalars['Int']['input'];
  offset?: Scalars['Int']['input'];
};


/** How long people are on call by one schedule. */
export type ScheduleOnCallTimeGapsArgs = {
  first?: Scalars['Int']['input'];
  offset?: Scalars['Int']['input'];
};

/** How long one user is on call by one schedule. */
export type OnCallTime = {
  /** The schedule. */
  schedule: Schedule;
  /** The user, whose `id` and `name` need no more than `schedules:read`. */
  user: User;
  /** For how many seconds. */
  seconds: Scalars['Float']['output'];
  /** In how many shifts. */
  shifts: Scalars['Int']['output'];
};

/** A time for which nobody is on call by a schedule. */
export type CoverageGap = {
  /** The schedule. */
  schedule: Schedule;
  /** From here on. */
  start: Scalars['DateTime']['output'];
  /** Up to here. */
  end: Scalars['DateTime']['output'];
};

/** What can be changed. A mutation takes one input and answers with the changed object. */
export type Mutation = {
  /**
   * Lets an API key run documents: one that was made with `storedDocumentsOnly`, and runs no others. A document
   * that is stored already stays as it is. Each has to fit the schema and the limits of an operation. Only for an
   * administrator who is signed in.
   */
  storeDocuments: StoreDocumentsPayload;
  /**
   * Takes documents from an API key: it may not run them any more, here at once and on every server within five
   * seconds. A hash of which none is stored is passed over. Only for an administrator who is signed in.
   */
  removeStoredDocuments: RemoveStoredDocumentsPayload;
  /** Makes an API key and shows its secret, this once. Only for an administrator who is signed in. */
  createApiKey: CreateApiKeyPayload;
  /** Ends an API key at once, on every server within five seconds. Only for an administrator who is signed in. */
  revokeApiKey: RevokeApiKeyPayload;
  /** Makes a link that shows a schedule, or a user's shifts, in a calendar program. Needs the scope `schedules:read`; for an API key, or the shifts of somebody else, also `schedules:write`. */
  createCalendarFeed: CreateCalendarFeedPayload;
  /** Ends a link: calendar programs find nothing there any more. For who has made it; otherwise needs the scope `users:write`. */
  revokeCalendarFeed: RevokeCalendarFeedPayload;
  /** Reports that something was done to a service: the same as `POST /v2/change/enqueue`. Needs the scope `events:write`. */
  sendChangeEvent: SendChangeEventPayload;
  /** Runs the next step of an incident's escalation now; a first step that is due still runs before it. After the last step the next pass begins. Without a policy the fallback is told. CONFLICT unless the incident is OPEN. Needs the scope `incidents:write`. */
  escalateIncident: EscalateIncidentPayload;
  /** Sends what a monitoring tool has to say: the same as `POST /api/events`. Needs the scope `events:write`. */
  sendEvent: SendEventPayload;
  /** Opens an incident by hand. Needs the scope `incidents:write`. */
  createIncident: CreateIncidentPayload;
  /** Changes what is given of an incident, and leaves the rest. Needs the scope `incidents:write`. */
  updateIncident: UpdateIncidentPayload;
  /** Says that somebody is working on an incident, which stops its escalation. Needs the scope `incidents:write`. */
  acknowledgeIncident: AcknowledgeIncidentPayload;
  /** Takes an acknowledgement back: the incident is open again. Needs the scope `incidents:write`. */
  unacknowledgeIncident: UnacknowledgeIncidentPayload;
  /** Says that an incident is over. Needs the scope `incidents:write`. */
  resolveIncident: ResolveIncidentPayload;
  /** Opens a resolved incident again. Needs the scope `incidents:write`. */
  reopenIncident: ReopenIncidentPayload;
  /** Puts an incident aside for a while; it wakes by itself. Needs the scope `incidents:write`. */
  snoozeIncident: SnoozeIncidentPayload;
  /** Hides an incident that is only noise. Needs the scope `incidents:write`. */
  suppressIncident: SuppressIncidentPayload;
  /** Hands an incident to a user or to a team, or to nobody. Needs the scope `incidents:write`. */
  assignIncident: AssignIncidentPayload;
  /** Writes a note into an incident's timeline. Needs the scope `incidents:write`. */
  addIncidentNote: AddIncidentNotePayload;
  /** Acknowledges up to 100 incidents, each by itself: one that cannot be does not stop the others. Needs the scope `incidents:write`. */
  acknowledgeIncidents: AcknowledgeIncidentsPayload;
  /** Resolves up to 100 incidents, each by itself: one that cannot be does not stop the others. Needs the scope `incidents:write`. */
  resolveIncidents: ResolveIncidentsPayload;
  /** Changes what is given of up to 100 incidents, each by itself: one that cannot be does not stop the others. Needs the scope `incidents:write`. */
  updateIncidents: UpdateIncidentsPayload;
  /** Joins incidents into one. The sources become RESOLVED and stay as they are; their alerts and timelines are shown with the target. Needs the scope `incidents:write`. */
  mergeIncidents: MergeIncidentsPayload;
  /** Deletes an incident with its timeline and alerts, for ever. Needs the scope `incidents:write`, and an administrator or a key of one. */
  deleteIncident: DeleteIncidentPayload;
  /** Marks notifications in the inbox of who asks as read. Needs the scope `incidents:read`. */
  markNotificationsRead: MarkNotificationsReadPayload;
  /** Makes an escalation policy. Needs the scope `services:write`. */
  createEscalationPolicy: CreateEscalationPolicyPayload;
  /** Changes what is given of a policy, and leaves the rest. Incidents that escalate go on by the steps they began with. Needs the scope `services:write`. */
  updateEscalationPolicy: UpdateEscalationPolicyPayload;
  /** Deletes a policy that no service needs. Needs the scope `services:write`. */
  deleteEscalationPolicy: DeleteEscalationPolicyPayload;
  /** Saves a filter and an order of incidents under a name, for the viewer, or the owner of the API key. Needs the scope `incidents:read`; to share it, also `incidents:write`. */
  createSavedView: CreateSavedViewPayload;
  /** Changes what is given of a view, and leaves the rest. For its owner; an administrator can end that it is shared. Needs the scope `incidents:read`; if the view is shared after the change, also `incidents:write`. */
  updateSavedView: UpdateSavedViewPayload;
  /** Deletes a view. For its owner, and, of those that are shared, for an administrator. Needs the scope `incidents:read`; to delete that of another, also `incidents:write`. */
  deleteSavedView: DeleteSavedViewPayload;
  /** Makes a schedule, with its layers and overrides. Needs the scope `schedules:write`. */
  createSchedule: CreateSchedulePayload;
  /** Changes what is given of a schedule, and leaves the rest. Needs the scope `schedules:write`. */
  updateSchedule: UpdateSchedulePayload;
  /** Deletes a schedule that no policy needs. Needs the scope `schedules:write`. */
  deleteSchedule: DeleteSchedulePayload;
  /** Adds a layer to a schedule, above those with its priority. Needs the scope `schedules:write`. */
  addScheduleLayer: AddScheduleLayerPayload;
  /** Changes what is given of a layer, from now or from a date on. Needs the scope `schedules:write`. */
  updateScheduleLayer: UpdateScheduleLayerPayload;
  /** Removes a layer, or ends it at a date. Needs the scope `schedules:write`. */
  removeScheduleLayer: RemoveScheduleLayerPayload;
  /** Puts one user on call for a time, whatever the layers say. Needs the scope `schedules:write`. */
  createOverride: CreateOverridePayload;
  /** Changes what is given of an override. Needs the scope `schedules:write`. */
  updateOverride: UpdateOverridePayload;
  /** Takes an override back. Needs the scope `schedules:write`. */
  deleteOverride: DeleteOverridePayload;
  /** Makes a service. Needs the scope `services:write`. */
  createService: CreateServicePayload;
  /** Changes what is given of a service, and leaves the rest. Needs the scope `services:write`. */
  updateService: UpdateServicePayload;
  /** Deletes a service whose incidents are all resolved. Its name is free again; its past stays. Needs the scope `services:write`. */
  deleteService: DeleteServicePayload;
  /** Makes a way to send events to a service, with a routing key of its own. Needs the scope `services:write`. */
  createIntegration: CreateIntegrationPayload;
  /** Changes what is given of an integration. While it is disabled its events are refused. Needs the scope `services:write`. */
  updateIntegration: UpdateIntegrationPayload;
  /** Gives an integration another routing key. Events with the old one are refused, on every server within five seconds. Needs the scope `services:write`. */
  rotateIntegrationKey: RotateIntegrationKeyPayload;
  /** Deletes an integration. Needs the scope `services:write`. */
  deleteIntegration: DeleteIntegrationPayload;
  /** Plans work on a service. Needs the scope `services:write`. */
  createMaintenanceWindow: CreateMaintenanceWindowPayload;
  /** Changes what is given of a maintenance window. Needs the scope `services:write`. */
  updateMaintenanceWindow: UpdateMaintenanceWindowPayload;
  /** Deletes a maintenance window. Needs the scope `services:write`. */
  deleteMaintenanceWindow: DeleteMaintenanceWindowPayload;
  /** Makes the first user, an administrator, on a server that has none, and signs them in: the answer sets a cookie. Open to everybody who has the set-up token that the server prints. */
  createFirstAdmin: CreateFirstAdminPayload;
  /** Signs a person in: the answer sets a cookie. Open to everybody; wrong passwords are slowed down. */
  signIn: SignInPayload;
  /** Signs the person out, of this browser or of all. Only for a person who is signed in. */
  signOut: SignOutPayload;
  /** Makes an INVITED user, or takes the one there is, and a token with which they choose a password within 7 days. Only for an administrator who is signed in, in LIVE. */
  inviteUser: InviteUserPayload;
  /** Stores the password that an invited user has chosen, makes them ACTIVE, and signs them in: the answer sets a cookie. Open to everybody who has the token. */
  acceptInvitation: AcceptInvitationPayload;
  /** Gives the person who is signed in a new password, and ends all their other sessions: the answer sets a new cookie. */
  changePassword: ChangePasswordPayload;
  /** Sends a link to choose a new password, good for an hour, if an ACTIVE user has this e-mail address. The answer does not tell whether one has. Open to everybody. */
  requestPasswordReset: RequestPasswordResetPayload;
  /** Stores a new password, ends all sessions of its user, and signs them in: the answer sets a cookie. Open to everybody who has the token. */
  resetPassword: ResetPasswordPayload;
  /** Changes what is given of the environment's settings. Only for an administrator who is signed in. */
  updateSettings: UpdateSettingsPayload;
  /** Makes a team. Needs the scope `teams:write`. */
  createTeam: CreateTeamPayload;
  /** Changes what is given of a team, and leaves the rest. Needs the scope `teams:write`. */
  updateTeam: UpdateTeamPayload;
  /** Deletes a team that nothing needs. Its name is free again; its past stays. Needs the scope `teams:write`. */
  deleteTeam: DeleteTeamPayload;
  /** Takes a user into a team. Needs the scope `teams:write`. */
  addTeamMember: AddTeamMemberPayload;
  /** Gives a member another role. The last owner stays one. Needs the scope `teams:write`. */
  updateTeamMember: UpdateTeamMemberPayload;
  /** Takes a user out of a team. The last owner stays. Needs the scope `teams:write`. */
  removeTeamMember: RemoveTeamMemberPayload;
  /** Invites a person, who is on call and paged like any other from then on. Needs the scope `users:write`. */
  createUser: CreateUserPayload;
  /** Changes what is given of a user, and leaves the rest. Needs the scope `users:write`; of oneself, signed in, the name and the time zone do not. */
  updateUser: UpdateUserPayload;
  /** Deletes a user whom nothing needs. The e-mail address is free again; the user's past stays. Needs the scope `users:write`. */
  deleteUser: DeleteUserPayload;
  /** Says how a user is told of incidents. For oneself, signed in, or with the scope `users:write`. */
  setNotificationRules: SetNotificationRulesPayload;
  /** Makes a webhook, and shows its secret, this once. Needs the scope `services:write`. */
  createWebhook: CreateWebhookPayload;
  /** Changes what is given of a webhook, and leaves the rest. Deliveries that were made before go to the new URL as well. Needs the scope `services:write`. */
  updateWebhook: UpdateWebhookPayload;
  /** Deletes a webhook with all its deliveries, for ever. Needs the scope `services:write`. */
  deleteWebhook: DeleteWebhookPayload;
  /** Sends to a disabled webhook again, beginning with what was pending when it was disabled. Needs the scope `services:write`. */
  enableWebhook: EnableWebhookPayload;
  /** Sends the event `webhook.ping` to a webhook, to try it. What came of it is in the delivery. Needs the scope `services:write`. */
  pingWebhook: PingWebhookPayload;
  /** Gives a webhook another secret, and shows it, this once. For 24 hours the old one signs as well. Needs the scope `services:write`. */
  rotateWebhookSecret: RotateWebhookSecretPayload;
  /** Sends one delivery again, whatever became of it: with the same id and the same body. Needs the scope `services:write`. */
  redeliverWebhookDelivery: RedeliverWebhookDeliveryPayload;
  /** Sends again what a webhook was to be sent at a time or later and did not take. Needs the scope `services:write`. */
  recoverWebhook: RecoverWebhookPayload;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationStoreDocumentsArgs = {
  input: StoreDocumentsInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationRemoveStoredDocumentsArgs = {
  input: RemoveStoredDocumentsInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationCreateApiKeyArgs = {
  input: CreateApiKeyInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationRevokeApiKeyArgs = {
  input: RevokeApiKeyInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationCreateCalendarFeedArgs = {
  input: CreateCalendarFeedInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationRevokeCalendarFeedArgs = {
  input: RevokeCalendarFeedInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationSendChangeEventArgs = {
  input: SendChangeEventInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationEscalateIncidentArgs = {
  input: EscalateIncidentInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationSendEventArgs = {
  input: SendEventInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationCreateIncidentArgs = {
  input: CreateIncidentInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationUpdateIncidentArgs = {
  input: UpdateIncidentInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationAcknowledgeIncidentArgs = {
  input: AcknowledgeIncidentInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationUnacknowledgeIncidentArgs = {
  input: UnacknowledgeIncidentInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationResolveIncidentArgs = {
  input: ResolveIncidentInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationReopenIncidentArgs = {
  input: ReopenIncidentInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationSnoozeIncidentArgs = {
  input: SnoozeIncidentInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationSuppressIncidentArgs = {
  input: SuppressIncidentInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationAssignIncidentArgs = {
  input: AssignIncidentInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationAddIncidentNoteArgs = {
  input: AddIncidentNoteInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationAcknowledgeIncidentsArgs = {
  input: AcknowledgeIncidentsInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationResolveIncidentsArgs = {
  input: ResolveIncidentsInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationUpdateIncidentsArgs = {
  input: UpdateIncidentsInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationMergeIncidentsArgs = {
  input: MergeIncidentsInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationDeleteIncidentArgs = {
  input: DeleteIncidentInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationMarkNotificationsReadArgs = {
  input: MarkNotificationsReadInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationCreateEscalationPolicyArgs = {
  input: CreateEscalationPolicyInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationUpdateEscalationPolicyArgs = {
  input: UpdateEscalationPolicyInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationDeleteEscalationPolicyArgs = {
  input: DeleteEscalationPolicyInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationCreateSavedViewArgs = {
  input: CreateSavedViewInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationUpdateSavedViewArgs = {
  input: UpdateSavedViewInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationDeleteSavedViewArgs = {
  input: DeleteSavedViewInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationCreateScheduleArgs = {
  input: CreateScheduleInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationUpdateScheduleArgs = {
  input: UpdateScheduleInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationDeleteScheduleArgs = {
  input: DeleteScheduleInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationAddScheduleLayerArgs = {
  input: AddScheduleLayerInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationUpdateScheduleLayerArgs = {
  input: UpdateScheduleLayerInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationRemoveScheduleLayerArgs = {
  input: RemoveScheduleLayerInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationCreateOverrideArgs = {
  input: CreateOverrideInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationUpdateOverrideArgs = {
  input: UpdateOverrideInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationDeleteOverrideArgs = {
  input: DeleteOverrideInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationCreateServiceArgs = {
  input: CreateServiceInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationUpdateServiceArgs = {
  input: UpdateServiceInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationDeleteServiceArgs = {
  input: DeleteServiceInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationCreateIntegrationArgs = {
  input: CreateIntegrationInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationUpdateIntegrationArgs = {
  input: UpdateIntegrationInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationRotateIntegrationKeyArgs = {
  input: RotateIntegrationKeyInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationDeleteIntegrationArgs = {
  input: DeleteIntegrationInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationCreateMaintenanceWindowArgs = {
  input: CreateMaintenanceWindowInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationUpdateMaintenanceWindowArgs = {
  input: UpdateMaintenanceWindowInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationDeleteMaintenanceWindowArgs = {
  input: DeleteMaintenanceWindowInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationCreateFirstAdminArgs = {
  input: CreateFirstAdminInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationSignInArgs = {
  input: SignInInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationSignOutArgs = {
  input: SignOutInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationInviteUserArgs = {
  input: InviteUserInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationAcceptInvitationArgs = {
  input: AcceptInvitationInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationChangePasswordArgs = {
  input: ChangePasswordInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationRequestPasswordResetArgs = {
  input: RequestPasswordResetInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationResetPasswordArgs = {
  input: ResetPasswordInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationUpdateSettingsArgs = {
  input: UpdateSettingsInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationCreateTeamArgs = {
  input: CreateTeamInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationUpdateTeamArgs = {
  input: UpdateTeamInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationDeleteTeamArgs = {
  input: DeleteTeamInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationAddTeamMemberArgs = {
  input: AddTeamMemberInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationUpdateTeamMemberArgs = {
  input: UpdateTeamMemberInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationRemoveTeamMemberArgs = {
  input: RemoveTeamMemberInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationCreateUserArgs = {
  input: CreateUserInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationUpdateUserArgs = {
  input: UpdateUserInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationDeleteUserArgs = {
  input: DeleteUserInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationSetNotificationRulesArgs = {
  input: SetNotificationRulesInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationCreateWebhookArgs = {
  input: CreateWebhookInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationUpdateWebhookArgs = {
  input: UpdateWebhookInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationDeleteWebhookArgs = {
  input: DeleteWebhookInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationEnableWebhookArgs = {
  input: EnableWebhookInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationPingWebhookArgs = {
  input: PingWebhookInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationRotateWebhookSecretArgs = {
  input: RotateWebhookSecretInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationRedeliverWebhookDeliveryArgs = {
  input: RedeliverWebhookDeliveryInput;
};


/** What can be changed. A mutation takes one input and answers with the changed object. */
export type MutationRecoverWebhookArgs = {
  input: RecoverWebhookInput;
};

/** What a script uses the API with. */
export type ApiKey = Node & {
  /** The id, `key_…`. */
  id: Scalars['ID']['output'];
  /** What it is for. */
  name: Scalars['String']['output'];
  /** The environment it reads and writes in. */
  environment: Environment;
  /** The last four characters of its secret. */
  lastFour: Scalars['String']['output'];
  /** What it may do, if its owner's role still allows it. */
  scopes: Array<Scalars['String']['output']>;
  /** The user whose role bounds it. */
  owner: User;
  /** Whether it runs the documents that are stored for it, and opens nothing else: neither REST nor events. */
  storedDocumentsOnly: Scalars['Boolean']['output'];
  /**
   * A page of the documents that it runs, the newest first, if it runs no others. Only for an administrator who is
   * signed in.
   */
  storedDocuments: StoredDocumentConnection;
  /** Events a minute; null: the server's limit; 0: no limit. */
  rateEvents: Maybe<Scalars['Int']['output']>;
  /** Reads a minute; null: the server's limit; 0: no limit. */
  rateReads: Maybe<Scalars['Int']['output']>;
  /** Writes a minute; null: the server's limit; 0: no limit. */
  rateWrites: Maybe<Scalars['Int']['output']>;
  /** When it ends by itself; null: never. */
  expiresAt: Maybe<Scalars['DateTime']['output']>;
  /** When it was revoked; null: it was not. */
  revokedAt: Maybe<Scalars['DateTime']['output']>;
  /** When it was last used, give or take a few seconds; null: never. */
  lastUsedAt: Maybe<Scalars['DateTime']['output']>;
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
};


/** What a script uses the API with. */
export type ApiKeyStoredDocumentsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};

/** An API key to make. */
export type CreateApiKeyInput = {
  /** What it is for, 1 to 100 characters. */
  name: Scalars['String']['input'];
  /** What it may do, as `incidents:read`; to write does not imply to read. */
  scopes: Array<Scalars['String']['input']>;
  /** Its owner; the one who makes it if left out. */
  ownerId?: InputMaybe<Scalars['ID']['input']>;
  /**
   * Whether it runs the documents that are stored for it by `storeDocuments`, and opens nothing else: for a page that
   * shows the key to whoever looks. That cannot be changed later.
   */
  storedDocumentsOnly?: Scalars['Boolean']['input'];
  /** When it ends by itself; never if left out. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Events a minute; the server's limit if left out; 0: no limit. */
  rateEvents?: InputMaybe<Scalars['Int']['input']>;
  /** Reads a minute; the server's limit if left out; 0: no limit. */
  rateReads?: InputMaybe<Scalars['Int']['input']>;
  /** Writes a minute; the server's limit if left out; 0: no limit. */
  rateWrites?: InputMaybe<Scalars['Int']['input']>;
  /** A key of your own: a repeat of the request with it within 24 hours makes nothing, and answers with what the first made. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** Which API key to revoke. */
export type RevokeApiKeyInput = {
  /** The key's id. */
  id: Scalars['ID']['input'];
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The API key that was made. */
export type CreateApiKeyPayload = {
  /** The key. */
  apiKey: ApiKey;
  /** The secret to send. It is shown this once: null in the answer to a repeat. */
  secret: Maybe<Scalars['String']['output']>;
  /** Whether the request was a repeat, by its idempotency key. */
  replayed: Scalars['Boolean']['output'];
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** The API key as it now stands. */
export type RevokeApiKeyPayload = {
  /** The key. */
  apiKey: ApiKey;
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** A page of API keys. */
export type ApiKeyConnection = {
  /** The API keys with their cursors. */
  edges: Array<ApiKeyEdge>;
  /** The API keys. */
  nodes: Array<ApiKey>;
  /** Where the page lies in the list. */
  pageInfo: PageInfo;
  /** How many API keys the whole list has. Counted only when it is asked for. */
  totalCount: Scalars['Int']['output'];
};

/** An API key with its cursor. */
export type ApiKeyEdge = {
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** The API key. */
  node: ApiKey;
};

/** A GraphQL document that an API key may run which runs no others. */
export type StoredDocument = {
  /** Its SHA-256, in 64 hexadecimal digits in lower case: what a request names it by in `extensions.persistedQuery`. */
  sha256Hash: Scalars['String']['output'];
  /** The names of its operations, in their order; none for an operation without a name. */
  operationNames: Array<Scalars['String']['output']>;
  /** The document, to the byte. */
  text: Scalars['String']['output'];
  /** When it was stored. */
  createdAt: Scalars['DateTime']['output'];
};

/** Documents to store for an API key. */
export type StoreDocumentsInput = {
  /** The key's id. It was made with `storedDocumentsOnly`, and has at most 1,000 documents. */
  apiKeyId: Scalars['ID']['input'];
  /** The texts of the documents, as clients send or hash them, to the byte: 1 to 100, each of at most 64 KiB. */
  documents: Array<Scalars['String']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** Documents to take from an API key. */
export type RemoveStoredDocumentsInput = {
  /** The key's id. */
  apiKeyId: Scalars['ID']['input'];
  /** The hashes of the documents: 1 to 100. */
  sha256Hashes: Array<Scalars['String']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The documents that the API key may run now, of those that were given. */
export type StoreDocumentsPayload = {
  /** The key. */
  apiKey: ApiKey;
  /** The documents in the order in which they were given, each once. */
  storedDocuments: Array<StoredDocument>;
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** What was taken from the API key. */
export type RemoveStoredDocumentsPayload = {
  /** The key. */
  apiKey: ApiKey;
  /** The hashes of the documents that were removed, in the order in which they were given. */
  removedHashes: Array<Scalars['String']['output']>;
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** A page of stored documents. */
export type StoredDocumentConnection = {
  /** The documents with their cursors. */
  edges: Array<StoredDocumentEdge>;
  /** The documents. */
  nodes: Array<StoredDocument>;
  /** Where the page lies in the list. */
  pageInfo: PageInfo;
  /** How many documents the whole list has. Counted only when it is asked for. */
  totalCount: Scalars['Int']['output'];
};

/** A stored document with its cursor. */
export type StoredDocumentEdge = {
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** The document. */
  node: StoredDocument;
};

/** One change to what people set up. */
export type AuditEntry = Node & {
  /** The id, `aud_…`. */
  id: Scalars['ID']['output'];
  /** What was done: a noun and a past participle, as `team.created`. */
  action: Scalars['String']['output'];
  /** The id of what was changed. */
  objectId: Scalars['ID']['output'];
  /** Its name at that time. */
  objectName: Scalars['String']['output'];
  /** Who did it. */
  actor: Actor;
  /** The user who did it, or whose API key did; null if the server did it by itself. */
  userId: Maybe<Scalars['ID']['output']>;
  /** What changed, each field with `before` and `after`. Secrets are not shown. */
  changes: Scalars['JSON']['output'];
  /** The `X-Request-ID` of the request that did it; empty if none did. */
  requestId: Scalars['String']['output'];
  /** When it was done. */
  createdAt: Scalars['DateTime']['output'];
};

/** Which changes a list has. What is left out filters nothing. */
export type AuditFilter = {
  /** Of these objects. */
  objectId?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** By these users, or by their API keys. */
  userId?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** These actions, as `team.created`. */
  action?: InputMaybe<Array<Scalars['String']['input']>>;
  /** At this time or later. */
  createdAfter?: InputMaybe<Scalars['DateTime']['input']>;
  /** Before this time. */
  createdBefore?: InputMaybe<Scalars['DateTime']['input']>;
};

/** A page of changes. */
export type AuditEntryConnection = {
  /** The changes with their cursors. */
  edges: Array<AuditEntryEdge>;
  /** The changes. */
  nodes: Array<AuditEntry>;
  /** Where the page lies in the list. */
  pageInfo: PageInfo;
  /** How many changes the whole list has. Counted only when it is asked for. */
  totalCount: Scalars['Int']['output'];
};

/** A change with its cursor. */
export type AuditEntryEdge = {
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** A change. */
  node: AuditEntry;
};

/** A link that shows a schedule, or a user's shifts, to who has it. */
export type CalendarFeed = Node & {
  /** The id, `cal_…`. */
  id: Scalars['ID']['output'];
  /** The schedule that it shows; null if it shows a user's shifts. The schedule's `id` and `name` need no more than `schedules:read`. */
  schedule: Maybe<Schedule>;
  /** The user whose shifts it shows; null if it shows a schedule. The user's `id` and `name` need no more than `schedules:read`. */
  user: Maybe<User>;
  /** Who has made it. When they are disabled or deleted, it ends. The user's `id` and `name` need no more than `schedules:read`. */
  owner: User;
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
};

/** A page of calendar feeds. */
export type CalendarFeedConnection = {
  /** The calendar feeds with their cursors. */
  edges: Array<CalendarFeedEdge>;
  /** The calendar feeds. */
  nodes: Array<CalendarFeed>;
  /** Where the page lies in the list. */
  pageInfo: PageInfo;
  /** How many calendar feeds the whole list has. Counted only when it is asked for. */
  totalCount: Scalars['Int']['output'];
};

/** A calendar feed with its cursor. */
export type CalendarFeedEdge = {
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** A calendar feed. */
  node: CalendarFeed;
};

/** What to show. */
export type CreateCalendarFeedInput = {
  /** The schedule; either this or `userId`. */
  scheduleId?: InputMaybe<Scalars['ID']['input']>;
  /** The user; either this or `scheduleId`. */
  userId?: InputMaybe<Scalars['ID']['input']>;
  /** A key of your own: a repeat of the request with it within 24 hours makes nothing, and answers with what the first made. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The feed that was made. */
export type CreateCalendarFeedPayload = {
  /** The feed. */
  calendarFeed: CalendarFeed;
  /** Where a calendar program reads it, on this server. It is shown this once: null in the answer to a repeat. */
  path: Maybe<Scalars['String']['output']>;
  /** Whether the request was a repeat, by its idempotency key. */
  replayed: Scalars['Boolean']['output'];
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** Which feed to end. */
export type RevokeCalendarFeedInput = {
  /** The feed's id. */
  id: Scalars['ID']['input'];
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** What has ended. */
export type RevokeCalendarFeedPayload = {
  /** The id of the feed that has ended. */
  revokedId: Scalars['ID']['output'];
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** Something that was done to a service: a deployment, a new setting. It opens no incident and pages nobody; it is shown with the incidents near it. */
export type ChangeEvent = Node & {
  /** The id, `chg_…`. */
  id: Scalars['ID']['output'];
  /** What was done, in one line of at most 1,024 characters. */
  summary: Scalars['String']['output'];
  /** The service that it was done to. Its `id` and `name` need no more than `incidents:read`. */
  service: Service;
  /** What has reported it; null if it did not say. */
  source: Maybe<Scalars['String']['output']>;
  /** Anything else that was told. */
  customDetails: Maybe<Scalars['JSON']['output']>;
  /** Pages about it. */
  links: Array<Link>;
  /** When it was done. */
  occurredAt: Scalars['DateTime']['output'];
  /** When it came in. */
  createdAt: Scalars['DateTime']['output'];
};

/** Which change events a list has; all that is given must hold. */
export type ChangeEventFilter = {
  /** Of any of these services. */
  serviceId?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Done at this time or later. */
  since?: InputMaybe<Scalars['DateTime']['input']>;
  /** Done before this time. */
  until?: InputMaybe<Scalars['DateTime']['input']>;
};

/** What was done to a service. */
export type SendChangeEventInput = {
  /** The service: an integration's routing key, the service's id, or its slug. */
  routingKey: Scalars['String']['input'];
  /** What was done, in one line of 1 to 1,024 characters. */
  summary: Scalars['String']['input'];
  /** What reports it. */
  source?: InputMaybe<Scalars['String']['input']>;
  /** When it was done; now if left out, or if it is yet to come. */
  occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Anything else that is known. */
  customDetails?: InputMaybe<Scalars['JSON']['input']>;
  /** Pages about it. */
  links?: InputMaybe<Array<LinkInput>>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** A page about something. */
export type LinkInput = {
  /** Its address. */
  href: Scalars['String']['input'];
  /** What to call it. */
  text?: Scalars['String']['input'];
};

/** A change event that was recorded. */
export type SendChangeEventPayload = {
  /** The change event. */
  changeEvent: ChangeEvent;
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** A page of change events. */
export type ChangeEventConnection = {
  /** The change events with their cursors. */
  edges: Array<ChangeEventEdge>;
  /** The change events. */
  nodes: Array<ChangeEvent>;
  /** Where the page lies in the list. */
  pageInfo: PageInfo;
  /** How many change events the whole list has. Counted only when it is asked for. */
  totalCount: Scalars['Int']['output'];
};

/** A change event with its cursor. */
export type ChangeEventEdge = {
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** The change event. */
  node: ChangeEvent;
};

/** Which incidents are counted; all that is given must hold. */
export type IncidentCountsFilter = {
  /** With any of these statuses. */
  status?: InputMaybe<Array<IncidentStatus>>;
  /** Of any of these urgencies. */
  urgency?: InputMaybe<Array<Urgency>>;
  /** Of any of these services. */
  serviceId?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Of any of these teams: the incident's own, or its service's. */
  teamId?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Assigned to any of these users. */
  assigneeId?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** How many incidents there are now. */
export type IncidentCounts = {
  /** How many there are; one that is merged into another counts as resolved. */
  incidents: Scalars['Int']['output'];
  /** How many have each status: also those without any. */
  statuses: Array<StatusCount>;
  /** How many have each urgency, the highest first: also those without any. */
  urgencies: Array<UrgencyCount>;
  /** The services with incidents, those with the most first. */
  services: Array<ServiceCount>;
};


/** How many incidents there are now. */
export type IncidentCountsServicesArgs = {
  first?: Scalars['Int']['input'];
  offset?: Scalars['Int']['input'];
};

/** How many incidents have a status. */
export type StatusCount = {
  /** The status. */
  status: IncidentStatus;
  /** How many incidents have it. */
  incidents: Scalars['Int']['output'];
};

/** How many incidents have an urgency. */
export type UrgencyCount = {
  /** The urgency. */
  urgency: Urgency;
  /** How many incidents have it. */
  incidents: Scalars['Int']['output'];
};

/** How many incidents a service has. */
export type ServiceCount = {
  /** The service. Its `id` and `name` need no more than `incidents:read`. */
  service: Service;
  /** How many incidents it has. */
  incidents: Scalars['Int']['output'];
  /** How many of them have each urgency, the highest first: also those without any. */
  urgencies: Array<UrgencyCount>;
};

/** Where an incident is in its escalation. */
export type IncidentEscalation = {
  /** The policy, as it was when the escalation began; null if the service has none, so that the fallback is told. Its `id` and `name` need no more than `incidents:read`. */
  policy: Maybe<EscalationPolicy>;
  /** The step that was told last, from 1; 0 if none was. */
  step: Scalars['Int']['output'];
  /** How often the steps are gone through, from 1. */
  pass: Scalars['Int']['output'];
  /** When the next step is due. */
  nextAt: Scalars['DateTime']['output'];
  /** What is still to come if nobody answers: each step, when, who would be told, and why. */
  plan: Array<EscalationMoment>;
};

/** Which incident to escalate. */
export type EscalateIncidentInput = {
  /** The incident's id. */
  id: Scalars['ID']['input'];
  /** A repeat with the same key within 24 hours escalates nothing, and answers with the incident as it now stands. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The incident that was escalated. */
export type EscalateIncidentPayload = {
  /** The incident. */
  incident: Incident;
  /** Whether the request was a repeat, by its idempotency key. */
  replayed: Scalars['Boolean']['output'];
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** What a monitoring tool asks for. */
export type EventAction =
  /** Something is wrong: open an incident, or add an alert to the one with the same key. */
  | 'TRIGGER'
  /** Somebody is working on it. */
  | 'ACKNOWLEDGE'
  /** It is over. */
  | 'RESOLVE';

/** How bad a monitoring tool says its finding is. */
export type Severity =
  /** It opens an incident of HIGH urgency. */
  | 'CRITICAL'
  /** It opens an incident of MEDIUM urgency. */
  | 'ERROR'
  /** It opens an incident of MEDIUM urgency. */
  | 'WARNING'
  /** It opens an incident of LOW urgency. */
  | 'INFO';

/** An event of a monitoring tool. */
export type SendEventInput = {
  /** The service it is for: an integration's routing key, the service's id, or its slug. */
  routingKey: Scalars['String']['input'];
  /** What it asks for. */
  eventAction: EventAction;
  /** What it is about, at most 255 characters; made here and returned if a trigger has none. */
  dedupKey?: InputMaybe<Scalars['String']['input']>;
  /** What a trigger has found. */
  payload?: InputMaybe<EventPayloadInput>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** What a monitoring tool has found. */
export type EventPayloadInput = {
  /** What is wrong, in one line of 1 to 1,024 characters. */
  summary: Scalars['String']['input'];
  /** Where it was found. */
  source?: InputMaybe<Scalars['String']['input']>;
  /** How bad it is. */
  severity?: InputMaybe<Severity>;
  /** When it was found. */
  timestamp?: InputMaybe<Scalars['DateTime']['input']>;
  /** The part of the machine or program. */
  component?: InputMaybe<Scalars['String']['input']>;
  /** The group of parts. */
  group?: InputMaybe<Scalars['String']['input']>;
  /** The kind of finding. */
  class?: InputMaybe<Scalars['String']['input']>;
  /** Anything else that is known. */
  customDetails?: InputMaybe<Scalars['JSON']['input']>;
};

/** What an event did. */
export type SendEventPayload = {
  /** What the event did. */
  action: EventOutcome;
  /** The key to acknowledge or resolve it by. */
  dedupKey: Scalars['String']['output'];
  /** The incident it touched; null if none. */
  incident: Maybe<Incident>;
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** What an event can do. */
export type EventOutcome =
  /** It opened an incident. */
  | 'TRIGGERED'
  /** It added an alert to the incident that has its key. */
  | 'DEDUPLICATED'
  /** It acknowledged the incident that has its key. */
  | 'ACKNOWLEDGED'
  /** It resolved the incident that has its key. */
  | 'RESOLVED'
  /** No incident with its key was there to change. */
  | 'IGNORED';

/** A problem with one service that somebody must respond to. */
export type Incident = Node & {
  /** The id, `inc_…`. */
  id: Scalars['ID']['output'];
  /** What is wrong, in one line of at most 500 characters. */
  title: Scalars['String']['output'];
  /** More about it; null if nobody said more. */
  description: Maybe<Scalars['String']['output']>;
  /** Where it stands. */
  status: IncidentStatus;
  /** How fast somebody must respond. */
  urgency: Urgency;
  /** How much it matters; null if nobody said. */
  priority: Maybe<Priority>;
  /** The service that has the problem. Its `id` and `name` need no more than `incidents:read`. */
  service: Service;
  /** The user who has it; null if it is nobody's or a team's. The user's `id` and `name` need no more than `incidents:read`. */
  assignee: Maybe<User>;
  /** The team that has it; null if it is nobody's or a user's. The team's `id` and `name` need no more than `incidents:read`. */
  team: Maybe<Team>;
  /** What events name it by; null if it was opened by hand without a key. */
  dedupKey: Maybe<Scalars['String']['output']>;
  /** Where it was found, as the monitoring tool said; null if it was opened by hand. */
  source: Maybe<Scalars['String']['output']>;
  /** How many events triggered it. */
  alertCount: Scalars['Int']['output'];
  /** What the monitoring tool told beside, or what was given when it was opened. */
  customDetails: Maybe<Scalars['JSON']['output']>;
  /** Pages about it. */
  links: Array<Link>;
  /** Changes whenever the incident does: give it as `ifMatch` to change only what you have seen. */
  etag: Scalars['String']['output'];
  /** When it was opened. */
  createdAt: Scalars['DateTime']['output'];
  /** When it last changed, a new alert included. */
  updatedAt: Scalars['DateTime']['output'];
  /** When it was first acknowledged; null if it never was. It stays when the acknowledgement is taken back. */
  acknowledgedAt: Maybe<Scalars['DateTime']['output']>;
  /** When it was resolved; null if it is not. */
  resolvedAt: Maybe<Scalars['DateTime']['output']>;
  /** When it wakes; null if it is not snoozed. */
  snoozedUntil: Maybe<Scalars['DateTime']['output']>;
  /** Where it is in its escalation; null while nothing escalates. */
  escalation: Maybe<IncidentEscalation>;
  /** The line of its timeline that tells of its status: who acknowledged it, resolved it or opened it again, and when; null if it is so old that it was deleted. */
  lastStatusChange: Maybe<IncidentEvent>;
  /** The line of its timeline that tells who has it, and since when; null if it never was anybody's, or if it is so old that it was deleted. */
  lastAssignment: Maybe<IncidentEvent>;
  /** What people were sent about it, the oldest first. */
  notifications: NotificationConnection;
  /** The incident that it is merged into, and whose it is from then on; null if it stands for itself. */
  mergedInto: Maybe<Incident>;
  /** What is merged into it, the oldest first. Their alerts, timelines and notes are among its own. */
  merged: IncidentConnection;
  /** What has happened to it, the oldest first. */
  timeline: IncidentEventConnection;
  /** The events that triggered it, the oldest first. */
  alerts: AlertConnection;
  /** What was done to its service near it, the latest first: from 24 hours before it was opened until it was resolved. */
  changeEvents: ChangeEventConnection;
  /** What people wrote about it, the oldest first. */
  notes: NoteConnection;
};


/** A problem with one service that somebody must respond to. */
export type IncidentNotificationsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};


/** A problem with one service that somebody must respond to. */
export type IncidentMergedArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};


/** A problem with one service that somebody must respond to. */
export type IncidentTimelineArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};


/** A problem with one service that somebody must respond to. */
export type IncidentAlertsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};


/** A problem with one service that somebody must respond to. */
export type IncidentChangeEventsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};


/** A problem with one service that somebody must respond to. */
export type IncidentNotesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};

/** Where an incident stands. */
export type IncidentStatus =
  /** Nobody has taken it yet: it escalates. */
  | 'OPEN'
  /** Somebody is working on it. */
  | 'ACKNOWLEDGED'
  /** It is over. */
  | 'RESOLVED'
  /** It is put aside until a time, and then open again. */
  | 'SNOOZED'
  /** It is noise, and hidden. */
  | 'SUPPRESSED';

/** How fast somebody must respond. */
export type Urgency =
  /** When there is time. */
  | 'LOW'
  /** Soon. */
  | 'MEDIUM'
  /** Now. */
  | 'HIGH';

/** How much an incident matters. */
export type Priority =
  /** The most. */
  | 'P1'
  /** Much. */
  | 'P2'
  /** As usual. */
  | 'P3'
  /** Little. */
  | 'P4'
  /** The least. */
  | 'P5';

/** A page about an incident. */
export type Link = {
  /** Its address. */
  href: Scalars['String']['output'];
  /** What to call it; may be empty. */
  text: Scalars['String']['output'];
};

/** One line of an incident's timeline. */
export type IncidentEvent = Node & {
  /** The id, `evt_…`. */
  id: Scalars['ID']['output'];
  /** The id of the incident that it happened to, which may have been merged since. */
  incidentId: Scalars['ID']['output'];
  /** What happened. */
  type: IncidentEventType;
  /** Who did it. */
  actor: Actor;
  /** What changed, each field with `before` and `after`; or a note's `content`. */
  details: Maybe<Scalars['JSON']['output']>;
  /** When it happened. */
  createdAt: Scalars['DateTime']['output'];
};

/** What can happen to an incident. More may come. */
export type IncidentEventType =
  /** It was opened. */
  | 'TRIGGERED'
  /** Somebody began to work on it. */
  | 'ACKNOWLEDGED'
  /** The acknowledgement was taken back, or timed out. */
  | 'UNACKNOWLEDGED'
  /** It was over. */
  | 'RESOLVED'
  /** It was opened again. */
  | 'REOPENED'
  /** It was put aside until a time. */
  | 'SNOOZED'
  /** It was taken up again. */
  | 'UNSNOOZED'
  /** It was hidden as noise. */
  | 'SUPPRESSED'
  /** It was no longer hidden. */
  | 'UNSUPPRESSED'
  /** The next step of its policy was told. */
  | 'ESCALATED'
  /** A step of its policy reached nobody. */
  | 'ESCALATION_SKIPPED'
  /** Its policy has no further step. */
  | 'ESCALATION_EXHAUSTED'
  /** It was given to a user or a team. */
  | 'ASSIGNED'
  /** It was given to nobody. */
  | 'UNASSIGNED'
  /** Its urgency changed. */
  | 'URGENCY_CHANGED'
  /** Its priority changed. */
  | 'PRIORITY_CHANGED'
  /** Its texts or details changed. */
  | 'UPDATED'
  /** Somebody wrote a note. */
  | 'NOTE_ADDED'
  /** It was merged with another. */
  | 'MERGED'
  /** Somebody was told. */
  | 'NOTIFICATION_SENT'
  /** Somebody could not be told. */
  | 'NOTIFICATION_FAILED'
  /** In TEST, somebody would have been told. */
  | 'NOTIFICATION_SUPPRESSED'
  /** A webhook could not be delivered. */
  | 'WEBHOOK_FAILED';

/** One event that triggered an incident. */
export type Alert = Node & {
  /** The id, `alt_…`. */
  id: Scalars['ID']['output'];
  /** The id of the incident that it came in for, which may have been merged since. */
  incidentId: Scalars['ID']['output'];
  /** The key by which it was deduplicated. */
  dedupKey: Scalars['String']['output'];
  /** What is wrong, in one line. */
  summary: Scalars['String']['output'];
  /** How bad the monitoring tool says it is; null if it did not say. */
  severity: Maybe<Severity>;
  /** Where it was found; null if the tool did not say. */
  source: Maybe<Scalars['String']['output']>;
  /** The event as it was sent, without its routing key. */
  payload: Maybe<Scalars['JSON']['output']>;
  /** When it came in. */
  createdAt: Scalars['DateTime']['output'];
  /** When an event resolved it alone: one of a merged incident, while the incident that it is merged into goes on. Null if none did. */
  resolvedAt: Maybe<Scalars['DateTime']['output']>;
};

/** What somebody wrote about an incident. It is a line of the timeline, and has that line's id. */
export type Note = {
  /** The id, `evt_…`. */
  id: Scalars['ID']['output'];
  /** The text, as Markdown. */
  content: Scalars['String']['output'];
  /** Who wrote it. */
  author: Actor;
  /** When it was written. */
  createdAt: Scalars['DateTime']['output'];
};

/** A page of incidents. */
export type IncidentConnection = {
  /** The incidents with their cursors. */
  edges: Array<IncidentEdge>;
  /** The incidents. */
  nodes: Array<Incident>;
  /** Where the page lies in the list. */
  pageInfo: PageInfo;
  /** How many incidents the whole list has. Counted only when it is asked for. */
  totalCount: Scalars['Int']['output'];
};

/** An incident with its cursor. */
export type IncidentEdge = {
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** The incident. */
  node: Incident;
};

/** A page of a timeline. */
export type IncidentEventConnection = {
  /** The lines with their cursors. */
  edges: Array<IncidentEventEdge>;
  /** The lines. */
  nodes: Array<IncidentEvent>;
  /** Where the page lies in the list. */
  pageInfo: PageInfo;
  /** How many lines the whole timeline has. Counted only when it is asked for. */
  totalCount: Scalars['Int']['output'];
};

/** A line of a timeline with its cursor. */
export type IncidentEventEdge = {
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** The line. */
  node: IncidentEvent;
};

/** A page of alerts. */
export type AlertConnection = {
  /** The alerts with their cursors. */
  edges: Array<AlertEdge>;
  /** The alerts. */
  nodes: Array<Alert>;
  /** Where the page lies in the list. */
  pageInfo: PageInfo;
  /** How many alerts the incident has. Counted only when it is asked for. */
  totalCount: Scalars['Int']['output'];
};

/** An alert with its cursor. */
export type AlertEdge = {
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** The alert. */
  node: Alert;
};

/** A page of notes. */
export type NoteConnection = {
  /** The notes with their cursors. */
  edges: Array<NoteEdge>;
  /** The notes. */
  nodes: Array<Note>;
  /** Where the page lies in the list. */
  pageInfo: PageInfo;
  /** How many notes the incident has. Counted only when it is asked for. */
  totalCount: Scalars['Int']['output'];
};

/** A note with its cursor. */
export type NoteEdge = {
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** The note. */
  node: Note;
};

/** Which incidents a list has. What is left out, or an empty list, filters nothing. */
export type IncidentFilter = {
  /** Any of these statuses. */
  status?: InputMaybe<Array<IncidentStatus>>;
  /** Any of these urgencies. */
  urgency?: InputMaybe<Array<Urgency>>;
  /** Of any of these services; an id that does not exist matches nothing. */
  serviceId?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Assigned to any of these teams, or of a service that one of them owns. */
  teamId?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Assigned to any of these users. */
  assigneeId?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Opened at this moment or later. */
  createdAfter?: InputMaybe<Scalars['DateTime']['input']>;
  /** Opened before this moment. */
  createdBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** With this text in title, description or id, in any case. */
  q?: InputMaybe<Scalars['String']['input']>;
  /** With this dedup key. */
  dedupKey?: InputMaybe<Scalars['String']['input']>;
};

/** An order of incidents. */
export type IncidentOrder = {
  /** What to sort by. */
  field: IncidentOrderField;
  /** In which direction; ties are broken by id in the same one. */
  direction?: OrderDirection;
};

/** What incidents can be sorted by. */
export type IncidentOrderField =
  /** When it was opened. */
  | 'CREATED_AT'
  /** When it last changed. */
  | 'UPDATED_AT'
  /** Its urgency: LOW, MEDIUM, HIGH. */
  | 'URGENCY'
  /** Its status: OPEN, ACKNOWLEDGED, RESOLVED, SNOOZED, SUPPRESSED. */
  | 'STATUS';

/** An incident to open. */
export type CreateIncidentInput = {
  /** What is wrong, in one line of 1 to 500 characters. */
  title: Scalars['String']['input'];
  /** The service that has the problem. */
  serviceId: Scalars['ID']['input'];
  /** More about it, at most 10,000 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** How fast somebody must respond. */
  urgency?: InputMaybe<Urgency>;
  /** How much it matters. */
  priority?: InputMaybe<Priority>;
  /** The user to give it to; not together with `teamId`. */
  assigneeId?: InputMaybe<Scalars['ID']['input']>;
  /** The team to give it to; not together with `assigneeId`. */
  teamId?: InputMaybe<Scalars['ID']['input']>;
  /** What events name it by, at most 255 characters. If an incident with it is open on the service, CONFLICT names that one. */
  dedupKey?: InputMaybe<Scalars['String']['input']>;
  /** Anything else that is known, as a JSON object. */
  customDetails?: InputMaybe<Scalars['JSON']['input']>;
  /** A repeat with the same key within 24 hours opens nothing, and answers with the incident that the first opened. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** What to change of an incident. What is left out stays; null clears what may be null. */
export type UpdateIncidentInput = {
  /** The incident's id. */
  id: Scalars['ID']['input'];
  /** A new title. */
  title?: InputMaybe<Scalars['String']['input']>;
  /** A new description. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** A new status, if the present one may become it. */
  status?: InputMaybe<IncidentStatus>;
  /** A new urgency. */
  urgency?: InputMaybe<Urgency>;
  /** A new priority. */
  priority?: InputMaybe<Priority>;
  /** The user to give it to; it is then no team's. */
  assigneeId?: InputMaybe<Scalars['ID']['input']>;
  /** The team to give it to; it is then no user's. */
  teamId?: InputMaybe<Scalars['ID']['input']>;
  /** Keys to set in the custom details, and with null to remove. */
  customDetails?: InputMaybe<Scalars['JSON']['input']>;
  /** With the status SNOOZED: for how many minutes, 1 to 43,200. */
  snoozeMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** With the status SNOOZED: until when, at most 30 days ahead. */
  snoozedUntil?: InputMaybe<Scalars['DateTime']['input']>;
  /** With the status RESOLVED: how it ended, as a note. */
  resolutionNote?: InputMaybe<Scalars['String']['input']>;
  /** Change only if the incident's `etag` is still this one; CONFLICT otherwise. */
  ifMatch?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** Which incident to acknowledge. */
export type AcknowledgeIncidentInput = {
  /** The incident's id. */
  id: Scalars['ID']['input'];
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** Which incident's acknowledgement to take back. */
export type UnacknowledgeIncidentInput = {
  /** The incident's id. */
  id: Scalars['ID']['input'];
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** Which incident to resolve. */
export type ResolveIncidentInput = {
  /** The incident's id. */
  id: Scalars['ID']['input'];
  /** How it ended, as a note. */
  resolutionNote?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** Which incident to open again. */
export type ReopenIncidentInput = {
  /** The incident's id. */
  id: Scalars['ID']['input'];
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** Which incident to snooze. Give minutes or until, not both. */
export type SnoozeIncidentInput = {
  /** The incident's id. */
  id: Scalars['ID']['input'];
  /** For how many minutes, 1 to 43,200. */
  minutes?: InputMaybe<Scalars['Int']['input']>;
  /** Until when, at most 30 days ahead. */
  until?: InputMaybe<Scalars['DateTime']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** Which incident to hide as noise. */
export type SuppressIncidentInput = {
  /** The incident's id. */
  id: Scalars['ID']['input'];
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** Whom to give an incident to: a user, a team, or with neither nobody. */
export type AssignIncidentInput = {
  /** The incident's id. */
  id: Scalars['ID']['input'];
  /** The user. */
  assigneeId?: InputMaybe<Scalars['ID']['input']>;
  /** The team. */
  teamId?: InputMaybe<Scalars['ID']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** A note to write about an incident. */
export type AddIncidentNoteInput = {
  /** The incident's id. */
  id: Scalars['ID']['input'];
  /** The text, as Markdown, 1 to 10,000 characters. */
  content: Scalars['String']['input'];
  /** A repeat with the same key within 24 hours writes nothing, and answers with the note that the first wrote. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The incident that was opened. */
export type CreateIncidentPayload = {
  /** The incident. */
  incident: Incident;
  /** Whether this was a repeat by its idempotency key, so that nothing was opened. */
  replayed: Scalars['Boolean']['output'];
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** The incident as it now stands. */
export type UpdateIncidentPayload = {
  /** The incident. */
  incident: Incident;
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** The incident as it now stands. */
export type AcknowledgeIncidentPayload = {
  /** The incident. */
  incident: Incident;
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** The incident as it now stands. */
export type UnacknowledgeIncidentPayload = {
  /** The incident. */
  incident: Incident;
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** The incident as it now stands. */
export type ResolveIncidentPayload = {
  /** The incident. */
  incident: Incident;
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** The incident as it now stands. */
export type ReopenIncidentPayload = {
  /** The incident. */
  incident: Incident;
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** The incident as it now stands. */
export type SnoozeIncidentPayload = {
  /** The incident. */
  incident: Incident;
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** The incident as it now stands. */
export type SuppressIncidentPayload = {
  /** The incident. */
  incident: Incident;
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** The incident as it now stands. */
export type AssignIncidentPayload = {
  /** The incident. */
  incident: Incident;
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** The note that was written. */
export type AddIncidentNotePayload = {
  /** The note. */
  note: Note;
  /** Whether this was a repeat by its idempotency key, so that nothing was written. */
  replayed: Scalars['Boolean']['output'];
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** What became of one of several incidents. */
export type IncidentResult = {
  /** The id that was given. */
  id: Scalars['ID']['output'];
  /** The incident as it now stands; null if it could not be changed. */
  incident: Maybe<Incident>;
  /** Why it could not be changed; null if it was. */
  error: Maybe<OperationError>;
};

/** Why a part of a request failed, while the rest of it went on. */
export type OperationError = {
  /** The code, one of those in `extensions.code`. */
  code: Scalars['String']['output'];
  /** One sentence. */
  message: Scalars['String']['output'];
  /** The input at fault, if it is one. */
  field: Maybe<Scalars['String']['output']>;
  /** What is wrong with it, in one word. */
  reason: Maybe<Scalars['String']['output']>;
  /** The id of the object in the way, if it is one. */
  existingId: Maybe<Scalars['ID']['output']>;
};

/** Which incidents to acknowledge. */
export type AcknowledgeIncidentsInput = {
  /** Their ids: 1 to 100, each once. */
  ids: Array<Scalars['ID']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** What became of the incidents. */
export type AcknowledgeIncidentsPayload = {
  /** What became of each, in the order of the ids. */
  results: Array<IncidentResult>;
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** Which incidents to resolve. */
export type ResolveIncidentsInput = {
  /** Their ids: 1 to 100, each once. */
  ids: Array<Scalars['ID']['input']>;
  /** How they ended: it becomes a note of each. At most 10,000 characters. */
  resolutionNote?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** What became of the incidents. */
export type ResolveIncidentsPayload = {
  /** What became of each, in the order of the ids. */
  results: Array<IncidentResult>;
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** What to change of several incidents. */
export type UpdateIncidentsInput = {
  /** Their ids: 1 to 100, each once. */
  ids: Array<Scalars['ID']['input']>;
  /** Another status. */
  status?: InputMaybe<IncidentStatus>;
  /** Another urgency. */
  urgency?: InputMaybe<Urgency>;
  /** Another priority; null: none. */
  priority?: InputMaybe<Priority>;
  /** The user to give them to; null: nobody. They are then no team's. */
  assigneeId?: InputMaybe<Scalars['ID']['input']>;
  /** The team to give them to; null: none. They are then no user's. */
  teamId?: InputMaybe<Scalars['ID']['input']>;
  /** With the status SNOOZED: for how many minutes, at most 43,200, which is 30 days. */
  snoozeMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** With the status SNOOZED: until when. */
  snoozedUntil?: InputMaybe<Scalars['DateTime']['input']>;
  /** With the status RESOLVED: how they ended. At most 10,000 characters. */
  resolutionNote?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** What became of the incidents. */
export type UpdateIncidentsPayload = {
  /** What became of each, in the order of the ids. */
  results: Array<IncidentResult>;
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** Which incidents to join. */
export type MergeIncidentsInput = {
  /** The incident to merge into. It may not be resolved. */
  targetId: Scalars['ID']['input'];
  /** The incidents to merge into it: 1 to 100. */
  sourceIds: Array<Scalars['ID']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The incident with what was merged into it. */
export type MergeIncidentsPayload = {
  /** The incident that they were merged into. */
  incident: Incident;
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** Which incident to delete. */
export type DeleteIncidentInput = {
  /** The incident's id. */
  id: Scalars['ID']['input'];
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** What was deleted. */
export type DeleteIncidentPayload = {
  /** The id of the incident that was deleted. */
  deletedId: Scalars['ID']['output'];
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** What somebody was sent about an incident. */
export type Notification = Node & {
  /** The id, `not_…`. */
  id: Scalars['ID']['output'];
  /** To whom. The user's `id` and `name` need no more than `incidents:read`. */
  user: User;
  /** About which incident. */
  incident: Incident;
  /** By what. */
  channel: NotificationChannel;
  /** What became of it. */
  status: NotificationStatus;
  /** What it says, in one line. */
  subject: Scalars['String']['output'];
  /** How often it was tried. */
  attemptCount: Scalars['Int']['output'];
  /** The attempts, the first one first. */
  attempts: Array<NotificationAttempt>;
  /** Why the last attempt has failed; null if it has not. */
  lastError: Maybe<Scalars['String']['output']>;
  /** When it is tried next; null if there is nothing left to do. */
  nextAttemptAt: Maybe<Scalars['DateTime']['output']>;
  /** When it was read in the inbox; null if it was not. */
  readAt: Maybe<Scalars['DateTime']['output']>;
  /** When it was written. */
  createdAt: Scalars['DateTime']['output'];
  /** When it was sent or given up; null before. */
  finishedAt: Maybe<Scalars['DateTime']['output']>;
};

/** One attempt to send a notification. */
export type NotificationAttempt = {
  /** Its number, from 1. */
  number: Scalars['Int']['output'];
  /** Why it has failed; null if it was sent. */
  error: Maybe<Scalars['String']['output']>;
  /** What the other side answered: the first 4 kB. */
  answer: Scalars['String']['output'];
  /** How long it took, in milliseconds. */
  latencyMs: Scalars['Int']['output'];
  /** When it ended. */
  createdAt: Scalars['DateTime']['output'];
};

/** What became of a notification. */
export type NotificationStatus =
  /** It is to be sent, perhaps again. */
  | 'PENDING'
  /** It was sent. */
  | 'SENT'
  /** It could not be sent, and was given up. */
  | 'FAILED'
  /** In TEST nothing is sent; this would have been. */
  | 'SUPPRESSED';

/** A page of notifications. */
export type NotificationConnection = {
  /** The notifications with their cursors. */
  edges: Array<NotificationEdge>;
  /** The notifications. */
  nodes: Array<Notification>;
  /** Where the page lies in the list. */
  pageInfo: PageInfo;
  /** How many notifications the whole list has. Counted only when it is asked for. */
  totalCount: Scalars['Int']['output'];
};

/** A notification with its cursor. */
export type NotificationEdge = {
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** The notification. */
  node: Notification;
};

/** What to mark as read. */
export type MarkNotificationsReadInput = {
  /** The ids of at most 100 notifications; all of the inbox if left out. */
  ids?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** What was marked as read. */
export type MarkNotificationsReadPayload = {
  /** How many were not read before. */
  markedCount: Scalars['Int']['output'];
  /** How much of the inbox is not read now. */
  unreadCount: Scalars['Int']['output'];
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** Who is on call by a schedule at a time. */
export type OnCall = {
  /** The schedule. */
  schedule: Schedule;
  /** When. */
  at: Scalars['DateTime']['output'];
  /** Who is on call; null: nobody. The user's `id` and `name` need no more than `schedules:read`. */
  user: Maybe<User>;
  /** The same as a list: nobody or one user. */
  users: Array<User>;
  /** Since when this user is, or nobody; null: for more than 366 days. */
  since: Maybe<Scalars['DateTime']['output']>;
  /** The next change of the user; null: none in 366 days. */
  until: Maybe<Scalars['DateTime']['output']>;
  /** The layer that says so; null: an override does, or nobody is on call. */
  layerId: Maybe<Scalars['ID']['output']>;
  /** The override that says so; null: a layer does, or nobody is on call. */
  overrideId: Maybe<Scalars['ID']['output']>;
};

/** A time for which one user is on call. */
export type ScheduleEntry = {
  /** From here on. */
  start: Scalars['DateTime']['output'];
  /** Up to here. */
  end: Scalars['DateTime']['output'];
  /** Who is on call. The user's `id` and `name` need no more than `schedules:read`. */
  user: User;
};

/** A time for which nobody is on call. */
export type ScheduleGap = {
  /** From here on. */
  start: Scalars['DateTime']['output'];
  /** Up to here. */
  end: Scalars['DateTime']['output'];
};

/** Who is on call in a time, and how much of it is covered. */
export type ScheduleEntries = {
  /** From here on. */
  since: Scalars['DateTime']['output'];
  /** Up to here. */
  until: Scalars['DateTime']['output'];
  /** Who is on call, the earliest first, cut at both ends. */
  entries: Array<ScheduleEntry>;
  /** The times for which nobody is. */
  gaps: Array<ScheduleGap>;
  /** How much of the time somebody is on call, in percent with four decimals. */
  coveragePercent: Scalars['Float']['output'];
  /** The same for each layer alone. */
  layers: Array<LayerEntries>;
};

/** Who has a layer in a time, whatever the other layers and the overrides say. */
export type LayerEntries = {
  /** The layer's id; empty for one that is not stored. */
  layerId: Scalars['ID']['output'];
  /** The layer's place, from 0. */
  index: Scalars['Int']['output'];
  /** Who has it, the earliest first. */
  entries: Array<ScheduleEntry>;
};

/** A time for which a user is on call, and by which schedule. */
export type Shift = {
  /** The schedule. */
  schedule: Schedule;
  /** From here on. */
  start: Scalars['DateTime']['output'];
  /** Up to here. */
  end: Scalars['DateTime']['output'];
};

/** A schedule that is not stored, and the time to look at. */
export type PreviewScheduleInput = {
  /** The schedule that it would replace: what is left out is as in that. Left out: a new one. */
  scheduleId?: InputMaybe<Scalars['ID']['input']>;
  /** The IANA name of its time zone. */
  timeZone?: InputMaybe<Scalars['String']['input']>;
  /** Its layers. */
  layers?: InputMaybe<Array<ScheduleLayerInput>>;
  /** Its overrides. */
  overrides?: InputMaybe<Array<OverrideInput>>;
  /** From when on the layers are as given: turns before stay as they were. */
  effectiveAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** From here on. */
  since: Scalars['DateTime']['input'];
  /** Up to here: at most 366 days. */
  until: Scalars['DateTime']['input'];
};

/** What would be if a schedule were as given. */
export type SchedulePreview = {
  /** Who would be on call. */
  result: ScheduleEntries;
  /** Whose shifts to come would move, against the stored schedule. Empty for a new one. */
  moved: Array<MovedShifts>;
};

/** How the shifts to come of one user would move. */
export type MovedShifts = {
  /** The user. The user's `id` and `name` need no more than `schedules:read`. */
  user: User;
  /** When the user would be on call, and is not. */
  gained: Array<ScheduleGap>;
  /** When the user is on call, and would not be. */
  lost: Array<ScheduleGap>;
};

/** A page of schedules. */
export type OnCallConnection = {
  /** Who is on call, with cursors. */
  edges: Array<OnCallEdge>;
  /** Who is on call, for each schedule. */
  nodes: Array<OnCall>;
  /** Where the page lies in the list. */
  pageInfo: PageInfo;
  /** How many schedules the whole list has. Counted only when it is asked for. */
  totalCount: Scalars['Int']['output'];
};

/** A schedule with its cursor. */
export type OnCallEdge = {
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** Who is on call. */
  node: OnCall;
};

/** Whom an incident is taken to, step by step, until somebody acknowledges it. */
export type EscalationPolicy = Node & {
  /** The id, `pol_…`. */
  id: Scalars['ID']['output'];
  /** Its name, which no other policy has. */
  name: Scalars['String']['output'];
  /** More about it. */
  description: Maybe<Scalars['String']['output']>;
  /** How often its steps are gone through again after the first time: 0 to 9. */
  repeatCount: Scalars['Int']['output'];
  /** Its steps, in their order. */
  steps: Array<EscalationStep>;
  /** Changes whenever the policy does: give it as `ifMatch` to change only what you have seen. */
  etag: Scalars['String']['output'];
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** The services whose incidents it escalates. */
  services: ServiceConnection;
};


/** Whom an incident is taken to, step by step, until somebody acknowledges it. */
export type EscalationPolicyServicesArgs = {
  orderBy?: InputMaybe<NamedOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};

/** One step of a policy. */
export type EscalationStep = {
  /** The id, `stp_…`. */
  id: Scalars['ID']['output'];
  /** Its place, from 1. */
  position: Scalars['Int']['output'];
  /** For how many minutes the next step waits: 1 to 10,080, which is a week. */
  escalateAfterMinutes: Scalars['Int']['output'];
  /** Whom it tells. Their `id` and `name` need no more than `services:read`. */
  targets: Array<EscalationTarget>;
};

/** Whom a step tells: a user, each member of a team, or who is on call by a schedule. */
export type EscalationTarget = User | Team | Schedule;

/** The kinds of whom a step can tell. */
export type EscalationTargetType =
  /** One user. */
  | 'USER'
  /** Each member of a team. */
  | 'TEAM'
  /** Who is on call by a schedule when the step runs. */
  | 'SCHEDULE';

/** Which policies a list has. What is left out filters nothing. */
export type EscalationPolicyFilter = {
  /** With this text in name or id, in any case. */
  q?: InputMaybe<Scalars['String']['input']>;
};

/** A step of a policy. */
export type EscalationStepInput = {
  /** The id of a step that the policy has and keeps; left out for a new one. */
  id?: InputMaybe<Scalars['ID']['input']>;
  /** For how many minutes the next step waits: 1 to 10,080, which is a week. */
  escalateAfterMinutes?: Scalars['Int']['input'];
  /** Whom it tells: 1 to 50. */
  targets: Array<EscalationTargetInput>;
};

/** Whom a step tells. */
export type EscalationTargetInput = {
  /** What the id names. */
  type: EscalationTargetType;
  /** The id of the user, team or schedule. */
  id: Scalars['ID']['input'];
};

/** A page of policies. */
export type EscalationPolicyConnection = {
  /** The policies with their cursors. */
  edges: Array<EscalationPolicyEdge>;
  /** The policies. */
  nodes: Array<EscalationPolicy>;
  /** Where the page lies in the list. */
  pageInfo: PageInfo;
  /** How many policies the whole list has. Counted only when it is asked for. */
  totalCount: Scalars['Int']['output'];
};

/** A policy with its cursor. */
export type EscalationPolicyEdge = {
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** A policy. */
  node: EscalationPolicy;
};

/** A policy to make. */
export type CreateEscalationPolicyInput = {
  /** Its name, which no other policy has; at most 100 characters. */
  name: Scalars['String']['input'];
  /** More about it; at most 10,000 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** How often its steps are gone through again after the first time: 0 to 9. */
  repeatCount?: Scalars['Int']['input'];
  /** Its steps, in their order: 1 to 50. */
  steps: Array<EscalationStepInput>;
  /** A key of your own: a repeat of the request with it within 24 hours makes nothing, and answers with what the first made. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The policy that was made. */
export type CreateEscalationPolicyPayload = {
  /** The policy. */
  escalationPolicy: EscalationPolicy;
  /** Whether the request was a repeat, by its idempotency key. */
  replayed: Scalars['Boolean']['output'];
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** What to change of a policy. */
export type UpdateEscalationPolicyInput = {
  /** The policy's id. */
  id: Scalars['ID']['input'];
  /** Another name. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Another description; null: none. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** How often its steps are gone through again after the first time. */
  repeatCount?: InputMaybe<Scalars['Int']['input']>;
  /** All its steps, in their order. */
  steps?: InputMaybe<Array<EscalationStepInput>>;
  /** The etag that you have seen: if it is another by now, nothing is changed. */
  ifMatch?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The policy as it now stands. */
export type UpdateEscalationPolicyPayload = {
  /** The policy. */
  escalationPolicy: EscalationPolicy;
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** Which policy to delete. */
export type DeleteEscalationPolicyInput = {
  /** The policy's id. */
  id: Scalars['ID']['input'];
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** What was deleted. */
export type DeleteEscalationPolicyPayload = {
  /** The id of the policy that was deleted. */
  deletedId: Scalars['ID']['output'];
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** Filters and an order of the list of incidents, under a name. One that is not shared exists for its owner alone. */
export type SavedView = Node & {
  /** The id, `view_…`. */
  id: Scalars['ID']['output'];
  /** Its name, which no other view of the owner has, in any case of its letters. */
  name: Scalars['String']['output'];
  /** Whose it is. When they are deleted, what they share stays. The user's `id` and `name` need no more than `incidents:read`. */
  owner: User;
  /** Whether everybody sees it who may read incidents. */
  shared: Scalars['Boolean']['output'];
  /** Which incidents it shows: a value of `IncidentFilter`, to give as `filter` wherever there is one. What it names may have been deleted since. */
  filter: Scalars['JSON']['output'];
  /** In which order: a value of `IncidentOrder`, to give as `orderBy`; null: the usual one. */
  orderBy: Maybe<Scalars['JSON']['output']>;
  /** The incidents that it shows, in its order. */
  incidents: IncidentConnection;
  /** Changes whenever the view does: give it as `ifMatch` to change only what you have seen. */
  etag: Scalars['String']['output'];
  /** When it was saved. */
  createdAt: Scalars['DateTime']['output'];
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
};


/** Filters and an order of the list of incidents, under a name. One that is not shared exists for its owner alone. */
export type SavedViewIncidentsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of saved views. */
export type SavedViewConnection = {
  /** The views with their cursors. */
  edges: Array<SavedViewEdge>;
  /** The views. */
  nodes: Array<SavedView>;
  /** Where the page lies in the list. */
  pageInfo: PageInfo;
  /** How many views the whole list has. Counted only when it is asked for. */
  totalCount: Scalars['Int']['output'];
};

/** A saved view with its cursor. */
export type SavedViewEdge = {
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** A view. */
  node: SavedView;
};

/** What to save. One owner has at most 100 views. */
export type CreateSavedViewInput = {
  /** Its name, which no other view of the owner has; at most 100 characters. */
  name: Scalars['String']['input'];
  /** Which incidents it shows; `{}`: all of them. A list in it has at most 100 values. */
  filter: IncidentFilter;
  /** In which order; the newest first if left out. */
  orderBy?: InputMaybe<IncidentOrder>;
  /** Whether everybody sees it who may read incidents. */
  shared?: Scalars['Boolean']['input'];
  /** A key of your own: a repeat of the request with it within 24 hours makes nothing, and answers with what the first made. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The view that was saved. */
export type CreateSavedViewPayload = {
  /** The view. */
  savedView: SavedView;
  /** Whether the request was a repeat, by its idempotency key. */
  replayed: Scalars['Boolean']['output'];
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** What to change of a view. */
export type UpdateSavedViewInput = {
  /** The view's id. */
  id: Scalars['ID']['input'];
  /** Another name. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Another filter, in place of all of the one before. */
  filter?: InputMaybe<IncidentFilter>;
  /** Another order; null: the newest first. */
  orderBy?: InputMaybe<IncidentOrder>;
  /** Whether everybody sees it who may read incidents. */
  shared?: InputMaybe<Scalars['Boolean']['input']>;
  /** The etag that you have seen: if it is another by now, nothing is changed. */
  ifMatch?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The view as it now stands. */
export type UpdateSavedViewPayload = {
  /** The view; also to an administrator who has just ended that it is shared, and does not see it any more. */
  savedView: SavedView;
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** Which view to delete. */
export type DeleteSavedViewInput = {
  /** The view's id. */
  id: Scalars['ID']['input'];
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** What was deleted. */
export type DeleteSavedViewPayload = {
  /** The id of the view that was deleted. */
  deletedId: Scalars['ID']['output'];
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** Who is on call when: layers of rotations, and overrides of them. */
export type Schedule = Node & {
  /** The id, `sch_…`. */
  id: Scalars['ID']['output'];
  /** Its name, which no other schedule has. */
  name: Scalars['String']['output'];
  /** More about it. */
  description: Maybe<Scalars['String']['output']>;
  /** The IANA name of the time zone in which its turns and restrictions are. */
  timeZone: Scalars['String']['output'];
  /** Its layers: the highest priority that has somebody wins, and of two with one priority the later. */
  layers: Array<ScheduleLayer>;
  /** Its overrides, the oldest first: a later one wins. */
  overrides: ScheduleOverrideConnection;
  /** Who is on call, and until when. */
  onCall: OnCall;
  /** Who is on call in a time of at most 366 days. */
  entries: ScheduleEntries;
  /** Changes whenever the schedule does, its layers and overrides included: give it as `ifMatch` to change only what you have seen. */
  etag: Scalars['String']['output'];
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
};


/** Who is on call when: layers of rotations, and overrides of them. */
export type ScheduleOverridesArgs = {
  since?: InputMaybe<Scalars['DateTime']['input']>;
  until?: InputMaybe<Scalars['DateTime']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};


/** Who is on call when: layers of rotations, and overrides of them. */
export type ScheduleOnCallArgs = {
  at?: InputMaybe<Scalars['DateTime']['input']>;
};


/** Who is on call when: layers of rotations, and overrides of them. */
export type ScheduleEntriesArgs = {
  since?: InputMaybe<Scalars['DateTime']['input']>;
  until?: InputMaybe<Scalars['DateTime']['input']>;
};

/** One rotation of a schedule. */
export type ScheduleLayer = {
  /** The id, `lay_…`. */
  id: Scalars['ID']['output'];
  /** Its name. */
  name: Maybe<Scalars['String']['output']>;
  /** The highest that has somebody wins. */
  priority: Scalars['Int']['output'];
  /** It holds from here on. */
  start: Scalars['DateTime']['output'];
  /** It holds up to here; null: for ever. */
  end: Maybe<Scalars['DateTime']['output']>;
  /** The time zone of its restrictions; null: the schedule's. */
  timeZone: Maybe<Scalars['String']['output']>;
  /** Who takes turns, in that order; empty: nobody. Their `id` and `name` need no more than `schedules:read`. */
  users: Array<User>;
  /** How they take turns. */
  rotation: Rotation;
  /** When it holds, together; empty: always. */
  restrictions: Array<Restriction>;
};

/** How the users of a layer take turns. */
export type Rotation = {
  /** When a turn of the first user begins, before or after the layer's start. */
  start: Scalars['DateTime']['output'];
  /** What the length is counted in. */
  unit: RotationUnit;
  /** How long a turn is. */
  length: Scalars['Int']['output'];
};

/** What the length of a turn is counted in. Turns of days, weeks and months, of hours that divide a day, and of hours that are whole days begin at one time of day, whatever the clocks do. */
export type RotationUnit =
  /** Hours. */
  | 'HOURS'
  /** Days. */
  | 'DAYS'
  /** Weeks. */
  | 'WEEKS'
  /** Months: on the same day of each, or on the last if a month has fewer. */
  | 'MONTHS';

/** A window of each day or week in which a layer holds. */
export type Restriction = {
  /** How often it comes. */
  type: RestrictionType;
  /** For a weekly one, the day on which it starts: 1 is Monday, 7 is Sunday. */
  startDay: Maybe<Scalars['Int']['output']>;
  /** When it starts on the wall clock, as `09:00`. */
  startTime: Scalars['String']['output'];
  /** How long it is on the wall clock, in seconds: 22:00 and 28,800 end at 06:00. */
  durationSeconds: Scalars['Int']['output'];
};

/** How often a restriction's window comes. */
export type RestrictionType =
  /** Each day. */
  | 'DAILY'
  /** Each week. */
  | 'WEEKLY';

/** One user on call for a time, whatever the layers say. */
export type ScheduleOverride = Node & {
  /** The id, `ovr_…`. */
  id: Scalars['ID']['output'];
  /** The schedule's id. */
  scheduleId: Scalars['ID']['output'];
  /** Who is on call. The user's `id` and `name` need no more than `schedules:read`. */
  user: User;
  /** From here on. */
  start: Scalars['DateTime']['output'];
  /** Up to here. */
  end: Scalars['DateTime']['output'];
  /** Only while this user would be on call; null: whoever is. */
  replaces: Maybe<User>;
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
};

/** Which schedules a list has. What is left out filters nothing. */
export type ScheduleFilter = {
  /** With this text in name or id, in any case. */
  q?: InputMaybe<Scalars['String']['input']>;
  /** In one of whose layers any of these users takes turns. */
  userId?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** A layer of a schedule. */
export type ScheduleLayerInput = {
  /** The id of a layer that the schedule has; left out for a new one. */
  id?: InputMaybe<Scalars['ID']['input']>;
  /** Its name; at most 100 characters. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** The highest that has somebody wins. */
  priority?: Scalars['Int']['input'];
  /** It holds from here on; now if left out. Whole minutes. */
  start?: InputMaybe<Scalars['DateTime']['input']>;
  /** It holds up to here; left out: for ever. */
  end?: InputMaybe<Scalars['DateTime']['input']>;
  /** The IANA time zone of its restrictions; the schedule's if left out. */
  timeZone?: InputMaybe<Scalars['String']['input']>;
  /** The ids of those who take turns, in that order. */
  users?: Array<Scalars['ID']['input']>;
  /** How they take turns. */
  rotation: RotationInput;
  /** When it holds, together; always if left out. */
  restrictions?: InputMaybe<Array<RestrictionInput>>;
};

/** How the users of a layer take turns. */
export type RotationInput = {
  /** When a turn of the first user begins; the layer's start if left out. Whole minutes. */
  start?: InputMaybe<Scalars['DateTime']['input']>;
  /** What the length is counted in. */
  unit: RotationUnit;
  /** How long a turn is, 1 or more. */
  length?: Scalars['Int']['input'];
};

/** A window of each day or week in which a layer holds. */
export type RestrictionInput = {
  /** How often it comes. */
  type: RestrictionType;
  /** For a weekly one, the day on which it starts: 1 is Monday, 7 is Sunday. */
  startDay?: InputMaybe<Scalars['Int']['input']>;
  /** When it starts on the wall clock, as `09:00`. */
  startTime: Scalars['String']['input'];
  /** How long it is on the wall clock, in seconds: whole minutes, at most 366 days. */
  durationSeconds: Scalars['Int']['input'];
};

/** An override of a schedule. */
export type OverrideInput = {
  /** The id of who is on call. */
  userId: Scalars['ID']['input'];
  /** From here on. Whole minutes. */
  start: Scalars['DateTime']['input'];
  /** Up to here. Whole minutes. */
  end: Scalars['DateTime']['input'];
  /** Only while this user would be on call; left out: whoever is. */
  replaces?: InputMaybe<Scalars['ID']['input']>;
};

/** A page of schedules. */
export type ScheduleConnection = {
  /** The schedules with their cursors. */
  edges: Array<ScheduleEdge>;
  /** The schedules. */
  nodes: Array<Schedule>;
  /** Where the page lies in the list. */
  pageInfo: PageInfo;
  /** How many schedules the whole list has. Counted only when it is asked for. */
  totalCount: Scalars['Int']['output'];
};

/** A schedule with its cursor. */
export type ScheduleEdge = {
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** A schedule. */
  node: Schedule;
};

/** A page of overrides. */
export type ScheduleOverrideConnection = {
  /** The overrides with their cursors. */
  edges: Array<ScheduleOverrideEdge>;
  /** The overrides. */
  nodes: Array<ScheduleOverride>;
  /** Where the page lies in the list. */
  pageInfo: PageInfo;
  /** How many overrides the whole list has. Counted only when it is asked for. */
  totalCount: Scalars['Int']['output'];
};

/** An override with its cursor. */
export type ScheduleOverrideEdge = {
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** An override. */
  node: ScheduleOverride;
};

/** A schedule to make. */
export type CreateScheduleInput = {
  /** Its name, which no other schedule has; at most 100 characters. */
  name: Scalars['String']['input'];
  /** More about it; at most 10,000 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** The IANA name of its time zone, as `Europe/London`. */
  timeZone: Scalars['String']['input'];
  /** Its layers: at most 100. */
  layers?: InputMaybe<Array<ScheduleLayerInput>>;
  /** Its overrides, in the order in which they were made: at most 1,000. */
  overrides?: InputMaybe<Array<OverrideInput>>;
  /** A key of your own: a repeat of the request with it within 24 hours makes nothing, and answers with what the first made. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The schedule that was made. */
export type CreateSchedulePayload = {
  /** The schedule. */
  schedule: Schedule;
  /** Whether the request was a repeat, by its idempotency key. */
  replayed: Scalars['Boolean']['output'];
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** What to change of a schedule. */
export type UpdateScheduleInput = {
  /** The schedule's id. */
  id: Scalars['ID']['input'];
  /** Another name. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Another description; null: none. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** Another time zone. */
  timeZone?: InputMaybe<Scalars['String']['input']>;
  /** All its layers, in their order. One with the id of a layer that is there is that layer, changed; those that are left out are removed. */
  layers?: InputMaybe<Array<ScheduleLayerInput>>;
  /** From when on the layers are as given: turns before stay as they were. Left out: at all times. */
  effectiveAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The etag that you have seen: if it is another by now, nothing is changed. */
  ifMatch?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The schedule as it now stands. */
export type UpdateSchedulePayload = {
  /** The schedule. */
  schedule: Schedule;
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** Which schedule to delete. */
export type DeleteScheduleInput = {
  /** The schedule's id. */
  id: Scalars['ID']['input'];
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** What was deleted. */
export type DeleteSchedulePayload = {
  /** The id of the schedule that was deleted. */
  deletedId: Scalars['ID']['output'];
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** A layer to add. */
export type AddScheduleLayerInput = {
  /** The schedule's id. */
  scheduleId: Scalars['ID']['input'];
  /** The layer. */
  layer: ScheduleLayerInput;
  /** A key of your own: a repeat of the request with it within 24 hours makes nothing, and answers with what the first made. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The layer that was added. */
export type AddScheduleLayerPayload = {
  /** The schedule. */
  schedule: Schedule;
  /** The layer. */
  layer: ScheduleLayer;
  /** Whether the request was a repeat, by its idempotency key. */
  replayed: Scalars['Boolean']['output'];
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** What to change of a layer. */
export type UpdateScheduleLayerInput = {
  /** The schedule's id. */
  scheduleId: Scalars['ID']['input'];
  /** The layer's id. */
  layerId: Scalars['ID']['input'];
  /** Another name; null: none. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Another priority. */
  priority?: InputMaybe<Scalars['Int']['input']>;
  /** Another start. */
  start?: InputMaybe<Scalars['DateTime']['input']>;
  /** Another end; null: for ever. */
  end?: InputMaybe<Scalars['DateTime']['input']>;
  /** Another time zone of its restrictions; null: the schedule's. */
  timeZone?: InputMaybe<Scalars['String']['input']>;
  /** Others who take turns, in that order. */
  users?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Another way to take turns. */
  rotation?: InputMaybe<RotationInput>;
  /** Other restrictions. */
  restrictions?: InputMaybe<Array<RestrictionInput>>;
  /** From when on: the layer then ends there, and one that begins there has the change. Left out: at all times. */
  effectiveAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The layer as it now stands. */
export type UpdateScheduleLayerPayload = {
  /** The schedule. */
  schedule: Schedule;
  /** The layer that has the change: with `effectiveAt` another than before. */
  layer: ScheduleLayer;
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** Which layer to remove. */
export type RemoveScheduleLayerInput = {
  /** The schedule's id. */
  scheduleId: Scalars['ID']['input'];
  /** The layer's id. */
  layerId: Scalars['ID']['input'];
  /** From when on it is gone: turns before stay as they were. Left out: at all times. */
  effectiveAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The schedule without the layer. */
export type RemoveScheduleLayerPayload = {
  /** The schedule. */
  schedule: Schedule;
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** Who is on call, and when. */
export type CreateOverrideInput = {
  /** The schedule's id. */
  scheduleId: Scalars['ID']['input'];
  /** The id of who is on call. */
  userId: Scalars['ID']['input'];
  /** From here on. Whole minutes. */
  start: Scalars['DateTime']['input'];
  /** Up to here. Whole minutes. */
  end: Scalars['DateTime']['input'];
  /** Only while this user would be on call; left out: whoever is. */
  replaces?: InputMaybe<Scalars['ID']['input']>;
  /** A key of your own: a repeat of the request with it within 24 hours makes nothing, and answers with what the first made. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The override that was made. */
export type CreateOverridePayload = {
  /** The schedule. */
  schedule: Schedule;
  /** The override. */
  override: ScheduleOverride;
  /** Whether the request was a repeat, by its idempotency key. */
  replayed: Scalars['Boolean']['output'];
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** What to change of an override. */
export type UpdateOverrideInput = {
  /** The schedule's id. */
  scheduleId: Scalars['ID']['input'];
  /** The override's id. */
  overrideId: Scalars['ID']['input'];
  /** Another user. */
  userId?: InputMaybe<Scalars['ID']['input']>;
  /** Another start. */
  start?: InputMaybe<Scalars['DateTime']['input']>;
  /** Another end. */
  end?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only while this user would be on call; null: whoever is. */
  replaces?: InputMaybe<Scalars['ID']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The override as it now stands. */
export type UpdateOverridePayload = {
  /** The schedule. */
  schedule: Schedule;
  /** The override. */
  override: ScheduleOverride;
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** Which override to take back. */
export type DeleteOverrideInput = {
  /** The schedule's id. */
  scheduleId: Scalars['ID']['input'];
  /** The override's id. */
  overrideId: Scalars['ID']['input'];
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The schedule without the override. */
export type DeleteOverridePayload = {
  /** The id of the override that was deleted. */
  deletedId: Scalars['ID']['output'];
  /** The schedule. */
  schedule: Schedule;
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** Anything that has an id of its own. */
export type Node = {
  /** The id, which is unique among all objects of all kinds. */
  id: Scalars['ID']['output'];
};

/** Where a page lies in its list. */
export type PageInfo = {
  /** Whether more items follow this page. */
  hasNextPage: Scalars['Boolean']['output'];
  /** Whether items come before this page. */
  hasPreviousPage: Scalars['Boolean']['output'];
  /** The cursor of the page's first item; null on an empty page. Give it as `before` to page back. */
  startCursor: Maybe<Scalars['String']['output']>;
  /** The cursor of the page's last item; null on an empty page. Give it as `after` to page on. */
  endCursor: Maybe<Scalars['String']['output']>;
};

/** The direction of an order. */
export type OrderDirection =
  /** The smallest, or the oldest, first. */
  | 'ASC'
  /** The largest, or the newest, first. */
  | 'DESC';

/** An order of things that have a name. */
export type NamedOrder = {
  /** What to sort by. */
  field: NamedOrderField;
  /** In which direction; ties are broken by id in the same one. */
  direction?: OrderDirection;
};

/** What things that have a name can be sorted by. */
export type NamedOrderField =
  /** When it was made. */
  | 'CREATED_AT'
  /** When it last changed. */
  | 'UPDATED_AT'
  /** Its name. */
  | 'NAME';

/** One of the two worlds: nothing in one refers to the other. */
export type Environment =
  /** What is real. */
  | 'LIVE'
  /** A sandbox: nothing in it reaches a person. */
  | 'TEST';

/** Who is asking, and what they may do. */
export type Viewer = {
  /** Whether it is a person, an API key or an integration. */
  type: ActorType;
  /** The id of the user, API key or integration. */
  id: Scalars['ID']['output'];
  /** Its name. */
  name: Scalars['String']['output'];
  /** The environment in which it reads and writes. */
  environment: Environment;
  /** The scopes it may use now. */
  scopes: Array<Scalars['String']['output']>;
  /** The role of the person, or of the owner of the API key; null for an integration. */
  role: Maybe<Role>;
  /** Whether the person can sign in by a password; null for an API key and an integration. Who has none has signed in by single sign-on, and can ask for a link to choose one by `requestPasswordReset`. */
  hasPassword: Maybe<Scalars['Boolean']['output']>;
};

/** Where whoever asks stands with the limits. */
export type RateLimit = {
  /** What this operation costs: the fields that its answer may have, those below a list as often as the list may be long. Every answer has it in `extensions.cost` too. */
  cost: Scalars['Int']['output'];
  /** What an operation may cost at most. */
  costLimit: Scalars['Int']['output'];
  /** How many reads may be made in any 60 seconds; null if there is no limit. A query is one read, whatever it costs. */
  limit: Maybe<Scalars['Int']['output']>;
  /** How many of them are left now, this query counted; null if there is no limit. */
  remaining: Maybe<Scalars['Int']['output']>;
  /** When one more is free again, if none is left before; null if there is no limit. */
  resetAt: Maybe<Scalars['DateTime']['output']>;
};

/** The kinds of who can do something. */
export type ActorType =
  /** A person, signed in. */
  | 'USER'
  /** A script, by its API key. */
  | 'API_KEY'
  /** A monitoring tool, by its routing key. */
  | 'INTEGRATION'
  /** This server by itself. */
  | 'SYSTEM';

/** Who did something. */
export type Actor = {
  /** Its kind. */
  type: ActorType;
  /** The id of the user, API key or integration; empty for the server itself. */
  id: Scalars['String']['output'];
  /** Its name at that time. */
  name: Scalars['String']['output'];
};

/** Something that can break and that a team answers for. */
export type Service = Node & {
  /** The id, `svc_…`. */
  id: Scalars['ID']['output'];
  /** Its name, which no other service has. */
  name: Scalars['String']['output'];
  /** What events may name it by. */
  slug: Scalars['String']['output'];
  /** More about it. */
  description: Maybe<Scalars['String']['output']>;
  /** Its health, told by its incidents. */
  status: ServiceStatus;
  /** The team that owns it; null if none does. */
  team: Maybe<Team>;
  /** The policy that its incidents are escalated by; null: they reach the fallback. The policy's `id` and `name` need no more than `services:read`. */
  escalationPolicy: Maybe<EscalationPolicy>;
  /** Whom the first step of its policy would reach. Their `id` and `name` need no more than `services:read`. */
  onCall: Array<User>;
  /** Within how many minutes an incident should be acknowledged. */
  ackTargetMinutes: Scalars['Int']['output'];
  /** Within how many minutes an incident should be resolved. */
  resolveTargetMinutes: Scalars['Int']['output'];
  /** After how many minutes an acknowledged incident is open again; null: never. */
  ackTimeoutMinutes: Maybe<Scalars['Int']['output']>;
  /** How events reach it, the oldest first. */
  integrations: IntegrationConnection;
  /** When it is worked on: windows that have not ended, the oldest first. */
  maintenanceWindows: MaintenanceWindowConnection;
  /** Changes whenever the service does: give it as `ifMatch` to change only what you have seen. */
  etag: Scalars['String']['output'];
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** Its incidents. Needs the scope `incidents:read`. */
  incidents: IncidentConnection;
  /** What was done to it, the latest first. Needs the scope `incidents:read`. */
  changeEvents: ChangeEventConnection;
};


/** Something that can break and that a team answers for. */
export type ServiceOnCallArgs = {
  at?: InputMaybe<Scalars['DateTime']['input']>;
};


/** Something that can break and that a team answers for. */
export type ServiceIntegrationsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};


/** Something that can break and that a team answers for. */
export type ServiceMaintenanceWindowsArgs = {
  past?: Scalars['Boolean']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};


/** Something that can break and that a team answers for. */
export type ServiceIncidentsArgs = {
  filter?: InputMaybe<IncidentFilter>;
  orderBy?: InputMaybe<IncidentOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};


/** Something that can break and that a team answers for. */
export type ServiceChangeEventsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};

/** Which services a list has. What is left out filters nothing. */
export type ServiceFilter = {
  /** With this text in name, slug or id, in any case. */
  q?: InputMaybe<Scalars['String']['input']>;
  /** Owned by any of these teams. */
  teamId?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Whose incidents are escalated by any of these policies. */
  escalationPolicyId?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** The health of a service. An incident is active while it is OPEN or ACKNOWLEDGED. */
export type ServiceStatus =
  /** It has no active incident, and is not worked on. */
  | 'OPERATIONAL'
  /** It has no active incident, and is worked on. */
  | 'MAINTENANCE'
  /** It has an active incident, but none of HIGH urgency. */
  | 'DEGRADED'
  /** It has an active incident of HIGH urgency. */
  | 'CRITICAL';

/** A page of services. */
export type ServiceConnection = {
  /** The services with their cursors. */
  edges: Array<ServiceEdge>;
  /** The services. */
  nodes: Array<Service>;
  /** Where the page lies in the list. */
  pageInfo: PageInfo;
  /** How many services the whole list has. Counted only when it is asked for. */
  totalCount: Scalars['Int']['output'];
};

/** A service with its cursor. */
export type ServiceEdge = {
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** The service. */
  node: Service;
};

/** A way for a monitoring tool to send events to one service. */
export type Integration = Node & {
  /** The id, `int_…`. */
  id: Scalars['ID']['output'];
  /** The service's id. */
  serviceId: Scalars['ID']['output'];
  /** Its name. */
  name: Scalars['String']['output'];
  /** What sends by it: a label, as the path that is sent to says in which format. */
  type: IntegrationType;
  /** What its events carry, 32 characters of 0-9a-f: a credential, so null without the scope `services:write`. */
  routingKey: Maybe<Scalars['String']['output']>;
  /** Where a tool of its type sends to on this server, `/api/integrations/sentry/…`: a credential, so null without the scope `services:write`. Of the type `EVENTS` it is `/v2/enqueue`, where bodies have the routing key. */
  path: Maybe<Scalars['String']['output']>;
  /** Whether its events are refused. */
  disabled: Scalars['Boolean']['output'];
  /** Changes whenever the integration does: give it as `ifMatch` to change only what you have seen. */
  etag: Scalars['String']['output'];
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
};

/** What sends by an integration. */
export type IntegrationType =
  /** Anything that sends this API's events, or PagerDuty's. */
  | 'EVENTS'
  /** Prometheus Alertmanager, by its webhook. */
  | 'ALERTMANAGER'
  /** Grafana's alerting, by its webhook contact point. */
  | 'GRAFANA'
  /** Datadog's monitors, by its webhooks. */
  | 'DATADOG'
  /** Sentry, by an internal integration. */
  | 'SENTRY'
  /** Alarms of Amazon CloudWatch, by Amazon SNS. */
  | 'CLOUDWATCH'
  /** Azure Monitor, by the webhook of an action group. */
  | 'AZURE_MONITOR'
  /** Uptime Kuma, by its webhook. */
  | 'UPTIME_KUMA'
  /** GitHub Actions, by a webhook of workflow runs. */
  | 'GITHUB_ACTIONS'
  /** Pipelines, jobs, deployments and incidents of GitLab, by a webhook. */
  | 'GITLAB'
  /** Zabbix, by a media type of the kind webhook. */
  | 'ZABBIX'
  /** Anything else that sends JSON. */
  | 'GENERIC';

/** A time in which a service is worked on. */
export type MaintenanceWindow = Node & {
  /** The id, `mnt_…`. */
  id: Scalars['ID']['output'];
  /** The service's id. */
  serviceId: Scalars['ID']['output'];
  /** What is done. */
  description: Maybe<Scalars['String']['output']>;
  /** From here on. */
  start: Scalars['DateTime']['output'];
  /** Up to here. */
  end: Scalars['DateTime']['output'];
  /** Changes whenever the window does: give it as `ifMatch` to change only what you have seen. */
  etag: Scalars['String']['output'];
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
};

/** A page of integrations. */
export type IntegrationConnection = {
  /** The integrations with their cursors. */
  edges: Array<IntegrationEdge>;
  /** The integrations. */
  nodes: Array<Integration>;
  /** Where the page lies in the list. */
  pageInfo: PageInfo;
  /** How many integrations the whole list has. Counted only when it is asked for. */
  totalCount: Scalars['Int']['output'];
};

/** An integration with its cursor. */
export type IntegrationEdge = {
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** An integration. */
  node: Integration;
};

/** A page of windows. */
export type MaintenanceWindowConnection = {
  /** The windows with their cursors. */
  edges: Array<MaintenanceWindowEdge>;
  /** The windows. */
  nodes: Array<MaintenanceWindow>;
  /** Where the page lies in the list. */
  pageInfo: PageInfo;
  /** How many windows the whole list has. Counted only when it is asked for. */
  totalCount: Scalars['Int']['output'];
};

/** A window with its cursor. */
export type MaintenanceWindowEdge = {
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** A window. */
  node: MaintenanceWindow;
};

/** A service to make. */
export type CreateServiceInput = {
  /** Its name, which no other service has; at most 100 characters. */
  name: Scalars['String']['input'];
  /** What events may name it by: a-z, 0-9 and hyphens, at most 100; made from the name if left out. */
  slug?: InputMaybe<Scalars['String']['input']>;
  /** More about it; at most 10,000 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** The id of the team that owns it. */
  teamId?: InputMaybe<Scalars['ID']['input']>;
  /** The id of the policy that its incidents are escalated by. */
  escalationPolicyId?: InputMaybe<Scalars['ID']['input']>;
  /** Within how many minutes an incident should be acknowledged: 1 to 525,600. */
  ackTargetMinutes?: Scalars['Int']['input'];
  /** Within how many minutes an incident should be resolved: 1 to 525,600. */
  resolveTargetMinutes?: Scalars['Int']['input'];
  /** After how many minutes an acknowledged incident is open again, 1 to 10,080; never if left out. */
  ackTimeoutMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** A key of your own: a repeat of the request with it within 24 hours makes nothing, and answers with what the first made. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The service that was made. */
export type CreateServicePayload = {
  /** The service. */
  service: Service;
  /** Whether the request was a repeat, by its idempotency key. */
  replayed: Scalars['Boolean']['output'];
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** What to change of a service. */
export type UpdateServiceInput = {
  /** The service's id. */
  id: Scalars['ID']['input'];
  /** Another name. The slug stays. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Another slug. */
  slug?: InputMaybe<Scalars['String']['input']>;
  /** Another description; null: none. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** The id of another team; null: none. */
  teamId?: InputMaybe<Scalars['ID']['input']>;
  /** The id of another policy; null: none. */
  escalationPolicyId?: InputMaybe<Scalars['ID']['input']>;
  /** Within how many minutes an incident should be acknowledged. */
  ackTargetMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** Within how many minutes an incident should be resolved. */
  resolveTargetMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** After how many minutes an acknowledged incident is open again; null: never. */
  ackTimeoutMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** The etag that you have seen: if it is another by now, nothing is changed. */
  ifMatch?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The service as it now stands. */
export type UpdateServicePayload = {
  /** The service. */
  service: Service;
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** Which service to delete. */
export type DeleteServiceInput = {
  /** The service's id. */
  id: Scalars['ID']['input'];
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** What was deleted. */
export type DeleteServicePayload = {
  /** The id of what was deleted. */
  deletedId: Scalars['ID']['output'];
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** An integration to make. */
export type CreateIntegrationInput = {
  /** The service's id. */
  serviceId: Scalars['ID']['input'];
  /** Its name; at most 100 characters. */
  name: Scalars['String']['input'];
  /** What sends by it. */
  type?: IntegrationType;
  /** A key of your own: a repeat of the request with it within 24 hours makes nothing, and answers with what the first made. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The integration that was made. */
export type CreateIntegrationPayload = {
  /** The integration. */
  integration: Integration;
  /** Whether the request was a repeat, by its idempotency key. */
  replayed: Scalars['Boolean']['output'];
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** What to change of an integration. */
export type UpdateIntegrationInput = {
  /** The integration's id. */
  id: Scalars['ID']['input'];
  /** Another name. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Another type. */
  type?: InputMaybe<IntegrationType>;
  /** Whether its events are refused. */
  disabled?: InputMaybe<Scalars['Boolean']['input']>;
  /** The etag that you have seen: if it is another by now, nothing is changed. */
  ifMatch?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The integration as it now stands. */
export type UpdateIntegrationPayload = {
  /** The integration. */
  integration: Integration;
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** Which integration gets another routing key. */
export type RotateIntegrationKeyInput = {
  /** The integration's id. */
  id: Scalars['ID']['input'];
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The integration with its new routing key. */
export type RotateIntegrationKeyPayload = {
  /** The integration. */
  integration: Integration;
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** Which integration to delete. */
export type DeleteIntegrationInput = {
  /** The integration's id. */
  id: Scalars['ID']['input'];
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** What was deleted. */
export type DeleteIntegrationPayload = {
  /** The id of what was deleted. */
  deletedId: Scalars['ID']['output'];
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** A time in which a service is worked on. */
export type CreateMaintenanceWindowInput = {
  /** The service's id. */
  serviceId: Scalars['ID']['input'];
  /** What is done; at most 10,000 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** From here on; now if left out. */
  start?: InputMaybe<Scalars['DateTime']['input']>;
  /** Up to here. */
  end: Scalars['DateTime']['input'];
  /** A key of your own: a repeat of the request with it within 24 hours makes nothing, and answers with what the first made. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The window that was made. */
export type CreateMaintenanceWindowPayload = {
  /** The window. */
  maintenanceWindow: MaintenanceWindow;
  /** Whether the request was a repeat, by its idempotency key. */
  replayed: Scalars['Boolean']['output'];
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** What to change of a maintenance window. */
export type UpdateMaintenanceWindowInput = {
  /** The window's id. */
  id: Scalars['ID']['input'];
  /** Another description; null: none. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** Another start. */
  start?: InputMaybe<Scalars['DateTime']['input']>;
  /** Another end. */
  end?: InputMaybe<Scalars['DateTime']['input']>;
  /** The etag that you have seen: if it is another by now, nothing is changed. */
  ifMatch?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The window as it now stands. */
export type UpdateMaintenanceWindowPayload = {
  /** The window. */
  maintenanceWindow: MaintenanceWindow;
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** Which window to delete. */
export type DeleteMaintenanceWindowInput = {
  /** The window's id. */
  id: Scalars['ID']['input'];
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** What was deleted. */
export type DeleteMaintenanceWindowPayload = {
  /** The id of what was deleted. */
  deletedId: Scalars['ID']['output'];
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** Where somebody begins. */
export type Setup = {
  /** Whether there is nobody yet: `createFirstAdmin` is what comes next. */
  needed: Scalars['Boolean']['output'];
  /** Whether `createFirstAdmin` has to be given the token that the server printed; false on the machine itself. */
  tokenRequired: Scalars['Boolean']['output'];
  /** Who asks; null if nobody is signed in. */
  viewer: Maybe<Viewer>;
  /** By what people sign in without a password of this server; null if by nothing. */
  singleSignOn: Maybe<SingleSignOn>;
};

/** The OpenID Connect provider that people sign in with. */
export type SingleSignOn = {
  /** What the provider is called, as Okta. */
  name: Scalars['String']['output'];
  /** Where a browser begins: a path of this server. With `?to=` and the path of a page of the web app, it ends on that page. */
  url: Scalars['String']['output'];
};

/** The first administrator. */
export type CreateFirstAdminInput = {
  /** Their name. */
  name: Scalars['String']['input'];
  /** The e-mail address that they sign in with. */
  email: Scalars['String']['input'];
  /** Their password: 12 to 256 characters. */
  password: Scalars['String']['input'];
  /** The IANA name of their time zone. */
  timeZone?: Scalars['String']['input'];
  /** The token that the server printed. Not needed on the machine itself. */
  setupToken?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** Who was made. */
export type CreateFirstAdminPayload = {
  /** Who is signed in now. */
  viewer: Viewer;
  /** Until when, unless they sign out. */
  expiresAt: Scalars['DateTime']['output'];
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** Who signs in. */
export type SignInInput = {
  /** The e-mail address. */
  email: Scalars['String']['input'];
  /** The password. */
  password: Scalars['String']['input'];
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** Who is signed in. */
export type SignInPayload = {
  /** Who is signed in now. */
  viewer: Viewer;
  /** Until when, unless they sign out. */
  expiresAt: Scalars['DateTime']['output'];
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** From what to sign out. */
export type SignOutInput = {
  /** Whether to end all sessions of the person, in other browsers too. */
  everywhere?: Scalars['Boolean']['input'];
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** That the session is over. */
export type SignOutPayload = {
  /** Always true: the session is over. */
  signedOut: Scalars['Boolean']['output'];
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** Whom to invite. */
export type InviteUserInput = {
  /** Their name, if there is no such user yet. */
  name: Scalars['String']['input'];
  /** The e-mail address that they will sign in with. */
  email: Scalars['String']['input'];
  /** What they may do, if there is no such user yet. */
  role?: Role;
  /** The IANA name of their time zone. */
  timeZone?: Scalars['String']['input'];
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The user who was invited. */
export type InviteUserPayload = {
  /** The user. */
  user: User;
  /** What `acceptInvitation` needs. It is shown this once: hand it to the user. */
  token: Scalars['String']['output'];
  /** Until when the token can be used. */
  expiresAt: Scalars['DateTime']['output'];
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** An invited user's choice. */
export type AcceptInvitationInput = {
  /** The token of the invitation. */
  token: Scalars['String']['input'];
  /** Their password: 12 to 256 characters. */
  password: Scalars['String']['input'];
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** Who is signed in. */
export type AcceptInvitationPayload = {
  /** Who is signed in now. */
  viewer: Viewer;
  /** Until when, unless they sign out. */
  expiresAt: Scalars['DateTime']['output'];
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** Another password. */
export type ChangePasswordInput = {
  /** The present password. */
  currentPassword: Scalars['String']['input'];
  /** The new one: 12 to 256 characters. */
  newPassword: Scalars['String']['input'];
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** Who is signed in. */
export type ChangePasswordPayload = {
  /** Who is signed in now. */
  viewer: Viewer;
  /** Until when, unless they sign out. */
  expiresAt: Scalars['DateTime']['output'];
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** Who has forgotten the password. */
export type RequestPasswordResetInput = {
  /** The e-mail address that they sign in with. */
  email: Scalars['String']['input'];
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** That the request was taken. */
export type RequestPasswordResetPayload = {
  /** Always true: whether a mail was sent is told only to its reader. */
  accepted: Scalars['Boolean']['output'];
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** A new password for a forgotten one. */
export type ResetPasswordInput = {
  /** The token of the link. */
  token: Scalars['String']['input'];
  /** The new password: 12 to 256 characters. */
  newPassword: Scalars['String']['input'];
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** Who is signed in. */
export type ResetPasswordPayload = {
  /** Who is signed in now. */
  viewer: Viewer;
  /** Until when, unless they sign out. */
  expiresAt: Scalars['DateTime']['output'];
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** The settings of an environment. */
export type Settings = {
  /** The user who is told of an incident that reaches nobody else; null: nobody, or the team. */
  fallbackUser: Maybe<User>;
  /** The team whose members are told of an incident that reaches nobody else; null: nobody, or the user. */
  fallbackTeam: Maybe<Team>;
  /** Changes whenever the settings do: give it as `ifMatch` to change only what you have seen. */
  etag: Scalars['String']['output'];
};

/** What to change of the settings. */
export type UpdateSettingsInput = {
  /** The user to tell of what reaches nobody else; null: nobody. It is then no team. */
  fallbackUserId?: InputMaybe<Scalars['ID']['input']>;
  /** The team to tell of what reaches nobody else; null: none. It is then no user. */
  fallbackTeamId?: InputMaybe<Scalars['ID']['input']>;
  /** The etag that you have seen: if it is another by now, nothing is changed. */
  ifMatch?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The settings as they now stand. */
export type UpdateSettingsPayload = {
  /** The settings. */
  settings: Settings;
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** Who would be told of an incident that nobody answers. */
export type EscalationSimulation = {
  /** The service; null if none was named. */
  service: Maybe<Service>;
  /** The policy; null if the service has none, so that the fallback is told at once. */
  policy: Maybe<EscalationPolicy>;
  /** When the incident would open. */
  at: Scalars['DateTime']['output'];
  /** How urgent it would be. */
  urgency: Urgency;
  /** Until when the service is worked on, and the incident suppressed; null if it is not. */
  suppressedUntil: Maybe<Scalars['DateTime']['output']>;
  /** What would happen, in its order. */
  moments: Array<EscalationMoment>;
};

/** One moment of an escalation. */
export type EscalationMoment = {
  /** When. */
  at: Scalars['DateTime']['output'];
  /** What happens. */
  kind: EscalationMomentKind;
  /** How often the steps are gone through by then, from 1. */
  pass: Scalars['Int']['output'];
  /** The step; null if it is the fallback that is told. */
  step: Maybe<EscalationStep>;
  /** Who is told. */
  told: Array<ToldUser>;
  /** Who, or what, is not told, and why. */
  missed: Array<MissedTarget>;
};

/** What can happen at a moment of an escalation. */
export type EscalationMomentKind =
  /** A step of the policy tells its targets. */
  | 'STEP'
  /** All steps have reached nobody, or there is no policy: the fallback is told. */
  | 'FALLBACK'
  /** No step is left: the fallback is told, and nobody more. */
  | 'EXHAUSTED';

/** Somebody who is told. */
export type ToldUser = {
  /** Who. The user's `id` and `name` need no more than `services:read`. */
  user: User;
  /** The target that the user is told as. */
  target: EscalationTarget;
  /** By what. */
  channels: Array<NotificationChannel>;
};

/** Somebody, or a target, that is not told. */
export type MissedTarget = {
  /** The target. */
  target: EscalationTarget;
  /** The user; null if the target has nobody at all. */
  user: Maybe<User>;
  /** Why. */
  reason: MissedReason;
  /** With NOBODY_ON_CALL, when the next shift begins; null if none does in 366 days. */
  nextShiftAt: Maybe<Scalars['DateTime']['output']>;
  /** The same in words. */
  message: Scalars['String']['output'];
};

/** Why somebody is not told. */
export type MissedReason =
  /** Nobody is on call by the schedule. */
  | 'NOBODY_ON_CALL'
  /** The team has no members who are not disabled. */
  | 'NO_MEMBERS'
  /** The user is disabled. */
  | 'DISABLED'
  /** The user's rules have nothing for this urgency but the inbox. */
  | 'NO_CHANNEL';

/** What is told as it happens, by WebSocket (`graphql-transport-ws`) or by server-sent events. */
export type Subscription = {
  /**
   * Each change to an incident, by its timeline: that it was opened, acknowledged, assigned, escalated, and so on. One more
   * alert of an incident is no line of the timeline, and not told. Needs the scope `incidents:read`, at each change.
   */
  incidentChanged: IncidentChange;
  /** Each new line of an incident's timeline, with those of what is merged into it. Needs the scope `incidents:read`, at each line. */
  timelineAdded: IncidentChange;
};


/** What is told as it happens, by WebSocket (`graphql-transport-ws`) or by server-sent events. */
export type SubscriptionIncidentChangedArgs = {
  filter?: InputMaybe<IncidentFilter>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** What is told as it happens, by WebSocket (`graphql-transport-ws`) or by server-sent events. */
export type SubscriptionTimelineAddedArgs = {
  incidentId: Scalars['ID']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
};

/** A change to an incident. */
export type IncidentChange = {
  /** Where it stands among all changes: give it as `after` to go on from here. */
  cursor: Scalars['String']['output'];
  /** What has happened: the line of the timeline. */
  event: IncidentEvent;
  /** The incident as it is now. */
  incident: Incident;
};

/** A group of users that owns services and takes incidents. */
export type Team = Node & {
  /** The id, `team_…`. */
  id: Scalars['ID']['output'];
  /** Its name, which no other team has. */
  name: Scalars['String']['output'];
  /** More about it. */
  description: Maybe<Scalars['String']['output']>;
  /** Changes whenever the team does: give it as `ifMatch` to change only what you have seen. */
  etag: Scalars['String']['output'];
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** Its members, in the order in which they came. */
  members: TeamMemberConnection;
  /** The services it owns. Needs the scope `services:read`. */
  services: ServiceConnection;
};


/** A group of users that owns services and takes incidents. */
export type TeamMembersArgs = {
  userId?: InputMaybe<Array<Scalars['ID']['input']>>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};


/** A group of users that owns services and takes incidents. */
export type TeamServicesArgs = {
  orderBy?: InputMaybe<NamedOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};

/** A user's place in a team. */
export type TeamMember = {
  /** The team. */
  team: Team;
  /** The user. The user's `id` and `name` need no more than `teams:read`. */
  user: User;
  /** What the user may do in the team. */
  role: TeamRole;
  /** When the user came. */
  createdAt: Scalars['DateTime']['output'];
};

/** What a member may do in a team. */
export type TeamRole =
  /** Answers for the team. A team that has owners keeps at least one. */
  | 'OWNER'
  /** Manages it. */
  | 'ADMIN'
  /** Belongs to it. */
  | 'MEMBER';

/** Which teams a list has. What is left out filters nothing. */
export type TeamFilter = {
  /** With this text in name or id, in any case. */
  q?: InputMaybe<Scalars['String']['input']>;
  /** Of which any of these users is a member. */
  memberId?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** A page of teams. */
export type TeamConnection = {
  /** The teams with their cursors. */
  edges: Array<TeamEdge>;
  /** The teams. */
  nodes: Array<Team>;
  /** Where the page lies in the list. */
  pageInfo: PageInfo;
  /** How many teams the whole list has. Counted only when it is asked for. */
  totalCount: Scalars['Int']['output'];
};

/** A team with its cursor. */
export type TeamEdge = {
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** The team. */
  node: Team;
};

/** A page of members. */
export type TeamMemberConnection = {
  /** The members with their cursors. */
  edges: Array<TeamMemberEdge>;
  /** The members. */
  nodes: Array<TeamMember>;
  /** Where the page lies in the list. */
  pageInfo: PageInfo;
  /** How many members the whole list has. Counted only when it is asked for. */
  totalCount: Scalars['Int']['output'];
};

/** A member with its cursor. */
export type TeamMemberEdge = {
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** A member. */
  node: TeamMember;
};

/** A team to make. */
export type CreateTeamInput = {
  /** Its name, which no other team has; at most 100 characters. */
  name: Scalars['String']['input'];
  /** More about it; at most 10,000 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** Who belongs to it. */
  members?: InputMaybe<Array<TeamMemberInput>>;
  /** A key of your own: a repeat of the request with it within 24 hours makes nothing, and answers with what the first made. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The team that was made. */
export type CreateTeamPayload = {
  /** The team. */
  team: Team;
  /** Whether the request was a repeat, by its idempotency key. */
  replayed: Scalars['Boolean']['output'];
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** A user to take into a team. */
export type TeamMemberInput = {
  /** The user's id. */
  userId: Scalars['ID']['input'];
  /** What the user may do in the team. */
  role?: TeamRole;
};

/** What to change of a team. */
export type UpdateTeamInput = {
  /** The team's id. */
  id: Scalars['ID']['input'];
  /** Another name. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Another description; null: none. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** The etag that you have seen: if it is another by now, nothing is changed. */
  ifMatch?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The team as it now stands. */
export type UpdateTeamPayload = {
  /** The team. */
  team: Team;
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** Which team to delete. */
export type DeleteTeamInput = {
  /** The team's id. */
  id: Scalars['ID']['input'];
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** What was deleted. */
export type DeleteTeamPayload = {
  /** The id of the team that was deleted. */
  deletedId: Scalars['ID']['output'];
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** Whom to take into a team. */
export type AddTeamMemberInput = {
  /** The team's id. */
  teamId: Scalars['ID']['input'];
  /** The user's id. */
  userId: Scalars['ID']['input'];
  /** What the user may do in the team. */
  role?: TeamRole;
  /** A key of your own: a repeat of the request with it within 24 hours makes nothing, and answers with what the first made. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The member. */
export type AddTeamMemberPayload = {
  /** The team. */
  team: Team;
  /** The member. */
  member: TeamMember;
  /** Whether the request was a repeat, by its idempotency key. */
  replayed: Scalars['Boolean']['output'];
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** A member and another role. */
export type UpdateTeamMemberInput = {
  /** The team's id. */
  teamId: Scalars['ID']['input'];
  /** The user's id. */
  userId: Scalars['ID']['input'];
  /** What the user may do in the team from now on. */
  role: TeamRole;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The member as it now stands. */
export type UpdateTeamMemberPayload = {
  /** The team. */
  team: Team;
  /** The member. */
  member: TeamMember;
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** Whom to take out of a team. */
export type RemoveTeamMemberInput = {
  /** The team's id. */
  teamId: Scalars['ID']['input'];
  /** The user's id. */
  userId: Scalars['ID']['input'];
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The team that the user has left. */
export type RemoveTeamMemberPayload = {
  /** The team. */
  team: Team;
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** A person who responds to incidents, or reads about them. */
export type User = Node & {
  /** The id, `usr_…`. */
  id: Scalars['ID']['output'];
  /** The person's name. */
  name: Scalars['String']['output'];
  /** The e-mail address, which no other user has. */
  email: Scalars['String']['output'];
  /** What the person may do. */
  role: Role;
  /** Whether the person has signed in yet and may still do so. */
  status: UserStatus;
  /** The IANA name of the person's time zone. */
  timeZone: Scalars['String']['output'];
  /** How the user is told of incidents. Only for the user, and with the scope `users:write`. */
  notificationRules: Array<NotificationRule>;
  /** The teams whose member the user is. Needs the scope `teams:read`. */
  teams: TeamConnection;
  /** The user's places in teams, the first one first. Needs the scope `teams:read`. */
  memberships: Array<TeamMember>;
  /** Changes whenever the user does: give it as `ifMatch` to change only what you have seen. */
  etag: Scalars['String']['output'];
  /** When the user was made. */
  createdAt: Scalars['DateTime']['output'];
  /** When the user last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** When the user is on call in a time of at most 366 days, the earliest first, by all schedules. Needs the scope `schedules:read`. */
  shifts: Array<Shift>;
  /** The incidents assigned to the user. Needs the scope `incidents:read`. */
  incidents: IncidentConnection;
};


/** A person who responds to incidents, or reads about them. */
export type UserTeamsArgs = {
  orderBy?: InputMaybe<NamedOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};


/** A person who responds to incidents, or reads about them. */
export type UserShiftsArgs = {
  since?: InputMaybe<Scalars['DateTime']['input']>;
  until?: InputMaybe<Scalars['DateTime']['input']>;
};


/** A person who responds to incidents, or reads about them. */
export type UserIncidentsArgs = {
  filter?: InputMaybe<IncidentFilter>;
  orderBy?: InputMaybe<IncidentOrder>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};

/** What a user may do. */
export type Role =
  /** Everything, API keys and settings included. */
  | 'ADMIN'
  /** Reads everything, works on incidents and schedules, and sends events. */
  | 'RESPONDER'
  /** Reads everything. */
  | 'USER';

/** Whether a user has signed in yet and may still do so. */
export type UserStatus =
  /** Invited, and not signed in yet. On call and paged like an active user. */
  | 'INVITED'
  /** Has signed in. */
  | 'ACTIVE'
  /** May not sign in, is not paged, and has no working API key. */
  | 'DISABLED';

/** A page of users. */
export type UserConnection = {
  /** The users with their cursors. */
  edges: Array<UserEdge>;
  /** The users. */
  nodes: Array<User>;
  /** Where the page lies in the list. */
  pageInfo: PageInfo;
  /** How many users the whole list has. Counted only when it is asked for. */
  totalCount: Scalars['Int']['output'];
};

/** A user with its cursor. */
export type UserEdge = {
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** The user. */
  node: User;
};

/** How a user is told of incidents of some urgencies. */
export type NotificationRule = {
  /** By what. */
  channel: NotificationChannel;
  /** Of which urgencies. */
  urgencies: Array<Urgency>;
  /** The host of the URL that SLACK, TEAMS and WEBHOOK post to; null for the others. The URL itself is not shown again. */
  host: Maybe<Scalars['String']['output']>;
};

/** By what a user is told. */
export type NotificationChannel =
  /** An e-mail to the user's address. */
  | 'EMAIL'
  /** An incoming webhook of Slack. */
  | 'SLACK'
  /** A workflow of Microsoft Teams that posts to a chat or channel when a webhook request is received. */
  | 'TEAMS'
  /** A URL of your own, which is posted JSON. */
  | 'WEBHOOK'
  /** The web app's inbox alone, where every page is as well. */
  | 'INBOX';

/** Which users a list has. What is left out filters nothing. */
export type UserFilter = {
  /** With this text in name, e-mail address or id, in any case. */
  q?: InputMaybe<Scalars['String']['input']>;
  /** With any of these roles. */
  role?: InputMaybe<Array<Role>>;
  /** With any of these statuses. */
  status?: InputMaybe<Array<UserStatus>>;
  /** Members of any of these teams. */
  teamId?: InputMaybe<Array<Scalars['ID']['input']>>;
};

/** How a user is told of incidents of some urgencies. */
export type NotificationRuleInput = {
  /** By what. */
  channel: NotificationChannel;
  /** Of which urgencies; of all if left out. */
  urgencies?: InputMaybe<Array<Urgency>>;
  /** Where SLACK, TEAMS and WEBHOOK post to; not for the others. If it is left out, the rule keeps the URL that the rule of this channel has, or, of several, the one in the same place. */
  url?: InputMaybe<Scalars['String']['input']>;
};

/** A person to invite. */
export type CreateUserInput = {
  /** The person's name; at most 100 characters. */
  name: Scalars['String']['input'];
  /** The e-mail address, which no other user has in any case. */
  email: Scalars['String']['input'];
  /** What the person may do. */
  role?: Role;
  /** The IANA name of the person's time zone. */
  timeZone?: Scalars['String']['input'];
  /** A key of your own: a repeat of the request with it within 24 hours makes nothing, and answers with what the first made. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The user who was invited. */
export type CreateUserPayload = {
  /** The user. */
  user: User;
  /** Whether the request was a repeat, by its idempotency key. */
  replayed: Scalars['Boolean']['output'];
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** What to change of a user. */
export type UpdateUserInput = {
  /** The user's id. */
  id: Scalars['ID']['input'];
  /** Another name. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Another e-mail address. */
  email?: InputMaybe<Scalars['String']['input']>;
  /** Another role. The last administrator stays one. */
  role?: InputMaybe<Role>;
  /** Another time zone. */
  timeZone?: InputMaybe<Scalars['String']['input']>;
  /** DISABLED ends sign-in, paging and API keys; ACTIVE or INVITED takes that back. */
  status?: InputMaybe<UserStatus>;
  /** How the user is told of incidents, all rules; none: by e-mail of every urgency. */
  notificationRules?: InputMaybe<Array<NotificationRuleInput>>;
  /** The etag that you have seen: if it is another by now, nothing is changed. */
  ifMatch?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The user as it now stands. */
export type UpdateUserPayload = {
  /** The user. */
  user: User;
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** Which user to delete. */
export type DeleteUserInput = {
  /** The user's id. */
  id: Scalars['ID']['input'];
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** Who was deleted. */
export type DeleteUserPayload = {
  /** The id of the user who was deleted. */
  deletedId: Scalars['ID']['output'];
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** How a user is told of incidents. */
export type SetNotificationRulesInput = {
  /** The user's id. */
  userId: Scalars['ID']['input'];
  /** All rules, which apply together; at most 20. None: by e-mail of every urgency. */
  rules: Array<NotificationRuleInput>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The user with the rules. */
export type SetNotificationRulesPayload = {
  /** The user. */
  user: User;
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** An endpoint of yours that is told of incidents. */
export type Webhook = Node & {
  /** The id, `whk_…`. */
  id: Scalars['ID']['output'];
  /** What it is called; the host of its URL if nobody said. */
  name: Scalars['String']['output'];
  /** More about it. */
  description: Maybe<Scalars['String']['output']>;
  /** Where events are posted to. */
  url: Scalars['String']['output'];
  /** Which events it is told of. */
  events: Array<WebhookEvent>;
  /** Of incidents of these services only; empty: of all. */
  serviceIds: Array<Scalars['ID']['output']>;
  /** Of incidents of these teams only, their own or their service's; empty: of all. */
  teamIds: Array<Scalars['ID']['output']>;
  /** Of incidents of these urgencies only; empty: of all. */
  urgencies: Array<Urgency>;
  /** The names of the headers that are sent beside its own. Their values are not shown. */
  headerNames: Array<Scalars['String']['output']>;
  /** Whether events are sent. */
  status: WebhookStatus;
  /** Why it is disabled; null if it is not. */
  disabledReason: Maybe<Scalars['String']['output']>;
  /** When it was disabled; null if it is not. */
  disabledAt: Maybe<Scalars['DateTime']['output']>;
  /** When it first failed since it last took something; null if the last attempt was a success. After five days it is disabled. */
  failingSince: Maybe<Scalars['DateTime']['output']>;
  /** Up to when the secret before the present one signs as well; null if it was never rotated. */
  oldSecretUntil: Maybe<Scalars['DateTime']['output']>;
  /** Who made it, or whose API key; null: the server itself. `id` and `name` need no more than `services:read`. */
  owner: Maybe<User>;
  /** Changes whenever the webhook does: give it as `ifMatch` to change only what you have seen. */
  etag: Scalars['String']['output'];
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** When it last changed. */
  updatedAt: Scalars['DateTime']['output'];
  /** What it was sent, or is to be sent, the newest first. */
  deliveries: WebhookDeliveryConnection;
};


/** An endpoint of yours that is told of incidents. */
export type WebhookDeliveriesArgs = {
  filter?: InputMaybe<DeliveryFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};

/** What a webhook is told of. */
export type WebhookEvent =
  /** `incident.triggered`: an incident was opened. */
  | 'INCIDENT_TRIGGERED'
  /** `incident.acknowledged`: somebody works on it. */
  | 'INCIDENT_ACKNOWLEDGED'
  /** `incident.resolved`: it is over. */
  | 'INCIDENT_RESOLVED'
  /** `incident.escalated`: it was taken to the next step, by hand or by itself. */
  | 'INCIDENT_ESCALATED'
  /** `incident.assigned`: somebody else has it now. */
  | 'INCIDENT_ASSIGNED'
  /** `webhook.ping`: somebody tries the webhook. It is sent to every webhook that is pinged, and cannot be asked for. */
  | 'WEBHOOK_PING';

/** Whether a webhook is sent to. */
export type WebhookStatus =
  /** It is. */
  | 'ENABLED'
  /** It is not: somebody has disabled it, or it did not take what it was sent. */
  | 'DISABLED';

/** One event for one webhook. */
export type WebhookDelivery = Node & {
  /** The id, `dlv_…`: the header `webhook-id` of every attempt, and the `id` in the body. */
  id: Scalars['ID']['output'];
  /** The webhook's id. */
  webhookId: Scalars['ID']['output'];
  /** The incident's id; null for a ping. */
  incidentId: Maybe<Scalars['ID']['output']>;
  /** What happened. */
  event: WebhookEvent;
  /** Grows with each event of the incident; 0 for a ping. */
  sequence: Scalars['Int']['output'];
  /** What became of it. */
  status: DeliveryStatus;
  /** The body, the same at every attempt. It tells of the incident, so it is null without the scope `incidents:read`. */
  body: Maybe<Scalars['String']['output']>;
  /** How often it was tried. */
  attemptCount: Scalars['Int']['output'];
  /** The HTTP status of the last answer; null if there was none. */
  lastStatus: Maybe<Scalars['Int']['output']>;
  /** Why the last attempt failed; null if it did not. */
  lastError: Maybe<Scalars['String']['output']>;
  /** When it is tried next; null if it is finished, or waits for an earlier one of the same incident. */
  nextAttemptAt: Maybe<Scalars['DateTime']['output']>;
  /** When it was made. */
  createdAt: Scalars['DateTime']['output'];
  /** When it was delivered or given up; null while it is pending. */
  finishedAt: Maybe<Scalars['DateTime']['output']>;
  /** The attempts, the last first. */
  attempts: WebhookAttemptConnection;
};


/** One event for one webhook. */
export type WebhookDeliveryAttemptsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  offset?: InputMaybe<Scalars['Int']['input']>;
};

/** What became of a delivery. */
export type DeliveryStatus =
  /** It is to be tried, for the first time or again, or waits for an earlier one of its incident. */
  | 'PENDING'
  /** The webhook has taken it. */
  | 'DELIVERED'
  /** It was given up, or the webhook was disabled. */
  | 'FAILED';

/** One try to send a delivery. */
export type WebhookAttempt = {
  /** From 1. */
  number: Scalars['Int']['output'];
  /** The HTTP status of the answer; null if there was none. */
  status: Maybe<Scalars['Int']['output']>;
  /** How long it took, in milliseconds. */
  latencyMs: Scalars['Int']['output'];
  /** Why it failed; null if it did not. */
  error: Maybe<Scalars['String']['output']>;
  /** The first 4 kB of the answer. */
  answer: Scalars['String']['output'];
  /** When it began. */
  createdAt: Scalars['DateTime']['output'];
};

/** Which webhooks a list has. What is left out filters nothing. */
export type WebhookFilter = {
  /** With this text in name, URL or id, in any case. */
  q?: InputMaybe<Scalars['String']['input']>;
  /** Of any of these statuses. */
  status?: InputMaybe<Array<WebhookStatus>>;
};

/** Which deliveries a list has. What is left out filters nothing. */
export type DeliveryFilter = {
  /** Of any of these statuses. */
  status?: InputMaybe<Array<DeliveryStatus>>;
  /** Of any of these events. */
  event?: InputMaybe<Array<WebhookEvent>>;
  /** Of any of these incidents. */
  incidentId?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Made at this time or later. */
  createdAfter?: InputMaybe<Scalars['DateTime']['input']>;
  /** Made before this time. */
  createdBefore?: InputMaybe<Scalars['DateTime']['input']>;
};

/** A page of webhooks. */
export type WebhookConnection = {
  /** The webhooks with their cursors. */
  edges: Array<WebhookEdge>;
  /** The webhooks. */
  nodes: Array<Webhook>;
  /** Where the page lies in the list. */
  pageInfo: PageInfo;
  /** How many webhooks the whole list has. Counted only when it is asked for. */
  totalCount: Scalars['Int']['output'];
};

/** A webhook with its cursor. */
export type WebhookEdge = {
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** The webhook. */
  node: Webhook;
};

/** A page of deliveries. */
export type WebhookDeliveryConnection = {
  /** The deliveries with their cursors. */
  edges: Array<WebhookDeliveryEdge>;
  /** The deliveries. */
  nodes: Array<WebhookDelivery>;
  /** Where the page lies in the list. */
  pageInfo: PageInfo;
  /** How many deliveries the whole list has. Counted only when it is asked for. */
  totalCount: Scalars['Int']['output'];
};

/** A delivery with its cursor. */
export type WebhookDeliveryEdge = {
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** The delivery. */
  node: WebhookDelivery;
};

/** A page of attempts. */
export type WebhookAttemptConnection = {
  /** The attempts with their cursors. */
  edges: Array<WebhookAttemptEdge>;
  /** The attempts. */
  nodes: Array<WebhookAttempt>;
  /** Where the page lies in the list. */
  pageInfo: PageInfo;
  /** How many attempts the whole list has. Counted only when it is asked for. */
  totalCount: Scalars['Int']['output'];
};

/** An attempt with its cursor. */
export type WebhookAttemptEdge = {
  /** Its place in the list. */
  cursor: Scalars['String']['output'];
  /** The attempt. */
  node: WebhookAttempt;
};

/** A header to send with every event. */
export type WebhookHeaderInput = {
  /** Its name. */
  name: Scalars['String']['input'];
  /** Its value, which is stored encrypted and never shown. */
  value: Scalars['String']['input'];
};

/** A webhook to make. */
export type CreateWebhookInput = {
  /** Where events are posted to: https:// or http://, at most 2,000 characters, at a public address unless the server allows others. */
  url: Scalars['String']['input'];
  /** Which events it is told of. */
  events: Array<WebhookEvent>;
  /** What it is called; at most 100 characters; the host of the URL if left out. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** More about it; at most 10,000 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** Of incidents of these services only; of all if left out; at most 100. */
  serviceIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Of incidents of these teams only, their own or their service's; of all if left out; at most 100. */
  teamIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Of incidents of these urgencies only; of all if left out. */
  urgencies?: InputMaybe<Array<Urgency>>;
  /** Headers to send with every event, such as Authorization; at most 20. */
  headers?: InputMaybe<Array<WebhookHeaderInput>>;
  /** A key of your own: a repeat of the request with it within 24 hours makes nothing, and answers with what the first made, without its secret. */
  idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The webhook that was made. */
export type CreateWebhookPayload = {
  /** The webhook. */
  webhook: Webhook;
  /** What its events are signed with. It is shown only here; null if the request was a repeat. */
  secret: Maybe<Scalars['String']['output']>;
  /** Whether the request was a repeat, by its idempotency key. */
  replayed: Scalars['Boolean']['output'];
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** What to change of a webhook. */
export type UpdateWebhookInput = {
  /** The webhook's id. */
  id: Scalars['ID']['input'];
  /** Another name. */
  name?: InputMaybe<Scalars['String']['input']>;
  /** Another description; null: none. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** Another URL. */
  url?: InputMaybe<Scalars['String']['input']>;
  /** Other events, in place of all. */
  events?: InputMaybe<Array<WebhookEvent>>;
  /** Other services, in place of all; empty: all services. */
  serviceIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Other teams, in place of all; empty: all teams. */
  teamIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Other urgencies, in place of all; empty: all urgencies. */
  urgencies?: InputMaybe<Array<Urgency>>;
  /** Other headers, in place of all. */
  headers?: InputMaybe<Array<WebhookHeaderInput>>;
  /** DISABLED: send nothing until it is enabled, and end what is pending. ENABLED: as `enableWebhook`. */
  status?: InputMaybe<WebhookStatus>;
  /** The etag that you have seen: if it is another by now, nothing is changed. */
  ifMatch?: InputMaybe<Scalars['String']['input']>;
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The webhook as it now stands. */
export type UpdateWebhookPayload = {
  /** The webhook. */
  webhook: Webhook;
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** Which webhook to delete. */
export type DeleteWebhookInput = {
  /** The webhook's id. */
  id: Scalars['ID']['input'];
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** What was deleted. */
export type DeleteWebhookPayload = {
  /** The id of what was deleted. */
  deletedId: Scalars['ID']['output'];
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** Which webhook to enable. */
export type EnableWebhookInput = {
  /** The webhook's id. */
  id: Scalars['ID']['input'];
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The webhook as it now stands. */
export type EnableWebhookPayload = {
  /** The webhook. */
  webhook: Webhook;
  /** How many deliveries are pending again. */
  revived: Scalars['Int']['output'];
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** Which webhook to try. */
export type PingWebhookInput = {
  /** The webhook's id. */
  id: Scalars['ID']['input'];
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The ping. */
export type PingWebhookPayload = {
  /** The delivery. */
  delivery: WebhookDelivery;
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** Which webhook gets another secret. */
export type RotateWebhookSecretInput = {
  /** The webhook's id. */
  id: Scalars['ID']['input'];
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The webhook with its new secret. */
export type RotateWebhookSecretPayload = {
  /** The webhook. */
  webhook: Webhook;
  /** What its events are signed with from now on. It is shown only here. */
  secret: Scalars['String']['output'];
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** What to send again. */
export type RedeliverWebhookDeliveryInput = {
  /** The delivery's id. */
  id: Scalars['ID']['input'];
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** The delivery, which is pending again. */
export type RedeliverWebhookDeliveryPayload = {
  /** The delivery. */
  delivery: WebhookDelivery;
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};

/** What to send again. */
export type RecoverWebhookInput = {
  /** The webhook's id. */
  id: Scalars['ID']['input'];
  /** Failed deliveries that were made at this time or later. */
  since: Scalars['DateTime']['input'];
  /** Comes back in the answer as it is. */
  clientMutationId?: InputMaybe<Scalars['String']['input']>;
};

/** What is sent again. */
export type RecoverWebhookPayload = {
  /** The webhook. */
  webhook: Webhook;
  /** How many deliveries are pending again. */
  revived: Scalars['Int']['output'];
  /** What the input gave. */
  clientMutationId: Maybe<Scalars['String']['output']>;
};
