package io.tocsin.store;

import io.tocsin.report.Counts;
import io.tocsin.report.Subject;

/** The counters of a subject in one hour. */
record Row(Subject subject, Counts counts) {}
