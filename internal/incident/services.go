package incident

import (
	"time"

	lru "github.com/hashicorp/golang-lru/v2"

	"github.com/opsknight/opsknight/db"
	"github.com/opsknight/opsknight/model"
)

// How long a batcher believes what it has read of a service, and of how many. An
// event may still reach a service that was deleted so long ago, by its old slug or
// with its old team.
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
	service *model.Service
	at      time.Time
}

func newServiceMemory() *serviceMemory {
	known, err := lru.New[serviceRoute, knownService](mostServices)
	if err != nil {
		panic(err) // the size is positive
	}
	return &serviceMemory{known: known}
}

// recall returns the service that the event is for, or nil if it has to be read.
func (m *serviceMemory) recall(e db.Env, arrival Arrival) *model.Service {
	found, ok := m.known.Get(serviceRoute{e.Environment(), arrival.route()})
	if !ok || e.Now().Sub(found.at) >= believeService {
		return nil
	}
	return found.service
}

// remember keeps the service that Send has found for an arrival at a time.
func (m *serviceMemory) remember(env model.Environment, arrival Arrival, at time.Time) {
	if arrival.Service != nil {
		m.known.Add(serviceRoute{env, arrival.route()}, knownService{arrival.Service, at})
	}
}
