package metrics

import (
	"github.com/prometheus/client_golang/prometheus"

	"github.com/opsknight/opsknight/db"
)

var (
	replicaFit   = described("replica_in_use", "Whether the replica is read from.")
	replicaLag   = described("replica_lag_seconds", "How far the replica is behind.")
	replicaReads = described("replica_statements_total", "Statements that the replica may answer, by who did.", "by")
)

// replicas shows what is known of the replica, if there is one.
type replicas struct{ db *db.DB }

// Describe implements prometheus.Collector.
func (replicas) Describe(to chan<- *prometheus.Desc) {
	for _, desc := range []*prometheus.Desc{replicaFit, replicaLag, replicaReads} {
		to <- desc
	}
}

// Collect implements prometheus.Collector.
func (r replicas) Collect(to chan<- prometheus.Metric) {
	state := r.db.ReplicaState()
	if state == nil {
		return
	}
	fit := 0.0
	if state.Fit {
		fit = 1
	}
	to <- gauge(replicaFit, fit)
	to <- gauge(replicaLag, state.Lag.Seconds())
	to <- prometheus.MustNewConstMetric(replicaReads, prometheus.CounterValue, float64(state.Taken), "replica")
	to <- prometheus.MustNewConstMetric(replicaReads, prometheus.CounterValue, float64(state.Asked-state.Taken), "primary")
}
