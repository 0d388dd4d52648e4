module github.com/opsknight/opsknight/sdk/go

go 1.24.0
