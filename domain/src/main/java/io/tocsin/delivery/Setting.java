package io.tocsin.delivery;

/**
 * A setting that targets of a channel have. {@code tocsin.yml} holds a plain one as it is, or a
 * reference to a variable; a secret one only as a reference.
 *
 * @param required whether every target must have it
 * @param address whether it is a URL, checked before it is used
 * @param form a regular expression for the whole value; a value of another form is a mistake
 */
public record Setting(String name, boolean secret, boolean required, boolean address, String form) {

  /** One line of anything: what cannot be written into a header or an address is no setting. */
  private static final String LINE = "[^\\p{Cntrl}]+";

  /** A URL that is a credential by itself, such as a webhook's. */
  public static Setting secretAddress(String name) {
    return new Setting(name, true, true, true, LINE);
  }

  /** A URL that anybody may know. */
  public static Setting address(String name) {
    return new Setting(name, false, true, true, LINE);
  }

  /** A credential, such as a token. */
  public static Setting secret(String name) {
    return new Setting(name, true, true, false, LINE);
  }

  /** What anybody may know, such as the id of a chat. */
  public static Setting plain(String name) {
    return new Setting(name, false, true, false, LINE);
  }

  /** The same, but a target may do without. */
  public Setting optional() {
    return new Setting(name, secret, false, address, form);
  }

  /** The same, with values of this form only. */
  public Setting matching(String regex) {
    return new Setting(name, secret, required, address, regex);
  }
}
