package main

import (
	"log/slog"
	"net/netip"
	"testing"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/engine"
	"github.com/opsknight/opsknight/internal/secret"
	"github.com/opsknight/opsknight/internal/webhook"
)

// loopback is what the tests let webhooks reach: 127.0.0.0/9, so that there are
// addresses of this host that they do not let them reach.
var loopback = netip.MustParsePrefix("127.0.0.0/9")

// testOutbox sends webhooks to this host.
func testOutbox(t testing.TB, d *db.DB, log *slog.Logger) *engine.Webhooks {
	t.Helper()
	box, err := secret.Parse(testSecretKey)
	if err != nil {
		t.Fatal(err)
	}
	return &engine.Webhooks{
		DB: d, Client: webhook.NewClient([]netip.Prefix{loopback}), Box: box, Schedule: webhook.DefaultSchedule, Log: log,
	}
}
