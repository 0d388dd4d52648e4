package graph_test

import (
	"context"
	"testing"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/graph"
	"github.com/opsknight/opsknight/internal/auth"
	"github.com/opsknight/opsknight/model"
)

// TestLoadersThatNobodyAsksCostNothing holds what a subscription keeps while it waits.
func TestLoadersThatNobodyAsksCostNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		r, ctx := &graph.Resolver{DB: d}, auth.With(t.Context(), model.System(model.Live))
		var kept context.Context
		const most = 8
		if made := testing.AllocsPerRun(100, func() { kept = r.WithLoaders(ctx) }); made > most || kept == ctx {
			t.Errorf("loaders that nobody asks take %g allocations, and may take %d", made, most)
		}
	})
}

func TestMain(m *testing.M) { dbtest.Main(m) }
