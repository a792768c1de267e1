# A table of medians over the rounds. A ratio is taken within its round, and the median of those is shown: what the machine did
# meanwhile met both sides.

def median: sort | .[(length - 1) / 2 | floor];
def digits($n): . * pow(10; $n) | round / pow(10; $n);
def figure: if . == null then "-" elif . >= 100 then round else digits(if . < 10 then 2 else 1 end) end | tostring;
def share: if . == null then "-" else digits(4) | tostring end;
def of($name): map(.[$name]) | if any(. == null) then null else median end;

. as $all
| (map(select(.index == $ours)) | map({key: (.round | tostring), value: .p50_us}) | from_entries) as $p50
| "\(.[0].count) × \(.[0].dim), \(.[0].queries) queries, \(map(.round) | max) rounds",
  "",
  "| index | p50 µs | ÷ \($ours) | p99 µs | recall | above 0.8 | wrong above 0.8 | added/s | bytes/entry | compiled for |",
  "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |",
  (group_by(.index) | sort_by(of("p50_us"))[]
   | "| \(.[0].index) | \(of("p50_us") | figure) | \(map(.p50_us / $p50[.round | tostring]) | median | digits(2))"
     + " | \(of("p99_us") | figure) | \(of("recall") | share) | \(of("recall_above_80") | share)"
     + " | \(of("wrong_above_80") | share) | \(of("build_per_s") | round) | \(of("bytes_per_entry") | figure) | \(.[0].isa) |")
