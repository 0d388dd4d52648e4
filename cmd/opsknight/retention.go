package main

import (
	"fmt"
	"time"

	"github.com/spf13/pflag"

	"github.com/opsknight/opsknight/db"
)

// retentionSettings are the flags of serve that say for how many days what is over is kept.
type retentionSettings struct{ days map[db.History]*int }

func (s *retentionSettings) flags(flags *pflag.FlagSet) {
	s.days = map[db.History]*int{
		db.AlertHistory:    flags.Int("retention-alerts", 0, "days for which alerts are kept after their incident was resolved; 0: for ever"),
		db.TimelineHistory: flags.Int("retention-timeline", 0, "days for which timelines are kept after their incident was resolved; notes stay; 0: for ever"),
		db.DeliveryHistory: flags.Int("retention-deliveries", 0, "days for which what was sent to webhooks is kept after it was delivered or given up; 0: for ever"),
		db.AuditHistory:    flags.Int("retention-audit", 0, "days for which the audit log is kept; 0: for ever"),
	}
}

// mostDays is a hundred years.
const mostDays = 36_525

// read returns for how long each is kept; what is kept for ever is left out.
func (s retentionSettings) read() (map[db.History]time.Duration, error) {
	keep := map[db.History]time.Duration{}
	for _, what := range db.Histories {
		switch days := *s.days[what]; {
		case days < 0 || days > mostDays:
			return nil, usageError{fmt.Errorf("--retention-%s: %d days; it is 1 to %d, or 0 for ever", what, days, mostDays)}
		case days > 0:
			keep[what] = time.Duration(days) * 24 * time.Hour
		}
	}
	return keep, nil
}
