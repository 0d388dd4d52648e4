package incident

import (
	"time"

	lru "github.com/hashicorp/golang-lru/v2"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/model"
)

// How long a batcher believes what it has read of a service, and of how many. It hears
// of changes on this server at once, and of others' in a moment; one of which it does
// not hear, it finds after that time.
const (
	believeService = 2 * time.Second
	mostServices   = 10_000
)

// serviceMemory has the services that events have lately been for, so that a batch
// need not look them up.
type serviceMemory struct {
	known *lru.Cache[serviceRoute, knownService]
}

type serviceRoute struct {
	environment model.Environment
	route       string
}

type knownService struct {
	service *model.Handling
	at      time.Time
	setup   int64 // the version of what people have set up
}

func newServiceMemory() *serviceMemory {
	known, err := lru.New[serviceRoute, knownService](mostServices)
	if err != nil {
		panic(err) // the size is positive
	}
	return &serviceMemory{known: known}
}

// recall returns the service that the event is for, or nil if it has to be read.
func (m *serviceMemory) recall(e db.Env, arrival Arrival) *model.Handling {
	found, ok := m.known.Get(serviceRoute{e.Environment(), arrival.route()})
	if !ok || found.setup != e.SetupVersion() || e.Now().Sub(found.at) >= believeService {
		return nil
	}
	return found.service
}

// remember keeps the service that Send has found for an arrival, as it was set up at a
// time.
func (m *serviceMemory) remember(env model.Environment, arrival Arrival, at time.Time, setup int64) {
	if arrival.Service != nil {
		m.known.Add(serviceRoute{env, arrival.route()}, knownService{arrival.Service, at, setup})
	}
}
