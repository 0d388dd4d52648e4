package incident

import (
	"context"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/model"
)

// holders are who has incidents, as they were lately read.
type holders struct {
	people *memory[*model.User]
	teams  *memory[*model.Team]
}

func newHolders() *holders { return &holders{newMemory[*model.User](), newMemory[*model.Team]()} }

// name says who has the incidents of outcomes, for all of them together: each answer names
// them, and would look them up by itself.
func (h *holders) name(ctx context.Context, e db.Env, outcomes []Outcome) error {
	var users, teams []string
	for _, o := range outcomes {
		if inc := o.Result.Incident; inc != nil {
			users, teams = appendKnown(users, inc.AssigneeID), appendKnown(teams, inc.TeamID)
		}
	}
	peopleByID, err := h.people.these(ctx, e, users, db.UsersByID)
	if err != nil {
		return err
	}
	teamsByID, err := h.teams.these(ctx, e, teams, db.TeamsByID)
	if err != nil {
		return err
	}
	for i := range outcomes {
		if inc := outcomes[i].Result.Incident; inc != nil {
			outcomes[i].Result.Assignee, outcomes[i].Result.Team = known(peopleByID, inc.AssigneeID), known(teamsByID, inc.TeamID)
		}
	}
	return nil
}

func appendKnown(ids []string, id *string) []string {
	if id == nil {
		return ids
	}
	return append(ids, *id)
}

func known[T any](found map[string]*T, id *string) *T {
	if id == nil {
		return nil
	}
	return found[*id]
}
