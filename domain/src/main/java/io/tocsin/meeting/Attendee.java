package io.tocsin.meeting;

/**
 * Somebody who is invited.
 *
 * @param address for mail
 * @param name for people to read; the address where no name is known
 * @param why this one, in words
 */
public record Attendee(String address, String name, String why) {}
