package engine

import (
	"context"
	"time"
)

// keepUpEvery is how often is done what transactions leave to be done for many at once: the
// longer, the more rows a total is summed up from, and the more texts a search reads one by
// one.
const keepUpEvery = 2 * time.Second

// keepUp folds the changes of the totals of incidents, and has their texts indexed, until ctx
// ends.
func (e *Engine) keepUp(ctx context.Context) {
	for sleep(ctx, keepUpEvery, nil) {
		_, err := e.DB.FoldTotals(ctx)
		e.failed(ctx, "fold totals", err)
		e.failed(ctx, "index texts", e.DB.IndexTexts(ctx))
	}
}

// failed logs an error that is not of the end of ctx.
func (e *Engine) failed(ctx context.Context, name string, err error) {
	if err != nil && ctx.Err() == nil {
		e.Log.ErrorContext(ctx, name, "error", err)
	}
}
