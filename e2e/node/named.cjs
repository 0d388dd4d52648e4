// Leads PagerDuty's names to the server under test, for clients that have them built in: what
// an entry in DNS does, and port 443, which a test may not take.
const net = require('node:net')

const [host, port] = process.env.OPSKNIGHT_HOST.split(':')
const names = new Set(['api.pagerduty.com', 'events.pagerduty.com'])

const connect = net.Socket.prototype.connect
net.Socket.prototype.connect = function (...args) {
  const [options] = Array.isArray(args[0]) ? args[0] : args
  if (names.has(options?.host)) Object.assign(options, { host, port: Number(port) })
  return connect.apply(this, args)
}
