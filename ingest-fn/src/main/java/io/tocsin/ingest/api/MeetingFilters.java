package io.tocsin.ingest.api;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An operation that finds meetings. */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
@Parameter(
    name = "service",
    in = ParameterIn.QUERY,
    description = "The very name of what it is about",
    schema = @Schema(ref = "Asked"))
@Parameter(
    name = "state",
    in = ParameterIn.QUERY,
    description = "One of these, with commas between them",
    schema = @Schema(ref = "MeetingStates"))
@Parameter(
    name = "from",
    in = ParameterIn.QUERY,
    description = "The earliest time it was received, or wanted",
    schema = @Schema(ref = "SentInstant"))
@Parameter(
    name = "to",
    in = ParameterIn.QUERY,
    description = "The first time that is too late",
    schema = @Schema(ref = "SentInstant"))
public @interface MeetingFilters {}
