package signon

import (
	"errors"
	"log/slog"

	"github.com/opsknight/opsknight/internal/account"
	"github.com/opsknight/opsknight/internal/fault"
)

// problem is a word in the address of the sign-in page, for which web/app/account/problems.ts
// has a sentence. Those of accounts are account.Refusal.
type problem string

const (
	denied      problem = "denied"      // by the provider, or by the person there
	expired     problem = "expired"     // the attempt is too old, was used, or is another browser's
	unreachable problem = "unreachable" // the provider does not answer, or not as one
	broken      problem = "failed"      // something that an administrator has to look into
	tooMany     problem = "too-many"    // attempts from this address
	internal    problem = "internal"    // a fault of ours, which is shown as broken
)

// level tells what is somebody's own doing from what an administrator has to look into.
func (p problem) level() slog.Level {
	switch p {
	case unreachable, broken:
		return slog.LevelWarn
	case internal:
		return slog.LevelError
	default:
		return slog.LevelInfo
	}
}

// failure is an error that is not a fault of ours.
type failure struct {
	problem problem
	error
}

func (f failure) Unwrap() error { return f.error }

func failed(as problem, err error) error { return failure{as, err} }

func problemOf(err error) problem {
	if f, ok := errors.AsType[failure](err); ok {
		return f.problem
	}
	if r, ok := errors.AsType[account.Refusal](err); ok {
		return problem(r)
	}
	if fault.Is(err, fault.RateLimited) {
		return tooMany
	}
	return internal
}
