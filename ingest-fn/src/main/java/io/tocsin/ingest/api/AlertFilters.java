package io.tocsin.ingest.api;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An operation that finds alerts or deliveries. */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
@Parameter(name = "service", in = ParameterIn.QUERY, ref = "#/components/parameters/Service")
@Parameter(name = "owner", in = ParameterIn.QUERY, ref = "#/components/parameters/Owner")
@Parameter(name = "severity", in = ParameterIn.QUERY, ref = "#/components/parameters/Severity")
@Parameter(name = "status", in = ParameterIn.QUERY, ref = "#/components/parameters/Status")
@Parameter(name = "state", in = ParameterIn.QUERY, ref = "#/components/parameters/State")
@Parameter(name = "channel", in = ParameterIn.QUERY, ref = "#/components/parameters/Channel")
@Parameter(name = "target", in = ParameterIn.QUERY, ref = "#/components/parameters/Target")
@Parameter(
    name = "acknowledged",
    in = ParameterIn.QUERY,
    ref = "#/components/parameters/Acknowledged")
@Parameter(name = "from", in = ParameterIn.QUERY, ref = "#/components/parameters/From")
@Parameter(name = "to", in = ParameterIn.QUERY, ref = "#/components/parameters/To")
public @interface AlertFilters {}
