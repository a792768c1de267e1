-- What a busy day brings: half known words, some in other words, some streamed, some new, some embeddings. Of a hundred requests.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"

local threads = 0
function setup(thread)
  thread:set("number", threads * 10000000)
  threads = threads + 1
end

local subjects = { "password", "bank account", "router", "garden fence", "bread dough", "tax return", "bicycle chain", "passport" }

local function chat(text, rest)
  return string.format('{"model":"m",%s"messages":[{"role":"user","content":"%s"}]}', rest or "", text)
end

-- Words of no language: nothing that was asked before is near.
local function new()
  local words = {}
  for word = 1, 8 do
    local letters = {}
    for letter = 1, math.random(4, 9) do letters[letter] = string.char(math.random(97, 122)) end
    words[word] = table.concat(letters)
  end
  return table.concat(words, " ")
end

function request()
  number = number + 1
  local kind, subject = number % 100, subjects[math.random(#subjects)]
  if kind < 55 then return wrk.format(nil, nil, nil, chat("How do I repair my " .. subject .. "?")) end
  if kind < 70 then
    local headers = { ["Content-Type"] = "application/json", ["Cache-Control"] = "no-store" }
    return wrk.format(nil, nil, headers, chat("How can I repair my " .. subject .. "?"))
  end
  if kind < 80 then return wrk.format(nil, nil, nil, chat("How do I repair my " .. subject .. "?", '"stream":true,')) end
  if kind < 90 then return wrk.format(nil, nil, nil, chat(new())) end
  if kind < 98 then return wrk.format(nil, nil, nil, chat(new(), '"stream":true,')) end
  return wrk.format(nil, "/v1/embeddings", nil, '{"model":"all-MiniLM-L6-v2","input":["' .. new() .. '"]}')
end

function done(summary, latency, requests)
  local errors = summary.errors
  io.write(string.format("%d requests, %.0f requests/s, p50 %.2f ms, p99 %.2f ms, %d refused, %d broken off, %d later than 2 s\n",
    summary.requests, summary.requests / summary.duration * 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3,
    errors.status, errors.connect + errors.read + errors.write, errors.timeout))
end
