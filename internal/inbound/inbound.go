// Package inbound reads what monitoring tools send in formats of their own, as events.
// It has an adapter for each tool, which knows that tool's documented body: what of it
// opens an incident and what closes it, and what names the problem in both. Adapters are
// pure: they know no clock, no network and no database.
package inbound

import (
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/opsknight/opsknight/internal/fault"
	"github.com/opsknight/opsknight/internal/lenient"
	"github.com/opsknight/opsknight/internal/strictjson"
	"github.com/opsknight/opsknight/model"
)

// MostEvents is how many alerts a delivery may have: they are stored in one transaction.
const MostEvents = 500

// Delivery is one request of a tool.
type Delivery struct {
	Header http.Header // some tools tell there what the body is
	Body   []byte
}

// adapters has for each type of tool, as paths name it, what reads its deliveries.
var adapters = map[string]func(Delivery) ([]*model.Event, error){
	"alertmanager":   alertmanager,
	"azure-monitor":  azureMonitor,
	"cloudwatch":     cloudWatch,
	"datadog":        datadog,
	"generic":        generic,
	"github-actions": gitHubActions,
	"gitlab":         gitLab,
	"grafana":        grafana,
	"sentry":         sentry,
	"uptime-kuma":    uptimeKuma,
	"zabbix":         zabbix,
}

// Types lists the types of tools, in the order of the alphabet.
func Types() []string { return slices.Sorted(maps.Keys(adapters)) }

// Known reports whether there is this type of tool.
func Known(tool string) bool { return adapters[tool] != nil }

// Read returns the events of a delivery of a tool, in their order: none if what it tells
// is neither the beginning nor the end of a problem. They are valid but for their routing
// key, which they lack.
//
// Faults: NotFound for a type of tool that is not known; Invalid, naming the field.
// A delivery by which Amazon SNS asks for a confirmation is ErrSubscription.
func Read(tool string, d Delivery) ([]*model.Event, error) {
	adapter := adapters[tool]
	if adapter == nil {
		return nil, fault.New(fault.NotFound, "There is no integration of this type: the path has one of %s.", strings.Join(Types(), ", "))
	}
	return adapter(d)
}

// object returns the body of a delivery, which is one JSON object.
func (d Delivery) object() (lenient.Object, error) {
	if err := strictjson.Check(d.Body); err != nil {
		return nil, fault.New(fault.Invalid, "The body is not valid JSON: %s.", err)
	}
	o, ok := lenient.Read(d.Body)
	if !ok {
		return nil, fault.New(fault.Invalid, "The body is one JSON object.")
	}
	return o, nil
}

// required is the fault of a body that lacks what it is recognised by.
func required(field, format string, args ...any) error {
	return fault.Field(field, "required", field+" is required: "+format, args...)
}

// unknown is the fault of a status that is none of the documented ones: to guess what it
// means would page people for a recovery, or nobody for a failure.
func unknown(field, status, known string) error {
	return fault.Field(field, "unknown_value", "%s is %q, which is none of the known words: %s.", field, cut(status, 60), known)
}
