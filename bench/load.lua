-- Asks for the addresses that a file lists, one after the other, as a browser does; then says how it went.
-- Run by bench/load.py: wrk --script load.lua ADDRESS -- FILE

local addresses, place = {}, 0

function init(words)
  for line in io.lines(words[1]) do
    addresses[#addresses + 1] = line
  end
  -- Each thread begins elsewhere.
  place = math.random(#addresses)
  wrk.headers["Accept-Encoding"] = "gzip"
end

function request()
  place = place % #addresses + 1
  return wrk.format("GET", addresses[place])
end

function done(summary, latency)
  local failed = summary.errors
  io.write(string.format(
    '\nfigures {"seconds": %.6f, "requests": %d, "bytes": %d, "errors": %d, "p50": %.1f, "p99": %.1f}\n',
    summary.duration / 1e6, summary.requests, summary.bytes,
    failed.connect + failed.read + failed.write + failed.status + failed.timeout,
    latency:percentile(50), latency:percentile(99)
  ))
end
