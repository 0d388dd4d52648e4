package model

// The lists of the GraphQL schema: a page of nodes, and the same with cursors.

// IncidentConnection is a page of incidents.
type IncidentConnection struct{ Connection[*Incident] }

// IncidentEdge is one of incidents with its cursor.
type IncidentEdge struct {
	Cursor string
	Node   *Incident
}

// Edges pairs each node with its cursor.
func (c *IncidentConnection) Edges() []*IncidentEdge {
	return edges(c.Connection, func(cursor string, node *Incident) *IncidentEdge { return &IncidentEdge{cursor, node} })
}

// IncidentEventConnection is a page of timeline lines.
type IncidentEventConnection struct{ Connection[*IncidentEvent] }

// IncidentEventEdge is one of timeline lines with its cursor.
type IncidentEventEdge struct {
	Cursor string
	Node   *IncidentEvent
}

// Edges pairs each node with its cursor.
func (c *IncidentEventConnection) Edges() []*IncidentEventEdge {
	return edges(c.Connection, func(cursor string, node *IncidentEvent) *IncidentEventEdge { return &IncidentEventEdge{cursor, node} })
}

// AlertConnection is a page of alerts.
type AlertConnection struct{ Connection[*Alert] }

// AlertEdge is one of alerts with its cursor.
type AlertEdge struct {
	Cursor string
	Node   *Alert
}

// Edges pairs each node with its cursor.
func (c *AlertConnection) Edges() []*AlertEdge {
	return edges(c.Connection, func(cursor string, node *Alert) *AlertEdge { return &AlertEdge{cursor, node} })
}

// ChangeEventConnection is a page of change events.
type ChangeEventConnection struct{ Connection[*ChangeEvent] }

// ChangeEventEdge is one of change events with its cursor.
type ChangeEventEdge struct {
	Cursor string
	Node   *ChangeEvent
}

// Edges pairs each node with its cursor.
func (c *ChangeEventConnection) Edges() []*ChangeEventEdge {
	return edges(c.Connection, func(cursor string, node *ChangeEvent) *ChangeEventEdge { return &ChangeEventEdge{cursor, node} })
}

// NoteConnection is a page of notes.
type NoteConnection struct{ Connection[*Note] }

// NoteEdge is one of notes with its cursor.
type NoteEdge struct {
	Cursor string
	Node   *Note
}

// Edges pairs each node with its cursor.
func (c *NoteConnection) Edges() []*NoteEdge {
	return edges(c.Connection, func(cursor string, node *Note) *NoteEdge { return &NoteEdge{cursor, node} })
}

// ServiceConnection is a page of services.
type ServiceConnection struct{ Connection[*Service] }

// ServiceEdge is one of services with its cursor.
type ServiceEdge struct {
	Cursor string
	Node   *Service
}

// Edges pairs each node with its cursor.
func (c *ServiceConnection) Edges() []*ServiceEdge {
	return edges(c.Connection, func(cursor string, node *Service) *ServiceEdge { return &ServiceEdge{cursor, node} })
}

// TeamConnection is a page of teams.
type TeamConnection struct{ Connection[*Team] }

// TeamEdge is one of teams with its cursor.
type TeamEdge struct {
	Cursor string
	Node   *Team
}

// Edges pairs each node with its cursor.
func (c *TeamConnection) Edges() []*TeamEdge {
	return edges(c.Connection, func(cursor string, node *Team) *TeamEdge { return &TeamEdge{cursor, node} })
}

// UserConnection is a page of users.
type UserConnection struct{ Connection[*User] }

// UserEdge is one of users with its cursor.
type UserEdge struct {
	Cursor string
	Node   *User
}

// Edges pairs each node with its cursor.
func (c *UserConnection) Edges() []*UserEdge {
	return edges(c.Connection, func(cursor string, node *User) *UserEdge { return &UserEdge{cursor, node} })
}

// APIKeyConnection is a page of API keys.
type APIKeyConnection struct{ Connection[*APIKey] }

// APIKeyEdge is one of API keys with its cursor.
type APIKeyEdge struct {
	Cursor string
	Node   *APIKey
}

// Edges pairs each node with its cursor.
func (c *APIKeyConnection) Edges() []*APIKeyEdge {
	return edges(c.Connection, func(cursor string, node *APIKey) *APIKeyEdge { return &APIKeyEdge{cursor, node} })
}

// Notes are the lines as notes, of a page that has only those.
func (c *IncidentEventConnection) Notes() *NoteConnection {
	notes := make([]*Note, len(c.Nodes))
	for i, line := range c.Nodes {
		notes[i] = line.Note()
	}
	return &NoteConnection{Connection[*Note]{Nodes: notes, Cursors: c.Cursors, PageInfo: c.PageInfo, Count: c.Count}}
}

// TeamMemberConnection is a page of members of a team.
type TeamMemberConnection struct{ Connection[*TeamMember] }

// TeamMemberEdge is one of members of a team with its cursor.
type TeamMemberEdge struct {
	Cursor string
	Node   *TeamMember
}

// Edges pairs each node with its cursor.
func (c *TeamMemberConnection) Edges() []*TeamMemberEdge {
	return edges(c.Connection, func(cursor string, node *TeamMember) *TeamMemberEdge { return &TeamMemberEdge{cursor, node} })
}

// AuditEntryConnection is a page of changes.
type AuditEntryConnection struct{ Connection[*AuditEntry] }

// AuditEntryEdge is one of changes with its cursor.
type AuditEntryEdge struct {
	Cursor string
	Node   *AuditEntry
}

// Edges pairs each node with its cursor.
func (c *AuditEntryConnection) Edges() []*AuditEntryEdge {
	return edges(c.Connection, func(cursor string, node *AuditEntry) *AuditEntryEdge { return &AuditEntryEdge{cursor, node} })
}

// EscalationPolicyConnection is a page of escalation policies.
type EscalationPolicyConnection struct{ Connection[*EscalationPolicy] }

// EscalationPolicyEdge is one of escalation policies with its cursor.
type EscalationPolicyEdge struct {
	Cursor string
	Node   *EscalationPolicy
}

// Edges pairs each node with its cursor.
func (c *EscalationPolicyConnection) Edges() []*EscalationPolicyEdge {
	return edges(c.Connection, func(cursor string, node *EscalationPolicy) *EscalationPolicyEdge {
		return &EscalationPolicyEdge{cursor, node}
	})
}

// ScheduleConnection is a page of schedules.
type ScheduleConnection struct{ Connection[*Schedule] }

// ScheduleEdge is one of schedules with its cursor.
type ScheduleEdge struct {
	Cursor string
	Node   *Schedule
}

// Edges pairs each node with its cursor.
func (c *ScheduleConnection) Edges() []*ScheduleEdge {
	return edges(c.Connection, func(cursor string, node *Schedule) *ScheduleEdge { return &ScheduleEdge{cursor, node} })
}

// ScheduleOverrideConnection is a page of overrides.
type ScheduleOverrideConnection struct{ Connection[*Override] }

// ScheduleOverrideEdge is one of overrides with its cursor.
type ScheduleOverrideEdge struct {
	Cursor string
	Node   *Override
}

// Edges pairs each node with its cursor.
func (c *ScheduleOverrideConnection) Edges() []*ScheduleOverrideEdge {
	return edges(c.Connection, func(cursor string, node *Override) *ScheduleOverrideEdge { return &ScheduleOverrideEdge{cursor, node} })
}

// OnCallConnection is a page of schedules with who is on call.
type OnCallConnection struct{ Connection[*OnCall] }

// OnCallEdge is one of schedules with who is on call with its cursor.
type OnCallEdge struct {
	Cursor string
	Node   *OnCall
}

// Edges pairs each node with its cursor.
func (c *OnCallConnection) Edges() []*OnCallEdge {
	return edges(c.Connection, func(cursor string, node *OnCall) *OnCallEdge { return &OnCallEdge{cursor, node} })
}

// IntegrationConnection is a page of integrations.
type IntegrationConnection struct{ Connection[*Integration] }

// IntegrationEdge is one of integrations with its cursor.
type IntegrationEdge struct {
	Cursor string
	Node   *Integration
}

// Edges pairs each node with its cursor.
func (c *IntegrationConnection) Edges() []*IntegrationEdge {
	return edges(c.Connection, func(cursor string, node *Integration) *IntegrationEdge { return &IntegrationEdge{cursor, node} })
}

// MaintenanceWindowConnection is a page of maintenance windows.
type MaintenanceWindowConnection struct{ Connection[*MaintenanceWindow] }

// MaintenanceWindowEdge is one of maintenance windows with its cursor.
type MaintenanceWindowEdge struct {
	Cursor string
	Node   *MaintenanceWindow
}

// Edges pairs each node with its cursor.
func (c *MaintenanceWindowConnection) Edges() []*MaintenanceWindowEdge {
	return edges(c.Connection, func(cursor string, node *MaintenanceWindow) *MaintenanceWindowEdge {
		return &MaintenanceWindowEdge{cursor, node}
	})
}

// CalendarFeedConnection is a page of calendar feeds.
type CalendarFeedConnection struct{ Connection[*CalendarFeed] }

// CalendarFeedEdge is one of calendar feeds with its cursor.
type CalendarFeedEdge struct {
	Cursor string
	Node   *CalendarFeed
}

// Edges pairs each node with its cursor.
func (c *CalendarFeedConnection) Edges() []*CalendarFeedEdge {
	return edges(c.Connection, func(cursor string, node *CalendarFeed) *CalendarFeedEdge { return &CalendarFeedEdge{cursor, node} })
}

// WebhookConnection is a page of webhooks.
type WebhookConnection struct{ Connection[*Webhook] }

// WebhookEdge is one of webhooks with its cursor.
type WebhookEdge struct {
	Cursor string
	Node   *Webhook
}

// Edges pairs each node with its cursor.
func (c *WebhookConnection) Edges() []*WebhookEdge {
	return edges(c.Connection, func(cursor string, node *Webhook) *WebhookEdge { return &WebhookEdge{cursor, node} })
}

// WebhookDeliveryConnection is a page of deliveries.
type WebhookDeliveryConnection struct{ Connection[*WebhookDelivery] }

// WebhookDeliveryEdge is one of deliveries with its cursor.
type WebhookDeliveryEdge struct {
	Cursor string
	Node   *WebhookDelivery
}

// Edges pairs each node with its cursor.
func (c *WebhookDeliveryConnection) Edges() []*WebhookDeliveryEdge {
	return edges(c.Connection, func(cursor string, node *WebhookDelivery) *WebhookDeliveryEdge {
		return &WebhookDeliveryEdge{cursor, node}
	})
}

// WebhookAttemptConnection is a page of attempts at a delivery.
type WebhookAttemptConnection struct{ Connection[*WebhookAttempt] }

// WebhookAttemptEdge is one of attempts at a delivery with its cursor.
type WebhookAttemptEdge struct {
	Cursor string
	Node   *WebhookAttempt
}

// Edges pairs each node with its cursor.
func (c *WebhookAttemptConnection) Edges() []*WebhookAttemptEdge {
	return edges(c.Connection, func(cursor string, node *WebhookAttempt) *WebhookAttemptEdge {
		return &WebhookAttemptEdge{cursor, node}
	})
}

// NotificationConnection is a page of notifications.
type NotificationConnection struct{ Connection[*Notification] }

// NotificationEdge is one of notifications with its cursor.
type NotificationEdge struct {
	Cursor string
	Node   *Notification
}

// Edges pairs each node with its cursor.
func (c *NotificationConnection) Edges() []*NotificationEdge {
	return edges(c.Connection, func(cursor string, node *Notification) *NotificationEdge { return &NotificationEdge{cursor, node} })
}

// StoredDocumentConnection is a page of stored documents.
type StoredDocumentConnection struct{ Connection[*StoredDocument] }

// StoredDocumentEdge is one of stored documents with its cursor.
type StoredDocumentEdge struct {
	Cursor string
	Node   *StoredDocument
}

// Edges pairs each node with its cursor.
func (c *StoredDocumentConnection) Edges() []*StoredDocumentEdge {
	return edges(c.Connection, func(cursor string, node *StoredDocument) *StoredDocumentEdge {
		return &StoredDocumentEdge{cursor, node}
	})
}

// SavedViewConnection is a page of saved views.
type SavedViewConnection struct{ Connection[*SavedView] }

// SavedViewEdge is one of saved views with its cursor.
type SavedViewEdge struct {
	Cursor string
	Node   *SavedView
}

// Edges pairs each node with its cursor.
func (c *SavedViewConnection) Edges() []*SavedViewEdge {
	return edges(c.Connection, func(cursor string, node *SavedView) *SavedViewEdge { return &SavedViewEdge{cursor, node} })
}
