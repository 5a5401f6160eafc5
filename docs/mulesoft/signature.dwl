%dw 2.0
import HMACBinary, hashWith from dw::Crypto
import toHex from dw::core::Binaries

fun bytes(text: String): Binary = text as Binary {encoding: "UTF-8"}

/** Unix seconds, in digits. */
fun seconds(at: DateTime): String = (at as Number {unit: "seconds"}) as String {format: "0"}

/** HMAC-SHA256 of timestamp, a dot and the body's bytes, in lower-case hex. */
fun signature(secret: String, timestamp: String, body: String): String =
  lower(toHex(HMACBinary(bytes(secret), bytes(timestamp ++ "." ++ body), "HmacSHA256")))

/** What a request says besides its body; made anew for each attempt. */
fun headers(key: String, secret: String, at: DateTime, body: String): Object = {
  "Content-Type": "application/json",
  "X-API-Key": key,
  "X-Webhook-Timestamp": seconds(at),
  "X-Webhook-Signature": signature(secret, seconds(at), body)
}

/** Whether a caller knows the key. Digests are compared, so that the time taken tells nothing of it. */
fun sameKey(given, key: String): Boolean =
  hashWith(bytes((given default "") as String), "SHA-256") == hashWith(bytes(key), "SHA-256")
