package db

import (
	"context"
	"fmt"
	"strings"

	"github.com/opsknight/opsknight/model"
)

// Names returns the names of services, users, teams and escalation policies, by their ids.
// It reads all kinds in one statement, which has less to do than to read one kind whole.
func Names(ctx context.Context, r Reader, ids []string) (map[string]string, error) {
	kinds := []struct {
		prefix string
		table  any
	}{
		{model.ServiceID, (*model.Service)(nil)},
		{model.UserID, (*model.User)(nil)},
		{model.TeamID, (*model.Team)(nil)},
		{model.PolicyID, (*model.EscalationPolicy)(nil)},
	}
	var parts []string
	var queries []any
	for _, kind := range kinds {
		var own []string
		for _, id := range ids {
			if strings.HasPrefix(id, kind.prefix) {
				own = append(own, id)
			}
		}
		if own != nil {
			parts = append(parts, "SELECT * FROM (?) AS part")
			queries = append(queries, from(r, kind.table).Column("id", "name").Where("?TableAlias.id ?", oneOf(own)))
		}
	}
	found := make(map[string]string, len(ids))
	if parts == nil {
		return found, nil
	}
	var rows []struct{ ID, Name string }
	idb, _ := r.source()
	q := idb.NewSelect().TableExpr("("+strings.Join(parts, " UNION ALL ")+") AS named", queries...).Column("id", "name")
	if err := scan(ctx, r, q, &rows); err != nil {
		return nil, fmt.Errorf("read names: %w", err)
	}
	for _, row := range rows {
		found[row.ID] = row.Name
	}
	return found, nil
}
