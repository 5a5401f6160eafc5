package io.tocsin.scheduler.provider;

import io.tocsin.keys.Secret;
import java.util.Optional;
import java.util.function.Function;

/**
 * How invitations are mailed.
 *
 * @param url what sends: {@code smtp://host:port}, {@code smtps://host:port} or {@code ses:region}
 * @param from the organizer's address
 * @param login what a mail server wants, if it does
 */
record MailSettings(String url, String from, Optional<Login> login) {
  static final String URL = "TOCSIN_MEETING_MAIL_URL";
  static final String FROM = "TOCSIN_MEETING_MAIL_FROM";
  private static final String USER = "TOCSIN_MEETING_MAIL_USER";
  private static final String PASSWORD = "TOCSIN_MEETING_MAIL_PASSWORD";

  /** As mail servers take it, and as it can stand in a calendar without quotes. */
  static final String ADDRESS =
      "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*";

  private static final String SMTP = "smtps?://[A-Za-z0-9.-]+(:[0-9]{1,5})?";
  private static final String SES = "ses:([a-z]{2}(-[a-z]+)+-[0-9])?";

  /** A user of a mail server. */
  record Login(String user, Secret password) {}

  static boolean anySet(Function<String, Optional<String>> variables) {
    return variables.apply(URL).isPresent() || variables.apply(FROM).isPresent();
  }

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException naming the variable that is wrong, and not its value
   */
  static MailSettings read(Function<String, Optional<String>> variables) {
    String url =
        variables
            .apply(URL)
            .filter(text -> text.matches(SMTP + "|" + SES))
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        URL
                            + " must be an address such as smtp://mail.example.org:587,"
                            + " smtps://mail.example.org or ses:eu-central-1, without a user name"));
    String from =
        variables
            .apply(FROM)
            .filter(text -> text.matches(ADDRESS))
            .orElseThrow(() -> new IllegalArgumentException(FROM + " must be an address of mail"));
    Optional<String> user = variables.apply(USER);
    Optional<String> password = variables.apply(PASSWORD);
    if (user.isPresent() != password.isPresent()) {
      throw new IllegalArgumentException(USER + " and " + PASSWORD + " belong together");
    }
    return new MailSettings(
        url, from, user.map(name -> new Login(name, Secret.of(password.orElseThrow()))));
  }

  /** What stands behind the at sign; identifiers of ours end with it. */
  String domain() {
    return from.substring(from.lastIndexOf('@') + 1);
  }

  /** The scheme of what sends. */
  String scheme() {
    return url.substring(0, url.indexOf(':'));
  }
}
