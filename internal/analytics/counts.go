package analytics

import (
	"cmp"
	"slices"

	"github.com/opsknight/opsknight/model"
)

// Counts sums up how many incidents there are: each status and urgency also if there is
// none, the services with incidents by how many they have, and then by their ids.
func Counts(kinds []model.IncidentCount) *model.IncidentCounts {
	statuses := map[model.IncidentStatus]int{}
	all := &model.ServiceCount{Urgencies: noUrgencies()}
	services := map[string]*model.ServiceCount{}
	for _, kind := range kinds {
		service := services[kind.ServiceID]
		if service == nil {
			service = &model.ServiceCount{ServiceID: kind.ServiceID, Urgencies: noUrgencies()}
			services[kind.ServiceID] = service
		}
		statuses[kind.Status] += kind.Incidents
		for _, of := range []*model.ServiceCount{all, service} {
			of.Incidents += kind.Incidents
			for _, urgency := range of.Urgencies {
				if urgency.Urgency == kind.Urgency {
					urgency.Incidents += kind.Incidents
				}
			}
		}
	}
	counts := &model.IncidentCounts{Incidents: all.Incidents, Urgencies: all.Urgencies}
	for _, status := range model.IncidentStatuses {
		counts.Statuses = append(counts.Statuses, &model.StatusCount{Status: status, Incidents: statuses[status]})
	}
	for _, service := range services {
		counts.Services = append(counts.Services, service)
	}
	slices.SortFunc(counts.Services, func(a, b *model.ServiceCount) int {
		return cmp.Or(cmp.Compare(b.Incidents, a.Incidents), cmp.Compare(a.ServiceID, b.ServiceID))
	})
	return counts
}

// noUrgencies is each urgency, the highest first, without incidents.
func noUrgencies() []*model.UrgencyCount {
	counts := make([]*model.UrgencyCount, 0, len(model.Urgencies))
	for _, urgency := range slices.Backward(model.Urgencies) {
		counts = append(counts, &model.UrgencyCount{Urgency: urgency})
	}
	return counts
}
