package main

import (
	"context"
	"fmt"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/internal/demo"
	"github.com/opsknight/opsknight/model"
)

const (
	benchServices    = 32  // that events are for; they have a policy
	listenedServices = 100 // that subscribers listen to
)

// target is what a load needs to know of the server it is for.
type target struct {
	Addr     string
	Key      string   // of TEST, with every scope
	Services []string // ids
	Listened []string // ids
}

// prepare makes what loads need in a database, and returns it without an address.
func prepare(ctx context.Context, d *db.DB) (t target, _ error) {
	made, err := demo.Fill(ctx, d)
	if err != nil {
		return t, err
	}
	t.Key = made.TestKey
	return t, db.WriteDone(ctx, d.In(model.Test), func(ctx context.Context, tx db.Tx) error {
		policy, err := db.EscalationPolicyByName(ctx, tx, "Payment API") // of the example
		if err != nil {
			return err
		}
		if t.Services, err = services(ctx, tx, "Bench", benchServices, &policy.ID); err != nil {
			return err
		}
		t.Listened, err = services(ctx, tx, "Listened", listenedServices, nil)
		return err
	})
}

// services makes n services, and returns their ids.
func services(ctx context.Context, tx db.Tx, name string, n int, policyID *string) ([]string, error) {
	var ids []string
	for i := range n {
		in := model.ServiceNamed(fmt.Sprintf("%s %d", name, i))
		in.EscalationPolicyID = policyID
		service, _, err := account.CreateService(ctx, tx, model.System(model.Test), in)
		if err != nil {
			return nil, err
		}
		ids = append(ids, service.ID)
	}
	return ids, nil
}
