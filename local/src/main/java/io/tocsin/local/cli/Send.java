package io.tocsin.local.cli;

import java.net.http.HttpResponse;

/** {@code tocsin send}. */
final class Send {
  private final Surroundings surroundings;

  Send(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  int run(AlertBody alert, Access access) {
    HttpResponse<String> response =
        access.post("/api/v1/alert", alert.bytes(), surroundings.clock());
    if (response.statusCode() == 200) {
      surroundings.out().println(response.body());
      return 0;
    }
    surroundings.err().println("Not accepted (" + response.statusCode() + "): " + response.body());
    return 1;
  }
}
