%dw 2.0
import bytes from tocsin::signature
import take from dw::core::Arrays
import try from dw::Runtime

/** What one request may hold. */
var mostAlerts = 100
var mostBytes = 256 * 1024

fun millis(at: DateTime): Number = at as Number {unit: "milliseconds"}

/** JSON without line ends and indents. It is written here and nowhere else. */
fun text(content): String = write(content, "application/json", {indent: false}) as String

/**
 * A request that waits to be sent. Its body is kept as text, so that each attempt sends the same
 * bytes. Keys sort by the time they were made, and then by their place.
 */
fun entry(path: String, body: String, names: Array, at: DateTime, place: Number = 0): Object = {
  key: (millis(at) as String {format: "0000000000000"})
    ++ "-" ++ (place as String {format: "000"}) ++ "-" ++ uuid(),
  path: path,
  body: body,
  names: names,
  since: millis(at),
  tries: 0,
  due: millis(at)
}

/** Arrays of alerts that each fit into one request, in their order. */
fun parts(alerts: Array): Array =
  alerts reduce ((one, all = [[]]) -> do {
    var last = all[-1]
    var more = last ++ [one]
    var fits = sizeOf(more) <= mostAlerts and sizeOf(bytes(text(more))) <= mostBytes
    ---
    if (isEmpty(last) or fits) (all take (sizeOf(all) - 1)) ++ [more] else all ++ [[one]]
  })

/** The requests that many alerts make. */
fun entries(path: String, alerts: Array, at: DateTime): Array =
  parts(alerts) map ((part, place) ->
    entry(path, text(part), part map ((one) -> one.alert_id), at, place))

/** Retry-After in milliseconds. Tocsin gives seconds; what is no number counts for nothing. */
fun retryAfter(header): Number = do {
  var given = (header default "") as String
  ---
  if (given matches /\d{1,6}/) (given as Number) * 1000 else 0
}

/** A random time below a bound that doubles: 1 s after the first failure, 2, 4, … at most 300 s. */
fun backoff(tries: Number): Number = randomInt(if (tries > 8) 300000 else 1000 * pow(2, tries))

/** The entry after an attempt that failed; wait is what the answer asked for. */
fun later(waiting: Object, wait: Number, at: DateTime): Object =
  (waiting - "tries" - "due") ++ {
    tries: waiting.tries + 1,
    due: millis(at) + wait + backoff(waiting.tries)
  }

/** What a refusal says of itself; whatever else a gateway on the way answers is no JSON perhaps. */
fun said(answer, otherwise: String): String = do {
  var message = try(() -> answer.message as String)
  ---
  if (message.success) message.result as String else otherwise
}
