package io.tocsin.ingest.api;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An operation that answers a list page by page. */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
@Parameter(
    name = "limit",
    in = ParameterIn.QUERY,
    description = "The most entries on the page",
    schema = @Schema(ref = "Limit"))
@Parameter(
    name = "cursor",
    in = ParameterIn.QUERY,
    description = "Where to go on: the next of the page before",
    schema = @Schema(ref = "Cursor"))
public @interface Paged {}
