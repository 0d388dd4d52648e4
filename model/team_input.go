package model

import "github.com/opsknight/opsknight/internal/fault"

// Validate says what is wrong with the input, all of it at once.
func (in *CreateTeamInput) Validate() error {
	var problems fault.Collector
	checkLength(&problems, "name", in.Name, 1, MaxName)
	checkOptional(&problems, "description", in.Description, MaxDescription)
	checkIdempotencyKey(&problems, in.IdempotencyKey)
	if len(in.Members) > MaxMembers {
		problems.Add("members", "too_long", "members has %d users; a team has at most %d.", len(in.Members), MaxMembers)
	}
	seen := map[string]bool{}
	for _, member := range in.Members {
		if seen[member.UserID] {
			problems.Add("members", "duplicate", "members has %s twice.", truncate(member.UserID))
		}
		seen[member.UserID] = true
		checkEnum(&problems, "role", member.Role, TeamRoles)
	}
	return problems.Err()
}

// Validate says what is wrong with the input, all of it at once.
func (in *UpdateTeamInput) Validate() error {
	var problems fault.Collector
	if in.Name != nil {
		checkLength(&problems, "name", *in.Name, 1, MaxName)
	}
	checkOptional(&problems, "description", in.Description.Value(), MaxDescription)
	return problems.Err()
}

// Validate says what is wrong with the input, all of it at once.
func (in *AddTeamMemberInput) Validate() error {
	var problems fault.Collector
	checkEnum(&problems, "role", in.Role, TeamRoles)
	checkIdempotencyKey(&problems, in.IdempotencyKey)
	return problems.Err()
}
