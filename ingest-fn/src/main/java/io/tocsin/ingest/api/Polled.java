package io.tocsin.ingest.api;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An operation that tells who has its answer already no more than that. */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
@ApiResponse(
    responseCode = "304",
    description = "The same as the one of the ETag in If-None-Match",
    ref = "NotModified")
public @interface Polled {}
