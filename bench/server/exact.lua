-- One question, asked again and again: after the first time an exact hit.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = '{"model":"m","messages":[{"role":"user","content":"How can I reset my password?"}]}'

function done(summary, latency, requests)
  io.write(string.format("%.0f requests/s, p50 %.2f ms, p99 %.2f ms, %d failed\n",
    summary.requests / summary.duration * 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout))
end
