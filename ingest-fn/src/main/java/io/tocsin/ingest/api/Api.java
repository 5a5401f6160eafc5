package io.tocsin.ingest.api;

import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;

/**
 * What is said of the whole API. The operations stand with the controllers, everything else in
 * {@code openapi/components.yml}.
 */
@OpenAPIDefinition(
    info =
        @Info(
            title = "Tocsin",
            version = "0.1.0",
            description =
                "Signed alerts come in, notifications go out at the pace each channel allows, and"
                    + " serious alerts become meetings.",
            license = @License(name = "Apache License 2.0", identifier = "Apache-2.0")))
final class Api {
  private Api() {}
}
