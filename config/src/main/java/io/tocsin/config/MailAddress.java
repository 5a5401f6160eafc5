package io.tocsin.config;

import java.util.regex.Pattern;

/**
 * Addresses for mail, as <a
 * href="https://html.spec.whatwg.org/multipage/input.html#valid-e-mail-address">HTML</a> has them:
 * nothing in them needs quoting anywhere.
 */
final class MailAddress {
  /** As SMTP has it. */
  private static final int LONGEST = 254;

  private static final Pattern FORM =
      Pattern.compile(
          "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63})*");

  private MailAddress() {}

  static boolean isOne(String text) {
    return text.length() <= LONGEST && FORM.matcher(text).matches();
  }
}
