// One event stream for all tabs of a browser: it allows six connections to a host, and every stream holds one.
const ports = new Set()
let state
const source = new EventSource('/_prongsai/events')
source.addEventListener('state', event => {
  state = event.data
  for (const port of ports) port.postMessage(state)
})
addEventListener('connect', event => {
  const [port] = event.ports
  ports.add(port)
  port.onmessage = () => ports.delete(port)
  if (state) port.postMessage(state)
})
