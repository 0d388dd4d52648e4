package model

import "github.com/opsknight/opsknight/internal/fault"

// Validate says what is wrong with the input.
func (in *CreateFirstAdminInput) Validate() error {
	user := CreateUserInput{Name: in.Name, Email: in.Email, Role: RoleAdmin, TimeZone: in.TimeZone}
	if err := user.Validate(); err != nil {
		return err
	}
	return CheckPassword(in.Password)
}

// CheckCredentials says what is wrong with an e-mail address and password that
// somebody signs in with: only what makes them no credentials at all.
func CheckCredentials(email, password string) error {
	var problems fault.Collector
	checkLength(&problems, "email", email, 1, MaxEmail)
	checkLength(&problems, "password", password, 1, MaxPassword)
	return problems.Err()
}
