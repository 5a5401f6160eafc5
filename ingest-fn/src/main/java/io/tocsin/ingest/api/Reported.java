package io.tocsin.ingest.api;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An operation that reports a time in numbers. */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
@Parameter(name = "from", in = ParameterIn.QUERY, ref = "#/components/parameters/ReportFrom")
@Parameter(name = "to", in = ParameterIn.QUERY, ref = "#/components/parameters/ReportTo")
@Parameter(name = "format", in = ParameterIn.QUERY, ref = "#/components/parameters/ReportFormat")
public @interface Reported {}
