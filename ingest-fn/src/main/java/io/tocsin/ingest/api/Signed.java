package io.tocsin.ingest.api;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An operation whose requests are signed: what it answers when one of the checks fails. How it is
 * signed is said for the whole document.
 */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.METHOD, ElementType.ANNOTATION_TYPE})
@ApiResponse(
    responseCode = "400",
    description = "The request is not well-formed, or its body is wrong",
    ref = "BadRequest")
@ApiResponse(
    responseCode = "401",
    description = "Not a key that is known, or not signed with it",
    ref = "Unauthorized")
@ApiResponse(
    responseCode = "403",
    description = "The key may not do that, or not from there",
    ref = "Forbidden")
@ApiResponse(responseCode = "413", description = "The body is too large", ref = "TooLarge")
@ApiResponse(responseCode = "415", description = "The body is encoded", ref = "Encoded")
@ApiResponse(responseCode = "429", description = "The quota is used up", ref = "TooMany")
@ApiResponse(
    responseCode = "503",
    description = "Out of reach just now; try again",
    ref = "Unavailable")
public @interface Signed {}
