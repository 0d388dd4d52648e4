package feed_test

import (
	"context"
	"log/slog"
	"runtime"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/internal/demo"
	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/feed"
	"github.com/opsknight/opsknight/model"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

// fixture is a running feed, and an incident whose timeline grows.
type fixture struct {
	*feed.Feed
	db *db.DB
	id string
}

func each(t *testing.T, test func(t *testing.T, f *fixture)) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		if _, err := demo.Fill(t.Context(), d); err != nil {
			t.Fatal(err)
		}
		found, err := db.Incidents(t.Context(), d.In(model.Live), model.IncidentFilter{}, db.Newest, model.Page{})
		if err != nil || len(found.Nodes) == 0 {
			t.Fatal("there is no incident: ", err)
		}
		f := &fixture{feed.New(d, slog.New(slog.NewTextHandler(t.Output(), nil))), d, found.Nodes[0].ID}
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan struct{})
		go func() {
			defer close(ended)
			f.Run(ctx)
		}()
		t.Cleanup(func() { cancel(); <-ended })
		test(t, f)
	})
}

// note adds a line to the timeline; meanwhile runs before its transaction is committed.
func (f *fixture) note(t *testing.T, text string, meanwhile func()) {
	t.Helper()
	_, err := db.Write(t.Context(), f.db.In(model.Live), func(ctx context.Context, tx db.Tx) (any, error) {
		err := db.InsertIncidentEvent(ctx, tx, &model.IncidentEvent{
			ID: tx.NewID(model.IncidentEventID), IncidentID: f.id, Type: model.EventNoteAdded, ActorType: model.ActorSystem, ActorName: text, CreatedAt: tx.Now,
		})
		if meanwhile != nil {
			meanwhile()
		}
		return nil, err
	})
	if err != nil {
		t.Error(err)
	}
}

// listen hears notes until it has as many as it wants, and returns their texts and where
// each stands.
func (f *fixture) listen(t *testing.T, after *model.Position, want int) (heard chan []string, places chan model.Position) {
	t.Helper()
	l, err := f.Listen(t.Context(), model.Live, after, func(c *model.IncidentChange) bool { return c.Event.Type == model.EventNoteAdded })
	if err != nil {
		t.Fatal(err)
	}
	heard, places = make(chan []string, 1), make(chan model.Position, want)
	go func() {
		var texts []string
		if err := l.Run(t.Context(), func(c *model.IncidentChange) bool {
			texts = append(texts, c.Event.ActorName)
			places <- c.Position
			return len(texts) < want
		}); err != nil {
			t.Error(err)
		}
		heard <- texts
	}()
	return heard, places
}

func within[T any](t *testing.T, c <-chan T) T {
	t.Helper()
	select {
	case got := <-c:
		return got
	case <-time.After(time.Minute):
		t.Fatal("nothing came within a minute")
		panic("unreachable")
	}
}

func TestWhoBeginsNowIsNotToldOfWhatWasThere(t *testing.T) {
	each(t, func(t *testing.T, f *fixture) {
		if !f.db.Postgres() {
			f.note(t, "there already", nil)
			heard, _ := f.listen(t, nil, 1)
			f.note(t, "new", nil)
			if got := within(t, heard); !slices.Equal(got, []string{"new"}) {
				t.Errorf("heard %q", got)
			}
			return
		}
		var heard chan []string
		f.note(t, "slow", func() { // as long as it runs, nothing above it can be told
			f.note(t, "there already", nil)
			heard, _ = f.listen(t, nil, 2)
			f.note(t, "new", nil)
		})
		if got := within(t, heard); !slices.Equal(got, []string{"slow", "new"}) {
			t.Errorf("heard %q", got)
		}
	})
}

func TestALineOfASlowTransactionIsNotMissed(t *testing.T) {
	each(t, func(t *testing.T, f *fixture) {
		if !f.db.Postgres() {
			f.note(t, "SQLite has one writer: no transaction overtakes another", nil)
			return
		}
		heard, places := f.listen(t, nil, 3)
		f.note(t, "first", nil)
		within(t, places)
		f.note(t, "slow", func() { // it has its number, and others commit before it
			f.note(t, "fast", nil)
			select {
			case at := <-places:
				t.Errorf("a line was told before one that is to stand before it: %+v", at)
			case <-time.After(200 * time.Millisecond): // as long as one that could be told would take
			}
		})
		if got := within(t, heard); !slices.Equal(got, []string{"first", "slow", "fast"}) {
			t.Errorf("heard %q", got)
		}
	})
}

func TestListeningGoesOnWhereItEnded(t *testing.T) {
	each(t, func(t *testing.T, f *fixture) {
		heard, places := f.listen(t, nil, 1)
		f.note(t, "0", nil)
		at := within(t, places)
		within(t, heard)
		var want []string
		for i := 1; i <= 1200; i++ { // more than are read at once
			f.note(t, strconv.Itoa(i), nil)
			want = append(want, strconv.Itoa(i))
		}
		later, _ := f.listen(t, &at, 1300)
		for i := 1201; i <= 1300; i++ { // while it catches up
			f.note(t, strconv.Itoa(i), nil)
			want = append(want, strconv.Itoa(i))
		}
		if got := within(t, later); !slices.Equal(got, want) {
			t.Errorf("%d lines were heard, not all of %d in their order: %q", len(got), len(want), got)
		}
		if n := f.Listening(); n != 0 {
			t.Errorf("%d listen after all have left", n)
		}
	})
}

func TestWhoTakesTooLongIsCutOff(t *testing.T) {
	each(t, func(t *testing.T, f *fixture) {
		l, err := f.Listen(t.Context(), model.Live, nil, func(*model.IncidentChange) bool { return true })
		if err != nil {
			t.Fatal(err)
		}
		stuck, why := make(chan struct{}), make(chan error, 1)
		go func() {
			why <- l.Run(t.Context(), func(*model.IncidentChange) bool {
				<-stuck
				return true
			})
		}()
		for f.Listening() == 0 {
			<-time.After(time.Millisecond)
		}
		for f.Listening() > 0 { // until it is cut off
			f.note(t, "more", nil)
		}
		close(stuck)
		if err := within(t, why); !fault.Is(err, fault.RateLimited) {
			t.Errorf("it ended by %v", err)
		}
	})
}

func TestAListenerThatWaitsHoldsLittle(t *testing.T) {
	each(t, func(t *testing.T, f *fixture) {
		const listeners, bytes = 1000, 1024
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		for range listeners {
			if _, err := f.Listen(t.Context(), model.Live, &model.Position{}, func(*model.IncidentChange) bool { return true }); err != nil {
				t.Fatal(err)
			}
		}
		runtime.ReadMemStats(&after)
		if each := (after.TotalAlloc - before.TotalAlloc) / listeners; each > bytes {
			t.Errorf("a listener that waits takes %d bytes, and may take %d", each, bytes)
		}
	})
}
