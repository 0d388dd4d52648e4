package signon

// Destination is for the table of its cases.
var Destination = destination
