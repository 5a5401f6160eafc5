package io.tocsin.ingest;

import io.micronaut.context.ExecutionHandleLocator;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.web.router.DefaultRouteBuilder;
import io.tocsin.ingest.format.Format;
import jakarta.inject.Singleton;
import java.util.List;

/** Gives every format its path. */
// The class above it leaves out the dots of variable arguments; nothing is wrong here.
@SuppressWarnings("overrides")
@Singleton
final class Routes extends DefaultRouteBuilder {

  Routes(ExecutionHandleLocator beans, List<Format> formats) {
    super(beans);
    for (Format format : formats) {
      // No type of content is refused: what counts is what the bytes are.
      POST(format.path(), AlertsController.class, "accept", HttpRequest.class)
          .consumesAll()
          .produces(MediaType.ALL_TYPE);
    }
  }
}
