package engine

import (
	"context"
	"time"
)

// foldEvery is how often the changes of totals are folded: the longer, the more rows a
// total is summed up from.
const foldEvery = 2 * time.Second

// foldTotals folds the changes of the totals of incidents until ctx ends.
func (e *Engine) foldTotals(ctx context.Context) {
	for sleep(ctx, foldEvery, nil) {
		if _, err := e.DB.FoldTotals(ctx); err != nil && ctx.Err() == nil {
			e.Log.ErrorContext(ctx, "fold totals", "error", err)
		}
	}
}
