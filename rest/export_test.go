package rest

// DecodeEvent is decodeEvent for the tests.
var DecodeEvent = decodeEvent
