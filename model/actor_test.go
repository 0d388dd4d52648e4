package model_test

import (
	"testing"

	"github.com/opsknight/opsknight/model"
)

func TestWhoOnlyReads(t *testing.T) {
	reads := []model.Scope{model.IncidentsRead, model.ServicesRead}
	for _, tt := range []struct {
		name string
		by   model.Actor
		want bool
	}{
		{"a key that reads", model.Actor{Type: model.ActorAPIKey, Role: model.RoleAdmin, Scopes: reads}, true},
		{"a key that sends events", model.Actor{Type: model.ActorAPIKey, Role: model.RoleAdmin, Scopes: append(reads, model.EventsWrite)}, false},
		{"a key that writes", model.Actor{Type: model.ActorAPIKey, Role: model.RoleAdmin, Scopes: append(reads, model.TeamsWrite)}, false},
		{"a key that wrote while its owner might", model.Actor{Type: model.ActorAPIKey, Role: model.RoleUser, Scopes: append(reads, model.TeamsWrite)}, true},
		{"a person who may only read", model.Actor{Type: model.ActorUser, Role: model.RoleUser}, false},
		{"the server", model.System(model.Live), false},
	} {
		if got := tt.by.OnlyReads(); got != tt.want {
			t.Errorf("%s only reads: %v", tt.name, got)
		}
	}
}
