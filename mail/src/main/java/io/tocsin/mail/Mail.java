package io.tocsin.mail;

import java.util.Optional;

/**
 * What a mail is made of. What goes into its head may be any text: it becomes one line there.
 *
 * @param id for {@code Message-ID}, such as {@code dl_1@example.org}
 * @param from an address
 * @param to addresses with commas between them
 * @param html the same as the text, for programs that show it
 * @param calendar what calendars make of it
 */
public record Mail(
    String id,
    String from,
    String to,
    String subject,
    String text,
    Optional<String> html,
    Optional<Calendar> calendar) {

  /**
   * An iCalendar object (RFC 6047): beside the texts, for programs that understand it, and as a
   * file for others.
   *
   * @param method such as {@code REQUEST}, as in its text
   */
  public record Calendar(String method, String text) {}
}
