package io.tocsin.meeting;

/** Somebody, by the address for mail, is somewhere else at that time. */
public record Busy(String address, Slot slot) {}
