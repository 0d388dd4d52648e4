package model

// Node is anything that has an id of its own in the GraphQL schema.
type Node interface{ IsNode() }

// IsNode marks the type as a Node.
func (*Incident) IsNode() {}

// IsNode marks the type as a Node.
func (*IncidentEvent) IsNode() {}

// IsNode marks the type as a Node.
func (*Alert) IsNode() {}

// IsNode marks the type as a Node.
func (*ChangeEvent) IsNode() {}

// IsNode marks the type as a Node.
func (*Service) IsNode() {}

// IsNode marks the type as a Node.
func (*Team) IsNode() {}

// IsNode marks the type as a Node.
func (*User) IsNode() {}

// IsNode marks the type as a Node.
func (*APIKey) IsNode() {}

// IsNode marks the type as a Node.
func (*Schedule) IsNode() {}

// IsNode marks the type as a Node.
func (*EscalationPolicy) IsNode() {}

// IsNode marks the type as a Node.
func (*AuditEntry) IsNode() {}

// IsNode marks the type as a Node.
func (*Override) IsNode() {}

// IsNode marks the type as a Node.
func (*Integration) IsNode() {}

// IsNode marks the type as a Node.
func (*MaintenanceWindow) IsNode() {}

// IsNode marks the type as a Node.
func (*CalendarFeed) IsNode() {}

// IsNode marks the type as a Node.
func (*Webhook) IsNode() {}

// IsNode marks the type as a Node.
func (*WebhookDelivery) IsNode() {}

// IsNode marks the type as a Node.
func (*Notification) IsNode() {}

// IsNode marks the type as a Node.
func (*SavedView) IsNode() {}
