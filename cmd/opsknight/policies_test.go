package main

import (
	"strings"
	"testing"

	"github.com/opsknight/opsknight/model"
)

const (
	createPolicy = `mutation($in: CreateEscalationPolicyInput!) { createEscalationPolicy(input: $in) { replayed clientMutationId escalationPolicy { ...P } } } ` + policyFields
	updatePolicy = `mutation($in: UpdateEscalationPolicyInput!) { updateEscalationPolicy(input: $in) { escalationPolicy { ...P } } } ` + policyFields
	deletePolicy = `mutation($in: DeleteEscalationPolicyInput!) { deleteEscalationPolicy(input: $in) { deletedId } }`
	policyFields = `fragment P on EscalationPolicy { id name description repeatCount etag services { totalCount } steps { id position escalateAfterMinutes targets {
		... on User { id name } ... on Team { id name } ... on Schedule { id name } } } }`
)

// target is one of a step's targets.
func target(kind, id string) map[string]any { return map[string]any{"type": kind, "id": id} }

// steps makes a step for each of these targets.
func steps(targets ...map[string]any) []any {
	var made []any
	for _, one := range targets {
		made = append(made, map[string]any{"targets": []any{one}})
	}
	return made
}

func TestAPolicyByGraphQL(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		path, ben, chiara := s.rota(t, "Primary")
		schedule, team := strings.TrimPrefix(path, "/api/schedules/"), s.team(t, model.Live).ID
		made := s.graphql(t, createPolicy, in(map[string]any{
			"name": "Payments", "description": "Who is paid.", "repeatCount": 2, "idempotencyKey": "k", "clientMutationId": "a",
			"steps": steps(target("SCHEDULE", schedule), target("USER", ben), target("TEAM", team)),
		}))
		const policy = "data.createEscalationPolicy.escalationPolicy."
		made.is(t, map[string]string{
			"errors": "absent", "data.createEscalationPolicy.replayed": "false", "data.createEscalationPolicy.clientMutationId": "a", policy + "repeatCount": "2",
			policy + "steps.0.targets.0.name": "Primary", policy + "steps.1.targets.0.id": ben, policy + "steps.2.position": "3", policy + "steps.2.escalateAfterMinutes": "15",
		})
		id, first, tag := made.at(t, policy+"id"), made.at(t, policy+"steps.0.id"), made.at(t, policy+"etag")
		kept := map[string]any{"id": first, "escalateAfterMinutes": 5, "targets": []any{target("USER", chiara)}}
		s.graphql(t, updatePolicy, in(map[string]any{"id": id, "description": nil, "ifMatch": tag, "steps": append(steps(target("USER", ben)), kept)})).is(t, map[string]string{
			"errors": "absent", "data.updateEscalationPolicy.escalationPolicy.steps.1.id": first, "data.updateEscalationPolicy.escalationPolicy.steps.1.escalateAfterMinutes": "5",
			"data.updateEscalationPolicy.escalationPolicy.description": "null", "data.updateEscalationPolicy.escalationPolicy.steps.2": "absent",
		})
		s.graphql(t, `query($id: ID!) { escalationPolicy(id: $id) { name } node(id: $id) { ... on EscalationPolicy { repeatCount } } }`, map[string]any{"id": id}).
			is(t, map[string]string{"data": `{"escalationPolicy":{"name":"Payments"},"node":{"repeatCount":2}}`})

		other := s.user(t, model.Test, "ben@example.com").ID
		of := func(fields map[string]any) map[string]any {
			all := map[string]any{"name": "A", "steps": steps(target("USER", ben))}
			for name, value := range fields {
				all[name] = value
			}
			return all
		}
		step := func(fields map[string]any) map[string]any {
			all := map[string]any{"targets": []any{target("USER", ben)}}
			for name, value := range fields {
				all[name] = value
			}
			return of(map[string]any{"steps": []any{all}})
		}
		for name, row := range map[string]struct {
			query       string
			in          map[string]any
			code, field string
		}{
			"no steps":                          {createPolicy, of(map[string]any{"steps": []any{}}), "VALIDATION_ERROR", "steps"},
			"a step without targets":            {createPolicy, step(map[string]any{"targets": []any{}}), "VALIDATION_ERROR", "steps.0.targets"},
			"a wait of no time":                 {createPolicy, step(map[string]any{"escalateAfterMinutes": 0}), "VALIDATION_ERROR", "steps.0.escalateAfterMinutes"},
			"a wait of more than a week":        {createPolicy, step(map[string]any{"escalateAfterMinutes": 10081}), "VALIDATION_ERROR", "steps.0.escalateAfterMinutes"},
			"a target of another kind":          {createPolicy, step(map[string]any{"targets": []any{target("TEAM", ben)}}), "VALIDATION_ERROR", "steps.0.targets.0.id"},
			"a target of the other environment": {createPolicy, step(map[string]any{"targets": []any{target("USER", other)}}), "VALIDATION_ERROR", "steps.0.targets.0.id"},
			"a target twice":                    {createPolicy, step(map[string]any{"targets": []any{target("USER", ben), target("USER", ben)}}), "VALIDATION_ERROR", "steps.0.targets.1"},
			"ten repeats":                       {createPolicy, of(map[string]any{"repeatCount": 10}), "VALIDATION_ERROR", "repeatCount"},
			"fewer repeats than none":           {createPolicy, of(map[string]any{"repeatCount": -1}), "VALIDATION_ERROR", "repeatCount"},
			"a name that is taken":              {createPolicy, of(map[string]any{"name": "Payments"}), "CONFLICT", "absent"},
			"an etag of before":                 {updatePolicy, map[string]any{"id": id, "ifMatch": tag}, "CONFLICT", "absent"},
			"a policy that is not there":        {updatePolicy, map[string]any{"id": "pol_1"}, "NOT_FOUND", "absent"},
			"to delete what is not there":       {deletePolicy, map[string]any{"id": "pol_1"}, "NOT_FOUND", "absent"},
			"to delete what a service needs":    {deletePolicy, map[string]any{"id": *s.service(t, model.Live, "checkout").EscalationPolicyID}, "CONFLICT", "absent"},
		} {
			t.Run(name, func(t *testing.T) {
				s.graphql(t, row.query, in(row.in)).is(t, map[string]string{"errors.0.extensions.code": row.code, "errors.0.extensions.field": row.field})
			})
		}
		s.graphql(t, deletePolicy, in(map[string]any{"id": id})).is(t, map[string]string{"data.deleteEscalationPolicy.deletedId": id})
		s.graphql(t, `query($id: ID!) { escalationPolicy(id: $id) { name } }`, map[string]any{"id": id}).is(t, map[string]string{"data.escalationPolicy": "null"})
	})
}

// TestATeamByGraphQL makes, changes and deletes a team, whose last owner cannot leave,
// be demoted, or be deleted.
func TestATeamByGraphQL(t *testing.T) {
	eachServer(t, func(t *testing.T, s *testServer) {
		dana := s.post(t, "/api/users", `{"name":"Dana","email":"dana@example.com"}`).at(t, "data.id")
		ben := s.user(t, model.Live, "ben@example.com").ID
		made := s.graphql(t, `mutation($in: CreateTeamInput!) { createTeam(input: $in) { team { id etag members { totalCount nodes { role user { name } } } } } }`,
			in(map[string]any{"name": "Data", "members": []any{map[string]any{"userId": dana, "role": "OWNER"}}}))
		made.is(t, map[string]string{"errors": "absent", "data.createTeam.team.members": `{"nodes":[{"role":"OWNER","user":{"name":"Dana"}}],"totalCount":1}`})
		id := made.at(t, "data.createTeam.team.id")
		const (
			add    = `mutation($in: AddTeamMemberInput!) { addTeamMember(input: $in) { member { role } } }`
			update = `mutation($in: UpdateTeamMemberInput!) { updateTeamMember(input: $in) { member { role } } }`
			remove = `mutation($in: RemoveTeamMemberInput!) { removeTeamMember(input: $in) { team { members { totalCount } } } }`
			change = `mutation($in: UpdateTeamInput!) { updateTeam(input: $in) { team { name description etag } } }`
		)
		member := func(user string) map[string]any { return map[string]any{"teamId": id, "userId": user} }
		demoted := member(dana)
		demoted["role"] = "ADMIN"
		for name, row := range map[string]struct {
			query       string
			in          map[string]any
			code, field string
		}{
			"the last owner leaves":                {remove, member(dana), "CONFLICT", "absent"},
			"the last owner is demoted":            {update, demoted, "CONFLICT", "absent"},
			"the last owner is deleted":            {`mutation($in: DeleteUserInput!) { deleteUser(input: $in) { deletedId } }`, map[string]any{"id": dana}, "CONFLICT", "absent"},
			"somebody who is a member":             {add, member(dana), "CONFLICT", "absent"},
			"somebody who does not exist":          {add, member("usr_1"), "VALIDATION_ERROR", "userId"},
			"somebody of the other environment":    {add, member(s.user(t, model.Test, "ben@example.com").ID), "VALIDATION_ERROR", "userId"},
			"somebody who is no member leaves":     {remove, member(ben), "NOT_FOUND", "absent"},
			"a name that is taken":                 {change, map[string]any{"id": id, "name": "Platform"}, "CONFLICT", "absent"},
			"a team of the other environment":      {change, map[string]any{"id": s.team(t, model.Test).ID, "name": "B"}, "NOT_FOUND", "absent"},
			"a member of a team that is not there": {add, map[string]any{"teamId": "team_1", "userId": ben}, "NOT_FOUND", "absent"},
		} {
			t.Run(name, func(t *testing.T) {
				s.graphql(t, row.query, in(row.in)).is(t, map[string]string{"errors.0.extensions.code": row.code, "errors.0.extensions.field": row.field})
			})
		}
		owner := member(ben)
		owner["role"] = "OWNER"
		s.graphql(t, add, in(owner)).is(t, map[string]string{"data.addTeamMember.member.role": "OWNER"})
		s.graphql(t, update, in(demoted)).is(t, map[string]string{"data.updateTeamMember.member.role": "ADMIN"})
		s.graphql(t, `query($id: ID!, $dana: [ID!]) { team(id: $id) { members(userId: $dana, first: 1) { totalCount edges { node { role } } } } teams(filter: {memberId: $dana}) { nodes { name } } }`, map[string]any{"id": id, "dana": dana}).
			is(t, map[string]string{"data.team.members": `{"edges":[{"node":{"role":"ADMIN"}}],"totalCount":1}`, "data.teams.nodes": `[{"name":"Data"}]`})
		s.graphql(t, remove, in(member(dana))).is(t, map[string]string{"data.removeTeamMember.team.members.totalCount": "1"})
		s.graphql(t, change, in(map[string]any{"id": id, "name": "Reports"})).is(t, map[string]string{"data.updateTeam.team.name": "Reports"})
		s.graphql(t, `mutation($in: DeleteTeamInput!) { deleteTeam(input: $in) { deletedId } }`, in(map[string]any{"id": id})).is(t, map[string]string{"data.deleteTeam.deletedId": id})
	})
}
