package io.tocsin.ingest.api;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A signed operation that changes a key which is there. */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
@Signed
@ApiResponse(responseCode = "404", description = "There is none of that id", ref = "NotFound")
@ApiResponse(
    responseCode = "409",
    description = "The key is another by now, is revoked, or is set elsewhere",
    ref = "Conflict")
public @interface KeyChange {}
