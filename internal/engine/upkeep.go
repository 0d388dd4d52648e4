package engine

import (
	"context"
	"time"
)

const (
	// keepUpEvery is how often is done what transactions leave to be done for many at once:
	// the longer, the more rows a total is summed up from, and the more texts a search reads
	// one by one.
	keepUpEvery = 2 * time.Second
	// mergeEvery is how often the index of texts is merged on SQLite, where a storm leaves
	// hundreds of segments a second: all of them are opened for each merge, and for a search.
	mergeEvery = 100 * time.Millisecond
)

// keepUp folds the changes of the totals of incidents, and has their texts indexed, until ctx
// ends.
func (e *Engine) keepUp(ctx context.Context) {
	if !e.DB.Postgres() {
		e.mergeTexts(ctx)
		return
	}
	for sleep(ctx, keepUpEvery, nil) {
		_, err := e.DB.FoldTotals(ctx)
		e.failed(ctx, "fold totals", err)
		e.failed(ctx, "index texts", e.DB.IndexTexts(ctx))
	}
}

// mergeTexts merges the index of texts whenever something was stored, until ctx ends.
func (e *Engine) mergeTexts(ctx context.Context) {
	merged := int64(-1) // what another process has left comes first
	for sleep(ctx, mergeEvery, nil) {
		commits := e.DB.Commits()
		if commits == merged {
			continue
		}
		if err := e.DB.IndexTexts(ctx); err != nil {
			e.failed(ctx, "index texts", err)
			sleep(ctx, pause, nil)
			continue
		}
		merged = commits
	}
}

// failed logs an error that is not of the end of ctx.
func (e *Engine) failed(ctx context.Context, name string, err error) {
	if err != nil && ctx.Err() == nil {
		e.Log.ErrorContext(ctx, name, "error", err)
	}
}
