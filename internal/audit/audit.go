// Package audit logs who changed what: each change to what people set up, and to
// keys, has an entry in the transaction that makes it.
package audit

import (
	"context"
	"maps"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/internal/requestid"
	"github.com/opsknight/opsknight/model"
)

// Subject is what an operation changes, as the log names it.
type Subject struct {
	Noun string // as the action begins: "service" of "service.created"
	ID   string
	Name string
}

// Log records what by did to a subject.
func Log(ctx context.Context, tx db.Tx, by model.Actor, of Subject, done string, changes ...model.Changes) error {
	all := model.Changes{}
	for _, some := range changes {
		maps.Copy(all, some)
	}
	entry := &model.AuditEntry{
		ID: tx.NewID(model.AuditID), Action: of.Noun + "." + done, ObjectID: of.ID, ObjectName: of.Name,
		ActorType: by.Type, ActorID: by.ID, ActorName: by.Name,
		Changes: model.ToJSON(all), RequestID: requestid.Of(ctx), CreatedAt: tx.Now,
	}
	if by.UserID != "" {
		entry.UserID = &by.UserID
	}
	return db.InsertAuditEntry(ctx, tx, entry)
}
