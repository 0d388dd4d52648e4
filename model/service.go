package model

import (
	"strings"
	"time"

	"github.com/uptrace/bun"
)

// Service is something that can break and that a team answers for.
type Service struct {
	bun.BaseModel `bun:"table:services,alias:service"`
	Placed
	Kept

	ID                   string `bun:",pk"`
	Name                 string
	Slug                 string // what events may name it by
	Description          *string
	TeamID               *string // nil: no team owns it
	EscalationPolicyID   *string // nil: its incidents reach the fallback
	AckTargetMinutes     int
	ResolveTargetMinutes int
	AckTimeoutMinutes    *int       // nil: an acknowledgement lasts
	SearchText           string     `audit:"-"`
	ArchivedAt           *time.Time // nil: not deleted
}

// Index sets what a search looks in.
func (s *Service) Index() { s.SearchText = searchText(s.Name, s.Slug, s.ID) }

// ServiceStatus is the health of a service, told by its incidents.
type ServiceStatus string

// The statuses of a service; active incidents are OPEN or ACKNOWLEDGED.
const (
	ServiceOperational ServiceStatus = "OPERATIONAL" // no active incident
	ServiceDegraded    ServiceStatus = "DEGRADED"    // an active incident, none HIGH
	ServiceCritical    ServiceStatus = "CRITICAL"    // an active HIGH incident
	ServiceMaintenance ServiceStatus = "MAINTENANCE" // no active incident, in a maintenance window
)

// Integration is a way for a monitoring tool to send events to one service.
type Integration struct {
	bun.BaseModel `bun:"table:integrations,alias:integration"`
	Placed
	Kept

	ID         string `bun:",pk"`
	ServiceID  string
	Name       string
	Type       IntegrationType
	RoutingKey string `audit:"secret"` // 32 characters of 0-9a-f
	Disabled   bool   // its events are refused like those with an unknown key
}

// Path is where the tool sends to on this server. The routing key is part of it, but
// where bodies have it.
func (i *Integration) Path() string {
	if i.Type == IntegrationEvents {
		return "/v2/enqueue"
	}
	return "/api/integrations/" + i.Type.Tool() + "/" + i.RoutingKey
}

// IntegrationType is what sends by an integration: a label, as the path that is sent to
// says in which format.
type IntegrationType string

// The types of integrations.
const (
	IntegrationEvents        IntegrationType = "EVENTS" // this API's events, or PagerDuty's
	IntegrationAlertmanager  IntegrationType = "ALERTMANAGER"
	IntegrationGrafana       IntegrationType = "GRAFANA"
	IntegrationDatadog       IntegrationType = "DATADOG"
	IntegrationSentry        IntegrationType = "SENTRY"
	IntegrationCloudWatch    IntegrationType = "CLOUDWATCH"
	IntegrationAzureMonitor  IntegrationType = "AZURE_MONITOR"
	IntegrationUptimeKuma    IntegrationType = "UPTIME_KUMA"
	IntegrationGitHubActions IntegrationType = "GITHUB_ACTIONS"
	IntegrationGitLab        IntegrationType = "GITLAB"
	IntegrationZabbix        IntegrationType = "ZABBIX"
	IntegrationGeneric       IntegrationType = "GENERIC"
)

// IntegrationTypes lists every type.
var IntegrationTypes = []IntegrationType{
	IntegrationEvents, IntegrationAlertmanager, IntegrationGrafana, IntegrationDatadog, IntegrationSentry, IntegrationCloudWatch,
	IntegrationAzureMonitor, IntegrationUptimeKuma, IntegrationGitHubActions, IntegrationGitLab, IntegrationZabbix, IntegrationGeneric,
}

// Tool is the type as paths name it: azure-monitor.
func (t IntegrationType) Tool() string {
	return strings.ReplaceAll(strings.ToLower(string(t)), "_", "-")
}

// MaintenanceWindow is a time in which a service is worked on.
type MaintenanceWindow struct {
	bun.BaseModel `bun:"table:maintenance_windows,alias:maintenance_window"`
	Placed
	Kept

	ID          string `bun:",pk"`
	ServiceID   string
	Description *string
	Start       time.Time `bun:"start_at"`
	End         time.Time `bun:"end_at"`
}

// Handling is a service with what its incidents are handled by, as people have set it
// up at the time at which it was read.
type Handling struct {
	*Service
	PolicyName   string               // of its policy; "": it has none
	StepsVersion int                  // of its policy; 0: it has none
	Windows      []*MaintenanceWindow // that have not ended, the earliest first
}

// MaintenanceUntil returns when the maintenance ends that the service is in at a time,
// with the windows that begin before it ends; nil if it is in none.
func (h *Handling) MaintenanceUntil(at time.Time) *time.Time {
	if end := AfterMaintenance(h.Windows, at); end.After(at) {
		return &end
	}
	return nil
}

// AckTimesOut returns when an acknowledgement of a time is taken back; nil: it lasts.
func (h *Handling) AckTimesOut(at time.Time) *time.Time {
	if h.AckTimeoutMinutes == nil {
		return nil
	}
	end := at.Add(time.Duration(*h.AckTimeoutMinutes) * time.Minute)
	return &end
}

// AfterMaintenance returns the first time from at on that is in none of the windows, of
// which the earliest is the first.
func AfterMaintenance(windows []*MaintenanceWindow, at time.Time) time.Time {
	for _, window := range windows {
		if !window.Start.After(at) && window.End.After(at) {
			at = window.End.UTC()
		}
	}
	return at
}

// IsRoutingKey reports whether s has the form of an integration's routing key.
func IsRoutingKey(s string) bool {
	return len(s) == 32 && strings.Trim(s, "0123456789abcdef") == ""
}
