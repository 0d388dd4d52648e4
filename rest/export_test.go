package rest

// Statuses are those of codes.
var Statuses = statuses

// DecodeEvent is decodeEvent for the tests.
var DecodeEvent = decodeEvent

// DecodeV1 is decodeV1 for the tests.
var DecodeV1 = decodeV1

// DecodeChange is decodeChange for the tests.
var DecodeChange = decodeChange
