package io.tocsin.ingest.api;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Schema;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An operation that finds alerts or deliveries. */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
@Parameter(
    name = "service",
    in = ParameterIn.QUERY,
    description = "The very name of what it is about",
    schema = @Schema(ref = "Asked"))
@Parameter(
    name = "owner",
    in = ParameterIn.QUERY,
    description = "Whose key the alert was signed with",
    schema = @Schema(ref = "Asked"))
@Parameter(
    name = "severity",
    in = ParameterIn.QUERY,
    description = "One of these, with commas between them",
    schema = @Schema(ref = "Severities"))
@Parameter(
    name = "status",
    in = ParameterIn.QUERY,
    description = "Of the alert",
    schema = @Schema(ref = "AlertStatus"))
@Parameter(
    name = "state",
    in = ParameterIn.QUERY,
    description = "Of a delivery; one of these, with commas between them",
    schema = @Schema(ref = "DeliveryStates"))
@Parameter(
    name = "channel",
    in = ParameterIn.QUERY,
    description = "Of the same delivery as the state, such as discord",
    schema = @Schema(ref = "Asked"))
@Parameter(
    name = "target",
    in = ParameterIn.QUERY,
    description = "Of the same delivery as the state",
    schema = @Schema(ref = "Asked"))
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
public @interface AlertFilters {}
