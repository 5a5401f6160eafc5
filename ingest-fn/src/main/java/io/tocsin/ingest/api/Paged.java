package io.tocsin.ingest.api;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An operation that answers a list page by page. */
@Documented
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.METHOD)
@Parameter(name = "limit", in = ParameterIn.QUERY, ref = "#/components/parameters/Limit")
@Parameter(name = "cursor", in = ParameterIn.QUERY, ref = "#/components/parameters/Cursor")
public @interface Paged {}
