package main

import (
	"fmt"

	"github.com/spf13/pflag"

	"github.com/opsknight/opsknight/internal/engine"
	"github.com/opsknight/opsknight/internal/webhook"
)

// webhookSettings are the flags of serve that say where webhooks may go, and how often.
type webhookSettings struct {
	allow    []string
	schedule []string
}

func (s *webhookSettings) flags(flags *pflag.FlagSet) {
	flags.StringSliceVar(&s.allow, "webhook-allow-cidr", nil, "network that is not public and that webhooks may be sent to, as 10.0.0.0/8; repeatable")
	flags.StringSliceVar(&s.schedule, "webhook-retry-schedule", waits(webhook.DefaultSchedule), "how long after the attempt before each attempt at a webhook is made, the first at once")
}

func waits(schedule webhook.Schedule) []string {
	texts := make([]string, len(schedule))
	for i, wait := range schedule {
		texts[i] = wait.String()
	}
	return texts
}

// read returns what sends webhooks: it lacks the database and what opens secrets.
func (s webhookSettings) read() (*engine.Webhooks, error) {
	allow, err := prefixes("--webhook-allow-cidr", s.allow)
	if err != nil {
		return nil, err
	}
	schedule, err := webhook.ParseSchedule(s.schedule)
	if err != nil {
		return nil, usageError{fmt.Errorf("--webhook-retry-schedule: %w", err)}
	}
	return &engine.Webhooks{Client: webhook.NewClient(allow), Schedule: schedule}, nil
}
