// Package metrics counts and measures what the server does, for Prometheus. Nothing here
// is global: main makes one set, and hands its methods to those who report.
package metrics

import (
	"cmp"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/build"
	"github.com/opsknight/opsknight/internal/incident"
	"github.com/opsknight/opsknight/model"
)

// Metrics are what one server shows at /metrics. docs/operations.md says what each means.
type Metrics struct {
	registry *prometheus.Registry

	requests      *prometheus.HistogramVec
	operations    *prometheus.HistogramVec
	events        *prometheus.CounterVec
	batches       prometheus.Histogram
	lag           prometheus.Histogram
	nobody        *prometheus.CounterVec
	notifications *prometheus.CounterVec
	webhooks      *prometheus.CounterVec
	forgotten     *prometheus.CounterVec
}

// latency are bounds for what a client waits for, in seconds.
var latency = []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10}

// New returns the metrics of a server on d.
func New(d *db.DB) *Metrics {
	m := &Metrics{
		registry:      prometheus.NewRegistry(),
		requests:      histograms("http_request_duration_seconds", "How long requests took.", latency, "method", "route", "status"),
		operations:    histograms("graphql_operation_duration_seconds", "How long GraphQL operations took.", latency, "kind", "field", "result"),
		events:        counters("events_total", "Events that came in.", "door", "result"),
		batches:       histogram("event_batch_size", "How many events were stored by one transaction.", prometheus.ExponentialBuckets(1, 2, 10)),
		lag:           histogram("escalation_lag_seconds", "How long after it was due a step of an escalation was run.", []float64{.05, .1, .25, .5, 1, 2, 5, 10, 30, 60, 300, 900, 3600}),
		nobody:        counters("nobody_notified_total", "Passes of an escalation, and fallbacks, that reached nobody.", "what"),
		notifications: counters("notification_attempts_total", "Attempts to send a notification.", "channel", "outcome"),
		webhooks:      counters("webhook_attempts_total", "Attempts to send a webhook.", "outcome"),
		forgotten:     counters("retention_deleted_total", "Rows that were deleted because they were older than they are kept for.", "what"),
	}
	for _, what := range []string{nobodyPass, nobodyFallback} { // to be seen before the first
		m.nobody.WithLabelValues(what)
	}
	m.registry.MustRegister(
		m.requests, m.operations, m.events, m.batches, m.lag, m.nobody, m.notifications, m.webhooks, m.forgotten,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
		builtFrom(), &stored{db: d}, pools{d}, replicas{d},
	)
	return m
}

const namespace = "opsknight"

func histograms(name, help string, bounds []float64, labels ...string) *prometheus.HistogramVec {
	return prometheus.NewHistogramVec(prometheus.HistogramOpts{Namespace: namespace, Name: name, Help: help, Buckets: bounds}, labels)
}

func histogram(name, help string, bounds []float64) prometheus.Histogram {
	return prometheus.NewHistogram(prometheus.HistogramOpts{Namespace: namespace, Name: name, Help: help, Buckets: bounds})
}

func counters(name, help string, labels ...string) *prometheus.CounterVec {
	return prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: namespace, Name: name, Help: help}, labels)
}

// builtFrom is 1, with what the program was built from.
func builtFrom() prometheus.Collector {
	info := build.Read()
	labels := prometheus.Labels{"version": info.Version, "revision": cmp.Or(info.Revision, "unknown"), "go": cmp.Or(info.Go, "unknown")}
	gauge := prometheus.NewGauge(prometheus.GaugeOpts{Namespace: namespace, Name: "build_info", Help: "What the program was built from.", ConstLabels: labels})
	gauge.Set(1)
	return gauge
}

// Handler serves the metrics. What cannot be read from the database is left out; the
// rest is shown.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{ErrorHandling: promhttp.ContinueOnError, MaxRequestsInFlight: 4})
}

// Operation measures a GraphQL operation; field is its first, at the top level.
func (m *Metrics) Operation(kind, field string, took time.Duration, failed bool) {
	result := "ok"
	if failed {
		result = "error"
	}
	m.operations.WithLabelValues(kind, field, result).Observe(took.Seconds())
}

// Event counts an event by the door that it came in by, and by what it did or the code
// of the error that it was refused with.
func (m *Metrics) Event(door, result string) { m.events.WithLabelValues(door, result).Inc() }

// Batch measures how many events a transaction stored.
func (m *Metrics) Batch(events int) { m.batches.Observe(float64(events)) }

// What reached nobody.
const (
	nobodyPass     = "pass"
	nobodyFallback = "fallback"
)

// Escalated measures a batch of steps.
func (m *Metrics) Escalated(ran incident.Escalated) {
	for _, lag := range ran.Lags {
		m.lag.Observe(lag.Seconds())
	}
	m.nobody.WithLabelValues(nobodyPass).Add(float64(ran.PassesMissed))
	m.nobody.WithLabelValues(nobodyFallback).Add(float64(ran.FallbacksMissed))
}

// Notification counts an attempt to send one, by its outcome: sent, failed, or refused,
// which is not tried again.
func (m *Metrics) Notification(channel model.NotificationChannel, outcome string) {
	m.notifications.WithLabelValues(string(channel), outcome).Inc()
}

// Webhook counts an attempt to send a webhook.
func (m *Metrics) Webhook(outcome string) { m.webhooks.WithLabelValues(outcome).Inc() }

// Forgotten counts rows that were deleted because they were too old.
func (m *Metrics) Forgotten(what string, n int) { m.forgotten.WithLabelValues(what).Add(float64(n)) }
