// Responds with the REST part of @pagerduty/pdjs: lists page by page, acknowledges, notes, resolves, and
// asks who is on call.
import assert from 'node:assert/strict'
import pd from '@pagerduty/pdjs'

const { OPSKNIGHT_HOST: host, OPSKNIGHT_KEY: token, OPSKNIGHT_INCIDENT: id } = process.env

for (const tokenType of ['token', 'bearer']) {
  const api = pd.api({ server: `${host}/pagerduty`, token, tokenType })
  const me = await api.get('/users/me')
  assert.equal(me.response.status, 200)
  assert.equal(me.data.user.type, 'user')
}
const api = pd.api({ server: `${host}/pagerduty`, token })
const read = async () => (await api.get(`/incidents/${id}`)).data.incident

const pages = []
for (let page = await api.get('/incidents', { queryParameters: { limit: 1, 'statuses[]': ['triggered', 'acknowledged'] } }); page; page = await page.next?.()) {
  pages.push(page.data)
}
assert.ok(pages.length > 1)
assert.ok(pages.every(({ incidents }) => incidents.length === 1))
assert.ok(pages.some(({ incidents }) => incidents[0].id === id))
assert.equal((await read()).status, 'triggered')

const put = (status) => api.put(`/incidents/${id}`, { data: { incident: { type: 'incident_reference', status } } })
assert.equal((await put('acknowledged')).data.incident.status, 'acknowledged')
const noted = await api.post(`/incidents/${id}/notes`, { headers: { From: 'alice@example.com' }, data: { note: { content: 'By pdjs' } } })
assert.equal(noted.response.status, 201)
assert.equal((await api.get(`/incidents/${id}/notes`)).data.notes[0].content, 'By pdjs')
assert.equal((await put('resolved')).data.incident.status, 'resolved')
assert.equal((await read()).status, 'resolved')

const { data } = await api.get('/oncalls', { queryParameters: { 'include[]': ['users'] } })
assert.ok(data.oncalls.length > 0)
assert.ok(data.oncalls[0].user.email)

const missing = await api.get(`/incidents/inc_${'0'.repeat(26)}`)
assert.equal(missing.response.status, 404)
assert.equal(typeof missing.data.error.code, 'number')
