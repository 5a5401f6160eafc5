package io.tocsin.local.cli;

import io.tocsin.keys.Signature;
import io.tocsin.local.MendableException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/** {@code tocsin send}. */
final class Send {
  private final Surroundings surroundings;

  Send(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  int run(AlertBody alert, Access access) {
    if (access.key().secret().reveal().isEmpty()) {
      throw new MendableException(
          "The secret of the key "
              + access.key().id()
              + " is not known. Set WEBHOOK_API_KEY and WEBHOOK_SECRET_KEY, or give --secret.");
    }
    byte[] body = alert.bytes();
    String timestamp = String.valueOf(surroundings.clock().instant().getEpochSecond());
    HttpRequest request =
        access
            .request("/api/v1/alert")
            .header("Content-Type", "application/json")
            .header("X-Timestamp", timestamp)
            .header(
                "X-Signature",
                Signature.hex(Signature.sign(access.key().secret(), timestamp, body)))
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    HttpResponse<String> response = access.send(request);
    if (response.statusCode() == 200) {
      surroundings.out().println(response.body());
      return 0;
    }
    surroundings.err().println("Not accepted (" + response.statusCode() + "): " + response.body());
    return 1;
  }
}
