package io.tocsin.analysis;

/** What an agent found. Each refuses, when it is made, what is out of its bounds. */
public sealed interface Finding permits RootCause, Compliance, MeetingContext, Learning {}
