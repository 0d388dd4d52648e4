package ratelimit_test

import (
	"fmt"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/db/dbtest"
	"github.com/opsknight/opsknight/internal/ratelimit"
)

func TestMain(m *testing.M) { dbtest.Main(m) }

func limiter(t *testing.T, d *db.DB) *ratelimit.Limiter {
	return ratelimit.New(d, slog.New(slog.NewTextHandler(t.Output(), nil)))
}

// take takes n times, and returns how many were allowed.
func take(t *testing.T, l *ratelimit.Limiter, n, limit int) int {
	t.Helper()
	allowed := 0
	for range n {
		if l.Take(t.Context(), "key_1", limit).Allowed {
			allowed++
		}
	}
	return allowed
}

func TestTheWindowSlidesExactlyOnOneServer(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		l := limiter(t, d)
		for _, step := range []struct {
			name    string
			after   time.Duration
			take    int
			allowed int
		}{
			{"half of the limit at once", 0, 50, 50},
			{"the other half later", 30 * time.Second, 60, 50},
			{"nothing while the first half counts", 29*time.Second + 999*time.Millisecond, 1, 0},
			{"the first half is free again after exactly a minute", time.Millisecond, 60, 50},
			{"the second half a minute after it was taken", 30 * time.Second, 60, 50},
			{"all of it after a minute of rest", time.Minute, 101, 100},
		} {
			clock.Advance(step.after)
			if got := take(t, l, step.take, 100); got != step.allowed {
				t.Fatalf("%s: %d of %d allowed, want %d", step.name, got, step.take, step.allowed)
			}
		}
	})
}

func TestWhatALimitTells(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		l := limiter(t, d)
		began := clock.Now()
		first := l.Take(t.Context(), "key_1", 2)
		if !first.Allowed || first.Limit != 2 || first.Remaining != 1 || !first.Reset.Equal(began.Add(time.Minute)) {
			t.Errorf("first: %+v", first)
		}
		clock.Advance(10*time.Second + 300*time.Millisecond)
		if second := l.Take(t.Context(), "key_1", 2); second.Remaining != 0 || !second.Reset.Equal(began.Add(time.Minute)) {
			t.Errorf("second: %+v", second)
		}
		refused := l.Take(t.Context(), "key_1", 2)
		if refused.Allowed || refused.RetryAfter != 50*time.Second {
			t.Errorf("third: %+v, want to come back after 50 s", refused)
		}
		clock.Advance(refused.RetryAfter)
		if !l.Take(t.Context(), "key_1", 2).Allowed {
			t.Error("refused at the time at which it was told to come back")
		}
		if other := l.Take(t.Context(), "key_2", 2); other.Remaining != 1 {
			t.Errorf("another key shares the limit: %+v", other)
		}
		if free := l.Take(t.Context(), "key_3", 0); !free.Allowed || free.Limit != 0 {
			t.Errorf("no limit: %+v", free)
		}
	})
}

func TestPeekCountsNothing(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		l := limiter(t, d)
		for range 5 {
			if !l.Peek("key_1", 1).Allowed {
				t.Fatal("peeking used the limit up")
			}
		}
		l.Take(t.Context(), "key_1", 1)
		if l.Peek("key_1", 1).Allowed {
			t.Error("peeking does not see what was taken")
		}
	})
}

func TestAHighLimitIsHeldToo(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, clock *dbtest.Clock) {
		l := limiter(t, d)
		allowed := 0
		for range 60 {
			allowed += take(t, l, 100, 5000)
			clock.Advance(500 * time.Millisecond)
		}
		if allowed != 5000 {
			t.Errorf("%d allowed in half a minute, want 5000", allowed)
		}
	})
}

func TestServersOnOneDatabaseHoldALimitTogether(t *testing.T) {
	clock := dbtest.NewClock()
	url := dbtest.URL(t, "postgres")
	var servers []*ratelimit.Limiter
	for range 3 {
		d := dbtest.Open(t, url)
		d.Now = clock.Now
		servers = append(servers, limiter(t, d))
	}
	const limit = 100
	spread := func(n int) int {
		var wg sync.WaitGroup
		var mu sync.Mutex
		allowed := 0
		for i := range n {
			wg.Go(func() {
				if servers[i%len(servers)].Take(t.Context(), "key_1", limit).Allowed {
					mu.Lock()
					allowed++
					mu.Unlock()
				}
			})
		}
		wg.Wait()
		return allowed
	}
	if got := spread(300); got < 90 || got > 110 {
		t.Errorf("three servers allowed %d together, want %d within a tenth", got, limit)
	}
	// A minute later all of it is there again, at one of the servers too: what the
	// others had been granted and did not use has been given back.
	clock.Advance(3 * time.Second)
	for _, server := range servers {
		if err := server.Return(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	clock.Advance(time.Minute)
	if got := take(t, servers[0], 150, limit); got < 90 || got > 110 {
		t.Errorf("one server allowed %d after a rest, want %d within a tenth", got, limit)
	}
	if got := take(t, servers[1], 150, limit); got > 10 {
		t.Errorf("another server allowed %d more", got)
	}
}

func TestAShareCostsNoStatementPerRequest(t *testing.T) {
	d := dbtest.Open(t, dbtest.URL(t, "postgres"))
	statements := db.CountStatements(d)
	l := limiter(t, d)
	before := statements()
	if got := take(t, l, 1000, 1000); got != 1000 {
		t.Fatalf("%d allowed", got)
	}
	if n := statements() - before; n > 100 {
		t.Errorf("%d statements for 1000 requests", n)
	}
}

func TestWithoutItsDatabaseAServerHoldsTheLimitAlone(t *testing.T) {
	d, err := db.Open(t.Context(), dbtest.URL(t, "postgres"))
	if err != nil {
		t.Fatal(err)
	}
	l := limiter(t, d)
	if err := d.Close(); err != nil {
		t.Fatal(err)
	}
	if got := take(t, l, 150, 100); got != 100 {
		t.Errorf("%d allowed, want 100", got)
	}
}

func TestMemoryIsBoundedByTheNumberOfSubjects(t *testing.T) {
	dbtest.Each(t, func(t *testing.T, d *db.DB, _ *dbtest.Clock) {
		if d.Postgres() {
			return // the same code, behind 60,000 leases
		}
		l := limiter(t, d)
		for i := range 60_000 {
			l.Take(t.Context(), fmt.Sprint("address ", i), 1)
		}
		if !l.Take(t.Context(), "address 0", 1).Allowed {
			t.Error("the first of 60,000 subjects is still remembered")
		}
		if l.Take(t.Context(), "address 59999", 1).Allowed {
			t.Error("the last subject is forgotten")
		}
	})
}
