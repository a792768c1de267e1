-- Another question each time, near enough to a stored one: every answer is a semantic hit, and every prompt is embedded.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.headers["Cache-Control"] = "no-store"

local threads = 0
function setup(thread)
  thread:set("number", threads * 10000000 + 1000000)
  threads = threads + 1
end

function request()
  number = number + 1
  return wrk.format(nil, nil, nil, string.format(
    '{"model":"m","messages":[{"role":"user","content":"How can I reset my password, case %d?"}]}', number))
end

function done(summary, latency, requests)
  io.write(string.format("%.0f requests/s, p50 %.2f ms, p99 %.2f ms, %d failed\n",
    summary.requests / summary.duration * 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
