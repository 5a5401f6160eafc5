package io.tocsin.ingest.api;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An operation for everybody. That it needs no key must be said with it: {@code @Operation(security
 * = {})}.
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
@ApiResponse(
    responseCode = "400",
    description = "The request is not well-formed, or its body is wrong",
    ref = "BadRequest")
@ApiResponse(
    responseCode = "503",
    description = "Out of reach just now; try again",
    ref = "Unavailable")
public @interface Open {}
