package dbtest

import "syscall"

// dieWithParent ends the server when the test process is killed.
func dieWithParent(attributes *syscall.SysProcAttr) { attributes.Pdeathsig = syscall.SIGQUIT }
