package db

import (
	"context"
	"fmt"
	"time"

	"github.com/opsknight/opsknight/model"
)

// Vitals is what a database tells of itself, for who looks after it.
type Vitals struct {
	Version   string        // as "PostgreSQL 17.2"
	RoundTrip time.Duration // of one question and its answer
	// Ahead is how far its clock is ahead of ours, give or take a RoundTrip. SQLite has ours.
	Ahead time.Duration
	// Durable: what is committed is on the disk before it is answered.
	Durable bool
	// Missing are migrations that this program has and the database lacks; Unknown those
	// that it has of a newer program.
	Missing, Unknown []string
}

// Vitals asks the database how it is.
func (d *DB) Vitals(ctx context.Context) (Vitals, error) {
	v := Vitals{Durable: true}
	question := "SELECT 'SQLite ' || sqlite_version(), NULL, 'on'"
	if d.postgres {
		question = "SELECT 'PostgreSQL ' || current_setting('server_version'), clock_timestamp(), current_setting('synchronous_commit')"
	}
	var there *time.Time
	var synchronous string
	began := d.Now()
	if err := d.writer.DB.QueryRowContext(ctx, question).Scan(&v.Version, &there, &synchronous); err != nil {
		return v, fmt.Errorf("ask the database: %w", err)
	}
	v.RoundTrip = d.Now().Sub(began)
	if there != nil {
		v.Ahead = there.Sub(began.Add(v.RoundTrip / 2))
	}
	v.Durable = synchronous != "off"
	applied, err := d.applied(ctx)
	if err != nil {
		return v, fmt.Errorf("it is no database of OpsKnight yet, which opsknight serve makes it: %w", err)
	}
	v.Missing, v.Unknown, err = compareMigrations(applied)
	return v, err
}

// NewestIncident returns when the newest incident of an environment was opened; the zero time
// if there is none.
func NewestIncident(ctx context.Context, r Reader) (time.Time, error) {
	size := 1
	found, err := Incidents(ctx, r, model.IncidentFilter{}, Newest, model.Page{First: &size})
	if err != nil || len(found.Nodes) == 0 {
		return time.Time{}, err
	}
	return found.Nodes[0].CreatedAt, nil
}
