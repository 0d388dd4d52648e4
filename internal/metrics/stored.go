package metrics

import (
	"context"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/model"
)

const (
	// storedFor is how long what was read is shown again: whoever scrapes, and however
	// often, the database is asked no more than that.
	storedFor = 5 * time.Second
	// storedWithin is how long the database may take.
	storedWithin = 3 * time.Second
)

func described(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc(namespace+"_"+name, help, labels, nil)
}

var (
	incidentsDesc = described("incidents", "Incidents that are not resolved.", "environment", "status", "urgency")
	backlogDesc   = described("outbox_backlog", "Notifications and webhooks that are to be sent, now or later.", "environment", "kind")
	oldestDesc    = described("outbox_oldest_due_seconds", "For how long the longest due notification or webhook has been.", "environment", "kind")
	readErrors    = described("metrics_read_errors_total", "How often the database did not answer for the metrics.")
)

// stored shows what is in the database.
type stored struct {
	db *db.DB

	mu     sync.Mutex
	read   time.Time
	found  []prometheus.Metric
	errors float64
}

// Describe implements prometheus.Collector.
func (s *stored) Describe(to chan<- *prometheus.Desc) {
	for _, desc := range []*prometheus.Desc{incidentsDesc, backlogDesc, oldestDesc, readErrors} {
		to <- desc
	}
}

// Collect implements prometheus.Collector.
func (s *stored) Collect(to chan<- prometheus.Metric) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if now := s.db.Now(); s.read.IsZero() || now.Sub(s.read) >= storedFor {
		s.read, s.found = now, nil
		ctx, cancel := context.WithTimeout(context.Background(), storedWithin)
		defer cancel()
		for _, env := range model.Environments {
			found, err := readStored(ctx, s.db.In(env), now)
			s.found = append(s.found, found...)
			if err != nil {
				s.errors++
			}
		}
	}
	for _, metric := range s.found {
		to <- metric
	}
	to <- prometheus.MustNewConstMetric(readErrors, prometheus.CounterValue, s.errors)
}

func gauge(desc *prometheus.Desc, value float64, labels ...string) prometheus.Metric {
	return prometheus.MustNewConstMetric(desc, prometheus.GaugeValue, value, labels...)
}

// readStored reads what there is in one environment, each status and urgency also if
// there is none.
func readStored(ctx context.Context, e db.Env, now time.Time) ([]prometheus.Metric, error) {
	env := string(e.Environment())
	active, err := db.IncidentCounts(ctx, e, model.IncidentCountsFilter{Status: model.UnresolvedStatuses})
	if err != nil {
		return nil, err
	}
	type kind struct {
		status  model.IncidentStatus
		urgency model.Urgency
	}
	counts := map[kind]int{}
	for _, one := range active {
		counts[kind{one.Status, one.Urgency}] += one.Incidents
	}
	var found []prometheus.Metric
	for _, status := range model.UnresolvedStatuses {
		for _, urgency := range model.Urgencies {
			n := counts[kind{status, urgency}]
			found = append(found, gauge(incidentsDesc, float64(n), env, string(status), string(urgency)))
		}
	}
	for _, outbox := range []struct {
		kind string
		read func(context.Context, db.Reader) (db.Backlog, error)
	}{{"notification", db.NotificationBacklog}, {"webhook", db.WebhookBacklog}} {
		backlog, err := outbox.read(ctx, e)
		if err != nil {
			return found, err
		}
		age := time.Duration(0)
		if backlog.Oldest != nil {
			age = max(0, now.Sub(*backlog.Oldest))
		}
		found = append(found, gauge(backlogDesc, float64(backlog.Count), env, outbox.kind), gauge(oldestDesc, age.Seconds(), env, outbox.kind))
	}
	return found, nil
}

var (
	poolMost  = described("database_connections_max", "How many connections a pool may have.", "pool")
	poolUsed  = described("database_connections", "Connections of a pool.", "pool", "state")
	poolWaits = described("database_connection_waits_total", "How often a connection was waited for.", "pool")
	poolWait  = described("database_connection_wait_seconds_total", "How long connections were waited for.", "pool")
)

// pools shows how the connections to the database are used.
type pools struct{ db *db.DB }

// Describe implements prometheus.Collector.
func (pools) Describe(to chan<- *prometheus.Desc) {
	for _, desc := range []*prometheus.Desc{poolMost, poolUsed, poolWaits, poolWait} {
		to <- desc
	}
}

// Collect implements prometheus.Collector.
func (p pools) Collect(to chan<- prometheus.Metric) {
	for _, pool := range p.db.Pools() {
		to <- gauge(poolMost, float64(pool.Most), pool.Name)
		to <- gauge(poolUsed, float64(pool.InUse), pool.Name, "in_use")
		to <- gauge(poolUsed, float64(pool.Idle), pool.Name, "idle")
		to <- prometheus.MustNewConstMetric(poolWaits, prometheus.CounterValue, float64(pool.Waits), pool.Name)
		to <- prometheus.MustNewConstMetric(poolWait, prometheus.CounterValue, pool.WaitDuration.Seconds(), pool.Name)
	}
}
