//go:build !linux

package dbtest

import "syscall"

// dieWithParent does nothing where the system cannot do it: a killed test process
// leaves its server running.
func dieWithParent(*syscall.SysProcAttr) {}
